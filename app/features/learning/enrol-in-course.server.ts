import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import {
  type Course,
  findCourseByCode,
  findCourseReach,
  isInReach,
} from '#app/features/curriculum/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/schema/index.ts'
import { insertEnrolment } from './course-enrolment.repository.server.ts'
import { findPersonInReach } from './people-in-reach.repository.server.ts'

export type EnrolOutcome = Outcome<
  { readonly enrolmentId: string },
  'unknown-course' | 'unknown-person' | 'not-allowed' | 'enrolled-already'
>

/**
 * Enrols a person in the newest version of a course. Without `personId` one enrols oneself; a person of any role may learn. A provider's
 * manager enrols the provider's people in courses of the brands it works for. Courses and people out of reach are unknown.
 */
export async function enrolInCourse(
  ctx: SignedInContext,
  input: { courseCode: string; personId?: string | undefined },
): Promise<EnrolOutcome> {
  const personId = input.personId ?? ctx.actor.personId
  const isOwn = personId === ctx.actor.personId
  const { acting, memberships } = ctx.actor
  if (!isOwn && !(acting.organisationKind === 'provider' && acting.roles.includes('provider-manager'))) {
    return { ok: false, reason: 'not-allowed' }
  }
  const at = ctx.now()
  const course = await findCourseByCode(ctx.db, input.courseCode)
  const reach = await findCourseReach(ctx.db, isOwn ? memberships : [acting], at)
  if (!course || !isInReach(course.brandId, reach)) return { ok: false, reason: 'unknown-course' }
  if (!isOwn && !(await findPersonInReach(ctx.db, { id: personId }, acting, at))) {
    return { ok: false, reason: 'unknown-person' }
  }
  return ctx.db.transaction().execute((trx) => enrolPerson(ctx, trx, { course, personId }))
}

/** Enrols inside a running transaction, once the caller has made sure that the actor may. Refuses a second open enrolment. */
export async function enrolPerson(
  ctx: SignedInContext,
  trx: Db,
  input: { course: Course; personId: string },
): Promise<Outcome<{ readonly enrolmentId: string }, 'enrolled-already'>> {
  const { course, personId } = input
  const enrolmentId = ctx.newId()
  const isEnrolled = await insertEnrolment(trx, {
    id: enrolmentId,
    personId,
    courseId: course.courseId,
    courseVersionId: course.courseVersionId,
    enrolledBy: ctx.actor.personId,
    enrolledAt: ctx.now(),
  })
  if (!isEnrolled) return { ok: false, reason: 'enrolled-already' }
  await recordAudit(ctx, trx, {
    action: 'course.enrolled',
    subjectKind: 'person',
    subjectId: personId,
    details: { course: course.code, enrolmentId },
  })
  if (personId !== ctx.actor.personId) {
    const { code, name, language } = await findAddressee(trx, personId)
    await queueMessage(ctx, trx, {
      template: 'enrolled',
      personId,
      channel: 'inbox',
      destination: code,
      language,
      path: paths.course(course.code),
      values: { name, what: `${course.code} ${inLanguage(course.title, language)}` },
    })
  }
  return { ok: true, enrolmentId }
}
