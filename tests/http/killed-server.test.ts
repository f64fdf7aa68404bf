import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { placeInJournal } from '#app/domain/exam/journal-place.ts'
import { createDatabase } from '#db/client.ts'
import { callThrough } from '#tests/bench/closed-loop.ts'
import { type AskedItem, enterRoom, handIn, saveAnswers } from '#tests/bench/exam-journey.ts'
import { examScene } from '#tests/bench/exam-scene.ts'
import { createPostgresDatabase, postgresServer } from '#tests/support/postgres.ts'
import { startServer } from '#tests/support/server.ts'

const people = 200
const connections = 50
const answersBeforeTheKill = 1_500

/** The only opening of each attempt here. */
const opening = 20

type Seat = {
  readonly cookie: string
  readonly attemptId: string
  readonly items: readonly AskedItem[]
  /** The last number that was sent, and the last that was acknowledged. */
  sent: number
  acknowledged: number
}

/** Delivers the seat's next answer, or again the one that no answer came to. */
async function saveOne(call: ReturnType<typeof callThrough>, seat: Seat): Promise<void> {
  seat.sent = seat.acknowledged + 1
  const item = seat.items[seat.sent % seat.items.length]
  if (!item) throw new Error('The form is empty')
  await saveAnswers(call, seat, seat.attemptId, [{ sequence: seat.sent, item }])
  seat.acknowledged = seat.sent
}

test.each(['sqlite', ...(postgresServer ? ['postgres'] : [])])(
  'a server killed while 200 candidates answer has every answer that it acknowledged, and they finish on the next one: %s',
  { timeout: 240_000 },
  async (dialect) => {
    const folder = mkdtempSync(join(tmpdir(), 'tiergate-killed-'))
    const made = dialect === 'postgres' ? await createPostgresDatabase() : null
    const url = made?.url ?? `file:${folder}/exams.db`
    const env = { DATABASE_URL: url }
    const first = await startServer({ env, patience: 120_000 })
    const scene = await examScene(url, people)
    try {
      const seats: Seat[] = []
      const enter = callThrough(first.url, connections)
      for (let start = 0; start < people; start += connections)
        await Promise.all(
          scene.candidates.slice(start, start + connections).map(async ({ cookie }) => {
            const attemptId = await enterRoom(enter, { cookie })
            seats.push({ cookie, attemptId, items: await scene.itemsOf(attemptId), sent: 0, acknowledged: 0 })
          }),
        )

      const total = () => seats.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
      let isKilled = false
      const answering = seats.map(async (seat) => {
        while (!isKilled) await saveOne(enter, seat).catch(() => wait(20))
      })
      while (total() < answersBeforeTheKill) await wait(10)
      const stopping = first.stop('SIGKILL')
      isKilled = true
      await Promise.all([stopping, ...answering])
      const acknowledged = total()
      const inTheAir = seats.filter(({ sent, acknowledged: known }) => sent > known).length

      const second = await startServer({ env, patience: 120_000 })
      const db = createDatabase(url)
      try {
        const rows = await db
          .selectFrom('examResponse')
          .select(['attemptId', 'sequence'])
          .where(
            'attemptId',
            'in',
            seats.map(({ attemptId }) => attemptId),
          )
          .execute()
        const stored = new Set(rows.map(({ attemptId, sequence }) => `${attemptId} ${sequence}`))
        const lost = seats.flatMap((seat) =>
          Array.from({ length: seat.acknowledged }, (_, index) => placeInJournal(opening, index + 1))
            .map((place) => `${seat.attemptId} ${place}`)
            .filter((name) => !stored.has(name)),
        )
        console.info(
          `${dialect}: ${people} candidates, ${acknowledged} answers acknowledged before the kill, ${inTheAir} in the air, ${rows.length} stored, ${lost.length} lost`,
        )
        expect(lost).toEqual([])
        expect(acknowledged).toBeGreaterThanOrEqual(answersBeforeTheKill)
        expect(rows.length).toBeLessThanOrEqual(acknowledged + inTheAir)

        // What was in the air is sent again under its number, whether or not it had arrived, and everybody hands in.
        const call = callThrough(second.url, connections)
        for (let start = 0; start < people; start += connections)
          await Promise.all(
            seats.slice(start, start + connections).map(async (seat) => {
              await saveOne(call, seat)
              await handIn(call, seat, seat.attemptId)
            }),
          )
        const { answers, attempts } = await scene.count()
        expect(answers).toBe(total())
        expect((attempts.PASSED ?? 0) + (attempts.FAILED ?? 0)).toBe(people)
      } finally {
        await db.destroy()
        await second.stop()
      }
    } finally {
      await scene.close()
      await made?.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
