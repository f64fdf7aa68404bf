import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '#tests/support/server.ts'
import { callThrough, closedLoop } from './closed-loop.ts'
import { enterRoom, handIn, saveAnswers, sitExam } from './exam-journey.ts'
import { type Candidate, type ExamScene, examScene } from './exam-scene.ts'
import { measured, type Run } from './measure.ts'
import { type BenchOptions, cpuSecondsOf, floorOf, pssOf } from './server-figures.ts'

const connections = 8
const journeyName = 'exam journey of 8 requests, 25 answers, graded'
const hallName = 'exam hall'

/** Exams on the built server: whole journeys one after the other, then a hall full of candidates at once. */
export async function benchExams(options: BenchOptions): Promise<void> {
  const { only } = options
  if (journeyName.includes(only)) await benchJourney(options)
  if (hallName.includes(only)) await benchHall(options)
}

/** Each connection takes one new candidate after the other through a whole exam. */
async function benchJourney({ seconds, runs, report }: BenchOptions): Promise<void> {
  const server = await startServer({ patience: 120_000 })
  // More than can be used up: 400 journeys a second.
  const scene = await examScene(databaseOf(server), Math.ceil(400 * (seconds * runs + seconds / 5)))
  try {
    let next = 0
    const journey = (call: Parameters<typeof sitExam>[0]) => {
      const candidate = scene.candidates[next++]
      if (!candidate) throw new Error('No candidate is left')
      return sitExam(call, scene, candidate)
    }
    await closedLoop(server.url, journey, { connections, seconds: Math.max(1, seconds / 5) })
    const floor = await floorOf(40_000, { connections, seconds: Math.max(1, seconds / 5) })
    const before = cpuSecondsOf(server.folder)
    const done: Run[] = []
    let journeys = 0
    for (let run = 0; run < runs; run += 1) {
      done.push(await closedLoop(server.url, journey, { connections, seconds }))
      journeys += done.at(-1)?.latencies.length ?? 0
    }
    const spent = cpuSecondsOf(server.folder) - before
    const result = measured(
      journeyName,
      done,
      { name: 'bare node:http, a page of 40 kB', rate: floor },
      {
        'server CPU ms a journey': (spent * 1000) / journeys,
        'server PSS MiB': pssOf(server.folder),
      },
    )
    report({ ...result, notes: { ...result.notes, 'journeys a minute': Math.round(result.rate * 60) } })
  } finally {
    await scene.close()
    await server.stop()
  }
}

/**
 * Many candidates at once: all enter, then each saves an answer every 10 to 20 seconds for some time, then all hand in within a minute. Every answer that
 * was acknowledged must be in the database at the end.
 */
async function benchHall({ seconds, candidates: wanted, report }: BenchOptions): Promise<void> {
  const server = await startServer({ patience: 120_000 })
  const scene = await examScene(databaseOf(server), wanted)
  try {
    const call = callThrough(server.url, 200)
    const entered = await timedAll(scene.candidates, 60_000, (candidate) => enterRoom(call, candidate))
    report(measured(`${hallName}: ${wanted} candidates enter within a minute`, [entered.run], null))

    const seated = scene.candidates.map((candidate, place) => ({
      candidate,
      attemptId: entered.results[place] ?? '',
      sequence: 0,
    }))
    const saves = await saveForAWhile(call, scene, seated, Math.max(20, seconds * 3))
    const memory = pssOf(server.folder)
    report(
      measured(`${hallName}: saving, an answer each 10 to 20 s a candidate`, [saves.run], null, {
        'server PSS MiB': memory,
      }),
    )

    const handed = await timedAll(seated, 60_000, ({ candidate, attemptId }) =>
      handIn(call, candidate, attemptId),
    )
    const { answers, attempts } = await scene.count()
    report(
      measured(`${hallName}: all hand in within a minute`, [handed.run], null, {
        'answers acknowledged': saves.acknowledged,
        'answers lost': saves.acknowledged - answers,
        'attempts graded': (attempts.PASSED ?? 0) + (attempts.FAILED ?? 0),
        'server PSS MiB': pssOf(server.folder),
      }),
    )
    if (saves.acknowledged !== answers) throw new Error(`${saves.acknowledged - answers} answers were lost`)
  } finally {
    await scene.close()
    await server.stop()
  }
}

type Call = ReturnType<typeof callThrough>
type Seated = { readonly candidate: Candidate; readonly attemptId: string; sequence: number }

async function saveForAWhile(call: Call, scene: ExamScene, seated: readonly Seated[], seconds: number) {
  const end = performance.now() + seconds * 1000
  const latencies: number[] = []
  let errors = 0
  const started = performance.now()
  await Promise.all(
    seated.map(async (seat, place) => {
      const items = await scene.itemsOf(seat.attemptId)
      // Nobody answers at the same moment as everybody else.
      await wait(((place * 7919) % 15_000) + 1)
      while (performance.now() < end) {
        const item = items[seat.sequence % items.length]
        if (!item) throw new Error('The form is empty')
        const begun = performance.now()
        try {
          await saveAnswers(call, seat.candidate, seat.attemptId, [{ sequence: seat.sequence + 1, item }])
          seat.sequence += 1
          latencies.push(performance.now() - begun)
        } catch (failure) {
          errors += 1
          if (errors === 1) console.error(failure)
        }
        await wait(10_000 + ((place * 104_729 + seat.sequence * 7919) % 10_000))
      }
    }),
  )
  const took = (performance.now() - started) / 1000
  const run = { rate: latencies.length / took, latencies: Float64Array.from(latencies), errors }
  return { run, acknowledged: latencies.length }
}

/** Does something for everybody, spread evenly over a time in milliseconds. */
async function timedAll<One, Result>(
  all: readonly One[],
  spread: number,
  act: (one: One) => Promise<Result>,
) {
  const latencies: number[] = []
  let errors = 0
  const started = performance.now()
  const results = await Promise.all(
    all.map(async (one, place) => {
      await wait((place * spread) / all.length)
      const begun = performance.now()
      try {
        const result = await act(one)
        latencies.push(performance.now() - begun)
        return result
      } catch (failure) {
        errors += 1
        if (errors === 1) console.error(failure)
        return undefined
      }
    }),
  )
  const took = (performance.now() - started) / 1000
  const run: Run = { rate: latencies.length / took, latencies: Float64Array.from(latencies), errors }
  return { run, results }
}

function databaseOf({ folder }: { folder: string }): string {
  return `file:${folder}/tiergate.db`
}
