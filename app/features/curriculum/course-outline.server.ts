import type { LessonHeading, LessonPiece } from '#app/content/compiled-lesson.ts'
import type { CheckKey } from '#app/domain/curriculum/judge-check.ts'
import { type Bilingual, inLanguage, type Language } from '#app/domain/shared/bilingual.ts'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findCheckIds,
  findCheckRows,
  findFaceRow,
  findLessonRows,
  findVersionRow,
} from './course-outline.repository.server.ts'

/** A course version in one language, without the lessons' text. */
export type CourseOutline = {
  readonly courseVersionId: string
  readonly title: string
  readonly summary: string
  readonly minutes: number
  readonly benchHours: number
  readonly objectives: readonly string[]
  readonly isReviewPending: boolean
  readonly lessons: readonly OutlinedLesson[]
}

/** A lesson as its course lists it; `checks` are ids only. */
export type OutlinedLesson = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly minutes: number
  readonly isSafetyCritical: boolean
  readonly checks: readonly string[]
  readonly contentHash: string
}

/** The text of a lesson in one language; may go to a browser as it is. */
export type LessonFace = {
  readonly goals: readonly string[]
  readonly sources: readonly string[]
  readonly headings: readonly LessonHeading[]
  readonly pieces: readonly LessonPiece[]
}

/** A check's key with what is shown once it is answered. Stays on the server. */
export type AnswerKey = CheckKey & { readonly feedbackHtml: Bilingual }

// Published versions are frozen, so what was parsed once holds for ever. The content hash is part of each key: two databases of one process
// (tests, a restored copy) never see each other's lessons.
const outlines = boundedCache<CourseOutline>(200)
const faces = boundedCache<LessonFace>(600)

/** A published version in one language. Reads the database once for each version and language, then answers from memory. */
export async function readCourseOutline(
  db: Db,
  version: { courseVersionId: string; contentHash: string },
  language: Language,
): Promise<CourseOutline> {
  const key = `${version.courseVersionId}|${version.contentHash}|${language}`
  const kept = outlines.get(key)
  if (kept) return kept
  const [row, lessons, checks] = await Promise.all([
    findVersionRow(db, version.courseVersionId),
    findLessonRows(db, version.courseVersionId, language),
    findCheckIds(db, version.courseVersionId),
  ])
  if (!row) throw new Error(`No course version ${version.courseVersionId}`)
  const objectives = JSON.parse(row.objectivesJson) as Bilingual[]
  const outline: CourseOutline = {
    courseVersionId: version.courseVersionId,
    title: inLanguage({ en: row.titleEn, zh: row.titleZh }, language),
    summary: inLanguage({ en: row.summaryEn, zh: row.summaryZh }, language),
    minutes: row.minutes,
    benchHours: row.benchMinutes / 60,
    objectives: objectives.map((one) => inLanguage(one, language)),
    isReviewPending: row.expertReview === 'pending',
    lessons: lessons.map(({ isSafetyCritical, ...lesson }) => ({
      ...lesson,
      isSafetyCritical: isSafetyCritical === 1,
      checks: checks.filter(({ lessonId }) => lessonId === lesson.id).map(({ checkId }) => checkId),
    })),
  }
  outlines.set(key, outline)
  return outline
}

/** The text of a lesson in one language, parsed once and then kept in memory. */
export async function readLessonFace(
  db: Db,
  lesson: { id: string; contentHash: string },
  language: Language,
): Promise<LessonFace> {
  const key = `${lesson.id}|${lesson.contentHash}|${language}`
  const kept = faces.get(key)
  if (kept) return kept
  const row = await findFaceRow(db, lesson.id, language)
  if (!row) throw new Error(`Lesson ${lesson.id} has no ${language} text`)
  const face: LessonFace = {
    goals: JSON.parse(row.goalsJson),
    sources: JSON.parse(row.sourcesJson),
    headings: JSON.parse(row.headingsJson),
    pieces: JSON.parse(row.piecesJson),
  }
  faces.set(key, face)
  return face
}

/** The keys of a lesson's checks. For judging answers on the server; never part of a page. */
export async function readAnswerKeys(db: Db, lessonId: string): Promise<readonly AnswerKey[]> {
  const rows = await findCheckRows(db, lessonId)
  return rows.map((row) => ({
    id: row.checkId,
    choices: JSON.parse(row.choicesJson),
    correct: JSON.parse(row.correctJson),
    feedbackHtml: { en: row.feedbackEn, zh: row.feedbackZh },
  }))
}
