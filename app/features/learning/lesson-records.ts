import { type CourseProgress, courseProgress } from '#app/domain/curriculum/course-progress.ts'
import { completionRule } from './completion-rule.ts'

type Outlined = { readonly id: string; readonly slug: string; readonly minutes: number }
type Stored = { readonly lessonId: string; readonly completedAt: string | null }

/**
 * How far a reader is in a course, from what is stored of each lesson opened. A lesson's completion is only ever stored once every check was
 * right and the reader confirmed, so the stored mark stands for its checks and answers need not be read again.
 */
export function progressOf(lessons: readonly Outlined[], stored: readonly Stored[]): CourseProgress {
  const byLesson = new Map(stored.map((one) => [one.lessonId, one]))
  const records = lessons.flatMap(({ id, slug }) => {
    const found = byLesson.get(id)
    const record = { opened: true, answeredRight: new Set<string>(), confirmed: found?.completedAt != null }
    return found ? [[slug, record] as const] : []
  })
  return courseProgress(
    lessons.map(({ slug, minutes }) => ({ slug, minutes, checks: [] })),
    new Map(records),
    completionRule,
  )
}
