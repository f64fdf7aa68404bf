import type { CourseLesson, CourseSource } from '#app/content/course-source.ts'
import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findBrandId,
  findCategoryId,
  findCourseRow,
  findLatestVersion,
  insertCourse,
  insertCourseVersion,
  insertLessons,
  updateCoursePlace,
} from './course.repository.server.ts'

/** Thrown where a course names a brand or a category that the database does not know. */
export class UnknownCoursePlaceError extends Error {
  constructor(course: string, place: string) {
    super(`Course ${course} belongs to ${place}, which is not known. Add it, or correct course.json.`)
    this.name = 'UnknownCoursePlaceError'
  }
}

export type PublishedCourse = {
  readonly courseId: string
  readonly courseVersionId: string
  readonly isNew: boolean
}

/**
 * Publishes a course that passed the content pipeline. The content hash decides: the same hash publishes nothing, another one becomes the next
 * version, frozen from then on. Whoever is enrolled keeps the version they are enrolled in.
 * Throws UnknownCoursePlaceError for a brand or category that does not exist.
 */
export async function publishCourse(ctx: Context, trx: Db, source: CourseSource): Promise<PublishedCourse> {
  const { course, lessons, contentHash } = source
  const place = await findPlace(trx, source)
  const known = await findCourseRow(trx, course.code)
  const latest = known && (await findLatestVersion(trx, known.id))
  if (known && latest?.contentHash === contentHash) {
    return { courseId: known.id, courseVersionId: latest.id, isNew: false }
  }
  const at = ctx.now()
  const courseId = known?.id ?? ctx.newId()
  if (known) await updateCoursePlace(trx, courseId, place)
  else await insertCourse(trx, { id: courseId, code: course.code, ...place, createdAt: at })
  const courseVersionId = ctx.newId()
  const version = (latest?.version ?? 0) + 1
  await insertCourseVersion(trx, {
    id: courseVersionId,
    courseId,
    version,
    contentHash,
    titleEn: course.titles.en,
    titleZh: course.titles.zh,
    summaryEn: course.summary.en,
    summaryZh: course.summary.zh,
    minutes: course.minutes,
    benchMinutes: Math.round(course.benchHours * 60),
    objectivesJson: JSON.stringify(course.objectives),
    expertReview: course.expertReview === 'pending' ? 'pending' : 'done',
    publishedAt: at,
  })
  await insertLessons(trx, lessonRows(ctx, courseVersionId, lessons))
  await recordAudit(ctx, trx, {
    action: 'course.published',
    subjectKind: 'course',
    subjectId: courseId,
    details: { code: course.code, version, contentHash },
  })
  return { courseId, courseVersionId, isNew: true }
}

async function findPlace(trx: Db, { course }: CourseSource) {
  if (course.brand === null) return { brandId: null, categoryId: null, level: course.level }
  const brandId = await findBrandId(trx, course.brand)
  if (brandId === null) throw new UnknownCoursePlaceError(course.code, `brand ${course.brand}`)
  if (course.category === null) return { brandId, categoryId: null, level: course.level }
  const categoryId = await findCategoryId(trx, brandId, course.category)
  if (categoryId === null)
    throw new UnknownCoursePlaceError(course.code, `category ${course.brand} ${course.category}`)
  return { brandId, categoryId, level: course.level }
}

function lessonRows(ctx: Context, courseVersionId: string, lessons: readonly CourseLesson[]) {
  const withIds = lessons.map((lesson, position) => ({ ...lesson, id: ctx.newId(), position }))
  return {
    lessons: withIds.map(({ id, slug, position, en }) => ({
      id,
      courseVersionId,
      slug,
      position,
      minutes: en.minutes,
      checkCount: en.checks.length,
      isSafetyCritical: en.safetyCritical ? (1 as const) : (0 as const),
    })),
    faces: withIds.flatMap(({ id, en, zh }) =>
      [en, zh].map((face) => ({
        lessonId: id,
        language: face.language,
        title: face.title,
        goalsJson: JSON.stringify(face.goals),
        sourcesJson: JSON.stringify(face.sources),
        headingsJson: JSON.stringify(face.headings),
        piecesJson: JSON.stringify(face.pieces),
        contentHash: face.contentHash,
      })),
    ),
    // The pipeline made sure that both languages have the same checks, choices and answers.
    checks: withIds.flatMap(({ id, en, zh }) =>
      en.checks.map((check, position) => ({
        lessonId: id,
        checkId: check.id,
        position,
        choicesJson: JSON.stringify(check.choices),
        correctJson: JSON.stringify(check.correct),
        feedbackEn: check.feedbackHtml,
        feedbackZh: zh.checks.find((other) => other.id === check.id)?.feedbackHtml ?? check.feedbackHtml,
      })),
    ),
  }
}
