import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import type { CompiledLesson } from './compiled-lesson.ts'
import type { CourseFile, PracticalFile } from './course-schema.ts'
import type { CourseItem } from './item-mapping.ts'

/**
 * A course that passed every check, its lessons compiled; plain JSON. `items` and the lessons' `checks` hold answer
 * keys: this value stays on the server.
 */
export type CourseSource = {
  readonly course: CourseFile
  readonly lessons: readonly CourseLesson[]
  readonly items: readonly CourseItem[]
  readonly blueprint: Blueprint
  readonly practical: PracticalFile | null
  readonly media: readonly { readonly path: string; readonly hash: string }[]
  /** SHA-256 of all the rest, in hex. */
  readonly contentHash: string
}

/** One lesson of a course, in both languages. */
export type CourseLesson = { readonly slug: string; readonly en: CompiledLesson; readonly zh: CompiledLesson }
