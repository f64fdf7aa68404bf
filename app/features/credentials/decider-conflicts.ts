import type { SignedInContext } from '#app/context.server.ts'
import { conflictsOfInterest } from '#app/domain/practical/assessor-guards.ts'
import type { findIndependence } from '#app/features/practicals/index.server.ts'
import type { DeciderConflict } from './decision-guards.ts'

type Independence = Awaited<ReturnType<typeof findIndependence>>

/** Why somebody may not decide on a person's credential: it is their own, their trainee's or colleague's, or they write what is examined (invariant I11). */
export function conflictsOfDecider(
  { personId: decider, acting }: Pick<SignedInContext['actor'], 'personId' | 'acting'>,
  independence: Independence,
  person: string,
  at: string,
  zone: string,
): DeciderConflict[] {
  const partyOf = (one: string) => independence.parties.get(one) ?? { person: one, providers: [] }
  const conflicts: DeciderConflict[] = [
    ...conflictsOfInterest(partyOf(decider), {
      candidate: partyOf(person),
      trainings: independence.trainings,
      at,
      zone,
    }),
  ]
  if (acting.roles.includes('curriculum-author') || acting.roles.includes('item-reviewer'))
    conflicts.push({ code: 'AUTHOR' })
  return conflicts
}
