import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import {
  findCourseByCode,
  findCourseReach,
  isInReach,
  listCourses,
} from '#app/features/curriculum/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findPersonInReach } from './people-in-reach.repository.server.ts'
import {
  countTraining,
  endTrainingRecord,
  findTraineePage,
  findTrainingOf,
  hasOpenTrainingRecord,
  insertTrainingRecord,
} from './training.repository.server.ts'

const pageSize = 25

/** One page of the people the actor teaches, the sums for the first line, and the courses one can teach. */
export async function readTraineesPage(ctx: SignedInContext, input: { search: string; page: number }) {
  const trainerPersonId = ctx.actor.personId
  const reach = await findCourseReach(ctx.db, [ctx.actor.acting], ctx.now())
  const [found, counts, courses] = await Promise.all([
    findTraineePage(ctx.db, { trainerPersonId, ...input, pageSize }),
    countTraining(ctx.db, trainerPersonId),
    listCourses(ctx.db, reach),
  ])
  return {
    total: found.total,
    trainees: found.trainees.map(({ personNameLatin, ...one }) => ({
      ...one,
      personName: nameIn({ name: one.personName, nameLatin: personNameLatin }, ctx.language),
    })),
    ...input,
    pageSize,
    counts,
    courses: courses.map(({ code, title }) => ({ code, title: inLanguage(title, ctx.language) })),
  }
}

export type TraineesPage = Awaited<ReturnType<typeof readTraineesPage>>

export type RecordTrainingOutcome = Outcome<
  { readonly trainingRecordId: string },
  'unknown-person' | 'unknown-course' | 'own' | 'recorded-already'
>

/**
 * Records that the actor teaches a person a course, so that independence can be judged later: who taught may not assess. Only people of the
 * organisation acted for (for a brand: also those of its providers) and courses within its reach; all others are unknown.
 */
export async function recordTraining(
  ctx: SignedInContext,
  input: { staffCode: string; courseCode: string },
): Promise<RecordTrainingOutcome> {
  const at = ctx.now()
  const { acting, personId: trainerPersonId } = ctx.actor
  const code = input.staffCode.trim().toUpperCase()
  const person = await findPersonInReach(ctx.db, { code }, acting, at)
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (person.id === trainerPersonId) return { ok: false, reason: 'own' }
  const course = await findCourseByCode(ctx.db, input.courseCode)
  const reach = await findCourseReach(ctx.db, [acting], at)
  if (!course || !isInReach(course.brandId, reach)) return { ok: false, reason: 'unknown-course' }
  const { courseId } = course
  return ctx.db.transaction().execute(async (trx): Promise<RecordTrainingOutcome> => {
    const who = { personId: person.id, trainerPersonId, courseId }
    if (await hasOpenTrainingRecord(trx, who)) return { ok: false, reason: 'recorded-already' }
    const trainingRecordId = ctx.newId()
    await insertTrainingRecord(trx, {
      id: trainingRecordId,
      ...who,
      fromAt: at,
      untilAt: null,
      recordedAt: at,
    })
    await recordAudit(ctx, trx, {
      action: 'training.recorded',
      subjectKind: 'person',
      subjectId: person.id,
      details: { course: course.code, trainingRecordId },
    })
    return { ok: true, trainingRecordId }
  })
}

/** Ends the actor's teaching of one person in one course; the record stays. False where it is not the actor's or has ended. */
export async function endTraining(
  ctx: SignedInContext,
  input: { trainingRecordId: string },
): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const ended = await endTrainingRecord(trx, input.trainingRecordId, ctx.actor.personId, ctx.now())
    if (!ended) return false
    await recordAudit(ctx, trx, {
      action: 'training.ended',
      subjectKind: 'person',
      subjectId: ended.personId,
      details: { courseId: ended.courseId, trainingRecordId: input.trainingRecordId },
    })
    return true
  })
}

export type TrainerOfRecord = { readonly trainerPersonId: string; readonly courseCode: string }

/** Who has taught a person what since an instant, those who teach now included. */
export async function findTrainersOfRecord(
  db: Db,
  personId: string,
  since: string,
): Promise<TrainerOfRecord[]> {
  return findTrainingOf(db, personId, since)
}
