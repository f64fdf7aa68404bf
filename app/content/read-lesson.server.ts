import type { LessonFrontMatter } from './course-schema.ts'
import { type Checked, sortFaults } from './fault.ts'
import { splitFrontMatter } from './front-matter.ts'
import { findLessonFaults } from './guard.ts'
import { type LessonOutline, outlineLesson } from './lesson-outline.ts'
import { contentLimits } from './limits.ts'
import { parseLesson } from './parse-lesson.server.ts'
import { readSourceText } from './source-text.ts'

/** A lesson that the guard found without fault, not yet compiled. */
export type GuardedLesson = {
  readonly file: string
  readonly frontMatter: LessonFrontMatter
  /** The Markdown without front matter, with the line numbers of the file; it never begins with "---". */
  readonly body: string
  readonly outline: LessonOutline
}

/** Reads a lesson's bytes: encoding, front matter, syntax, guard. Compiles and runs nothing. All faults at once. */
export async function readLesson(file: string, bytes: Uint8Array): Promise<Checked<GuardedLesson>> {
  const source = readSourceText(file, bytes, contentLimits.lessonBytes)
  if (source.text === '' && source.faults.length > 0) return { ok: false, faults: source.faults }
  const { frontMatter, body } = splitFrontMatter(file, source.text)
  const parsed = await parseLesson(file, body)
  const faults = sortFaults([
    ...source.faults,
    ...(frontMatter.ok ? [] : frontMatter.faults),
    ...parsed.faults,
    ...(parsed.tree ? findLessonFaults(parsed.tree, file) : []),
  ]).slice(0, contentLimits.faultsPerFile)
  if (faults.length > 0 || !frontMatter.ok || !parsed.tree) return { ok: false, faults }
  return {
    ok: true,
    value: { file, frontMatter: frontMatter.value, body, outline: outlineLesson(parsed.tree) },
  }
}
