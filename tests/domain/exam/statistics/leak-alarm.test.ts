import { describe, expect, test } from 'vitest'
import { leakAlarmOf, type WatchedAnswer } from '#app/domain/exam/statistics/leak-alarm.ts'
import { seededRandom } from '#app/domain/shared/seeded-random.ts'

/** Answers of people with shares around `facility` and times around `seconds`; from `leakedFrom` on nearly all are right, in half the time. */
function answers(seed: string, count: number, leakedFrom = Number.POSITIVE_INFINITY): WatchedAnswer[] {
  const random = seededRandom(seed)
  const uniform = () => (random.next32() + 0.5) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return Array.from({ length: count }, (_, at) => {
    const isLeaked = at >= leakedFrom
    const restShare = Math.min(1, Math.max(0, 0.6 + 0.12 * normal()))
    const pace = Math.exp(0.3 * normal())
    return {
      share: uniform() < (isLeaked ? 0.95 : restShare) ? 1 : 0,
      restShare,
      seconds: 60 * pace * Math.exp(0.4 * normal()) * (isLeaked ? 0.4 : 1),
      usualSeconds: 60 * pace,
    }
  })
}

describe('the leak alarm', () => {
  test('is raised soon after an item is known, and names the answer from which on', () => {
    const delays = Array.from({ length: 40 }, (_, run) => {
      const alarm = leakAlarmOf(answers(`leak ${run}`, 700, 500), 'item')
      expect(alarm, `run ${run}`).not.toBeNull()
      expect(alarm?.facilitySince).toBeGreaterThan(alarm?.facilityBefore ?? 1)
      expect(alarm?.secondsSince).toBeLessThan(alarm?.secondsBefore ?? 0)
      expect(Math.abs((alarm?.since ?? 0) - 500)).toBeLessThan(45)
      return (alarm?.at ?? 0) - 500
    }).sort((one, other) => one - other)
    expect(delays[20]).toBeLessThan(60)
  })

  test('keeps its false alarm rate: within n answers at most n / threshold', () => {
    // 600 streams of 300 answers in which nothing changes; with a threshold of 3,000 at most a tenth may alarm.
    const runs = Array.from({ length: 600 }, (_, run) =>
      leakAlarmOf(answers(`still ${run}`, 300), `item ${run}`, 3_000),
    )
    expect(runs.filter((alarm) => alarm !== null).length).toBeLessThanOrEqual(60)
  })

  test('with the threshold in use, 200 streams of 1,000 unchanged answers stay silent', () => {
    for (let run = 0; run < 200; run++)
      expect(leakAlarmOf(answers(`quiet ${run}`, 1_000), `item ${run}`)).toBeNull()
  })

  test('better people are no leak: they are better on the other items too', () => {
    const better = answers('better', 900).map((answer, at) =>
      at < 500
        ? answer
        : { ...answer, restShare: 0.95, share: at % 20 === 0 ? 0 : 1, seconds: 30, usualSeconds: 30 },
    )
    expect(leakAlarmOf(better, 'item')).toBeNull()
  })

  test('a rise without faster answers is no alarm, and without times there is none', () => {
    const slow = answers('slow', 800, 500).map((answer, at) =>
      at < 500 ? answer : { ...answer, seconds: (answer.usualSeconds ?? 60) * 1.5 },
    )
    expect(leakAlarmOf(slow, 'item')).toBeNull()
    const untimed = answers('untimed', 800, 500).map((answer) => ({ ...answer, seconds: null }))
    expect(leakAlarmOf(untimed, 'item')).toBeNull()
  })

  test('says the same again, and nothing of an item nobody has answered', () => {
    const stream = answers('again', 700, 400)
    expect(leakAlarmOf(stream, 'item')).toEqual(leakAlarmOf(stream, 'item'))
    expect(leakAlarmOf([], 'item')).toBeNull()
  })
})
