import type { SignedInContext } from '#app/context.server.ts'
import type { AssessorReason } from '#app/domain/practical/assessor-guards.ts'
import { dayIn, isInstant, midnightOf } from '#app/domain/shared/instants.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { scheduleAssessment } from './assessment.repository.server.ts'
import { readStanding } from './assessor-standing.server.ts'
import { findVisibleAssessment } from './find-assessment.server.ts'

export type AppointmentProblem = 'place-missing' | 'place-long' | 'time-missing' | 'time-past'

export type TakeOutcome =
  | { ok: true }
  | { ok: false; reason: 'unknown' | 'taken-already' }
  | { ok: false; reason: 'refused'; refusals: readonly AssessorReason[] }
  | { ok: false; reason: 'invalid'; problems: { place?: AppointmentProblem; time?: AppointmentProblem } }

const longestPlace = 160

/**
 * Takes a requested practical into the actor's hands, with place and time of the appointment (an instant, today or later). Refuses whoever is not
 * independent of the candidate or not qualified, with every reason; an assessment of another brand is unknown.
 */
export async function takeAssessment(
  ctx: SignedInContext,
  input: { assessmentId: string; place: string; scheduledAt: string },
): Promise<TakeOutcome> {
  const place = input.place.trim()
  return ctx.db.transaction().execute(async (trx): Promise<TakeOutcome> => {
    const assessment = await findVisibleAssessment(ctx, trx, input.assessmentId)
    if (!assessment) return { ok: false, reason: 'unknown' }
    if (assessment.state !== 'REQUESTED') return { ok: false, reason: 'taken-already' }
    const [refusals = []] = await readStanding(ctx, trx, [assessment])
    if (refusals.length > 0) return { ok: false, reason: 'refused', refusals }
    const problems = appointmentProblems(place, input.scheduledAt, ctx)
    if (Object.keys(problems).length > 0) return { ok: false, reason: 'invalid', problems }
    const { id, personId, practicalCode } = assessment
    const isTaken = await scheduleAssessment(trx, id, {
      assessorPersonId: ctx.actor.personId,
      place,
      scheduledAt: input.scheduledAt,
    })
    if (!isTaken) return { ok: false, reason: 'taken-already' }
    await recordAudit(ctx, trx, {
      action: 'practical.scheduled',
      subjectKind: 'person',
      subjectId: personId,
      details: { practical: practicalCode, assessmentId: id, place, scheduledAt: input.scheduledAt },
    })
    return { ok: true }
  })
}

function appointmentProblems(place: string, scheduledAt: string, ctx: SignedInContext) {
  const problems: { place?: AppointmentProblem; time?: AppointmentProblem } = {}
  if (place === '') problems.place = 'place-missing'
  else if (place.length > longestPlace) problems.place = 'place-long'
  const { timeZone } = ctx.actor.acting
  if (!isInstant(scheduledAt)) problems.time = 'time-missing'
  else if (scheduledAt < midnightOf(dayIn(ctx.now(), timeZone), timeZone)) problems.time = 'time-past'
  return problems
}
