import { sql } from 'kysely'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { contains } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

export async function findVersionRow(db: Db, courseVersionId: string) {
  return db
    .selectFrom('courseVersion')
    .select([
      'titleEn',
      'titleZh',
      'summaryEn',
      'summaryZh',
      'minutes',
      'benchMinutes',
      'objectivesJson',
      'expertReview',
      'version',
      'publishedAt',
    ])
    .where('id', '=', courseVersionId)
    .executeTakeFirst()
}

/** Lessons of a version in order, with their title in one language. */
export async function findLessonRows(db: Db, courseVersionId: string, language: Language) {
  return db
    .selectFrom('lesson')
    .innerJoin('lessonFace', 'lessonFace.lessonId', 'lesson.id')
    .select([
      'lesson.id',
      'lesson.slug',
      'lesson.minutes',
      'lesson.isSafetyCritical',
      'lessonFace.title',
      'lessonFace.contentHash',
    ])
    .where('lesson.courseVersionId', '=', courseVersionId)
    .where('lessonFace.language', '=', language)
    .orderBy('lesson.position')
    .execute()
}

/** Ids of the checks of a version's lessons, in order. Keys are not read. */
export async function findCheckIds(db: Db, courseVersionId: string) {
  return db
    .selectFrom('knowledgeCheck')
    .innerJoin('lesson', 'lesson.id', 'knowledgeCheck.lessonId')
    .select(['knowledgeCheck.lessonId', 'knowledgeCheck.checkId'])
    .where('lesson.courseVersionId', '=', courseVersionId)
    .orderBy('lesson.position')
    .orderBy('knowledgeCheck.position')
    .execute()
}

export async function findFaceRow(db: Db, lessonId: string, language: Language) {
  return db
    .selectFrom('lessonFace')
    .select(['goalsJson', 'sourcesJson', 'headingsJson', 'piecesJson'])
    .where('lessonId', '=', lessonId)
    .where('language', '=', language)
    .executeTakeFirst()
}

/** Keys and feedback of a lesson's checks: stays on the server until a check is answered. */
export async function findCheckRows(db: Db, lessonId: string) {
  return db
    .selectFrom('knowledgeCheck')
    .select(['checkId', 'choicesJson', 'correctJson', 'feedbackEn', 'feedbackZh'])
    .where('lessonId', '=', lessonId)
    .orderBy('position')
    .execute()
}

/** Credential types whose requirement asks for a course, of some brands (or all), by brand and level. */
export async function findTypesAskingFor(db: Db, courseCode: string, brandIds: 'all' | readonly string[]) {
  if (brandIds !== 'all' && brandIds.length === 0) return []
  const named = JSON.stringify(courseCode)
  const found = db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select([
      'credentialType.code',
      'credentialType.nameEn',
      'credentialType.nameZh',
      'credentialType.level',
      'organisation.code as brandCode',
      'organisation.nameEn as brandEn',
      'organisation.nameZh as brandZh',
    ])
    // A course and its exam share one code, and either leads to the credential.
    .where((where) =>
      where.or([
        contains(sql.ref('credentialType.requirementJson'), `"course":${named}`),
        contains(sql.ref('credentialType.requirementJson'), `"exam":${named}`),
      ]),
    )
    .orderBy('organisation.code')
    .orderBy('credentialType.level')
    .orderBy('credentialType.code')
  return brandIds === 'all'
    ? found.execute()
    : found.where('credentialType.brandId', 'in', brandIds).execute()
}
