import { addMilliseconds, type Instant } from '#app/domain/shared/instants.ts'

const repeatDays = 60
const millisecondsADay = 86_400_000

/** A referral scored after this instant still lets a person repeat only the failed stations (model 5.3). */
export function repeatPossibleSince(at: Instant): Instant {
  return addMilliseconds(at, -repeatDays * millisecondsADay)
}
