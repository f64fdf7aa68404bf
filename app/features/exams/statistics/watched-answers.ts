import type { WatchedAnswer } from '#app/domain/exam/statistics/leak-alarm.ts'
import type { GatheredAnswers } from './gather-answers.server.ts'

/** What a row amounts to, so that the rest of an attempt is a subtraction for each of its items. */
type RowSum = {
  readonly points: number
  readonly possible: number
  readonly logSeconds: number
  readonly timed: number
}

/** The sums of every row, computed once for all items. */
export function rowSumsOf({ table, seconds }: GatheredAnswers): readonly RowSum[] {
  return table.rows.map((row, person) => {
    let [points, possible, logSeconds, timed] = [0, 0, 0, 0]
    for (const [column, answer] of row.entries()) {
      if (!answer) continue
      points += answer.earned
      possible += table.items[column]?.possible ?? 0
      const time = seconds[person]?.[column] ?? 0
      if (time <= 0) continue
      logSeconds += Math.log(time)
      timed += 1
    }
    return { points, possible, logSeconds, timed }
  })
}

/** The answers to one item as the leak alarm reads them, in the order of the attempts. Omitted ones are part of it. */
export function watchedAnswersOf(
  { table, seconds }: GatheredAnswers,
  sums: readonly RowSum[],
  column: number,
): readonly WatchedAnswer[] {
  const possible = table.items[column]?.possible ?? 1
  const watched: WatchedAnswer[] = []
  for (const [person, row] of table.rows.entries()) {
    const [own, sum] = [row[column], sums[person]]
    if (!own || !sum) continue
    const time = seconds[person]?.[column] ?? null
    const isTimed = time !== null && time > 0
    const others = sum.timed - (isTimed ? 1 : 0)
    const most = sum.possible - possible
    watched.push({
      share: own.earned / possible,
      restShare: most <= 0 ? 0 : (sum.points - own.earned) / most,
      seconds: time,
      usualSeconds:
        others === 0 ? null : Math.exp((sum.logSeconds - (isTimed ? Math.log(time) : 0)) / others),
    })
  }
  return watched
}
