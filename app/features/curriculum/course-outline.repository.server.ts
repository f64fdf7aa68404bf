import { sql } from 'kysely'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { containsPattern, patternContaining } from '#db/portable.ts'
import { preparedRead } from '#db/prepared-query.ts'
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

const typesNaming = preparedRead((db, { course, exam }: { course: string; exam: string }) =>
  db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select([
      'credentialType.code',
      'credentialType.nameEn',
      'credentialType.nameZh',
      'credentialType.level',
      'credentialType.brandId',
      'organisation.code as brandCode',
      'organisation.nameEn as brandEn',
      'organisation.nameZh as brandZh',
    ])
    .where((where) =>
      where.or([
        containsPattern(sql.ref('credentialType.requirementJson'), course),
        containsPattern(sql.ref('credentialType.requirementJson'), exam),
      ]),
    )
    .orderBy('organisation.code')
    .orderBy('credentialType.level')
    .orderBy('credentialType.code'),
)

/** Credential types whose requirement asks for a course, of some brands (or all), by brand and level. */
export async function findTypesAskingFor(db: Db, courseCode: string, brandIds: 'all' | readonly string[]) {
  const named = JSON.stringify(courseCode)
  // A course and its exam share one code, and either leads to the credential.
  const types = await typesNaming(db, {
    course: patternContaining(`"course":${named}`),
    exam: patternContaining(`"exam":${named}`),
  })
  return brandIds === 'all' ? types : types.filter(({ brandId }) => brandIds.includes(brandId))
}
