import type { SignedInContext } from '#app/context.server.ts'
import { conflictsOfInterest } from '#app/domain/practical/assessor-guards.ts'
import { addMonths } from '#app/domain/shared/instants.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { clearTries, takeTry } from '#app/features/identity/index.server.ts'
import { findTrainersOfRecord } from '#app/features/learning/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findOpenSession } from './exam-session.repository.server.ts'
import { findProvidersOf } from './party.repository.server.ts'

export type CheckInRefusal =
  /** No open session of this exam has the code. */
  | 'wrong-code'
  /** Ten wrong codes within a quarter of an hour. */
  | 'too-many-tries'
  | 'own-invigilator'
  /** Teaches the candidate, or did within the last 24 months. */
  | 'invigilator-is-trainer'
  | 'invigilator-is-colleague'

export type CheckInOutcome = Outcome<
  { readonly sessionId: string; readonly closesAt: string },
  CheckInRefusal
>

const trainerMonths = 24
/** Twice as many as at signing in, since codes are passed on by word of mouth. */
const codesTried = 10

/** What people type between digits is no part of a code; full-width digits are digits. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '')
}

/**
 * Finds the session that a code opens and makes sure its invigilator may watch over this candidate: not themselves, not their trainer of record,
 * not a colleague (model 5.3, invariant I11).
 */
export async function checkIn(
  ctx: SignedInContext,
  trx: Db,
  input: { examId: string; code: string },
): Promise<CheckInOutcome> {
  const { personId, acting } = ctx.actor
  const at = ctx.now()
  const subject = `check-in:${personId}`
  // Six digits are safe only while nobody can try them all.
  if (await takeTry(trx, subject, at, codesTried)) return { ok: false, reason: 'too-many-tries' }
  const checkInCode = plainCode(input.code)
  const session = /^\d{6}$/.test(checkInCode)
    ? await findOpenSession(trx, { examId: input.examId, checkInCode, at })
    : undefined
  if (!session) return { ok: false, reason: 'wrong-code' }
  await clearTries(trx, subject)

  const invigilator = session.invigilatorPersonId
  const zone = acting.timeZone
  const [trainers, providers] = await Promise.all([
    findTrainersOfRecord(trx, personId, addMonths(at, -trainerMonths, zone)),
    findProvidersOf(trx, [personId, invigilator], at),
  ])
  const [conflict] = conflictsOfInterest(
    { person: invigilator, providers: providers.get(invigilator) ?? [] },
    {
      candidate: { person: personId, providers: providers.get(personId) ?? [] },
      // Those found are within the time already.
      trainings: trainers.map(({ trainerPersonId }) => ({
        trainer: trainerPersonId,
        trainee: personId,
        from: at,
        until: null,
      })),
      at,
      zone,
    },
  )
  switch (conflict?.code) {
    case 'SELF':
      return { ok: false, reason: 'own-invigilator' }
    case 'TRAINER_OF_RECORD':
      return { ok: false, reason: 'invigilator-is-trainer' }
    case 'SAME_PROVIDER':
      return { ok: false, reason: 'invigilator-is-colleague' }
    default:
      return { ok: true, sessionId: session.id, closesAt: session.closesAt }
  }
}
