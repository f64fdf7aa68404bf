import type { Language } from '#app/domain/shared/bilingual.ts'

/** A stretch of a lesson: stored HTML, or a place where the page puts an interactive component. */
export type LessonPiece =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'island'; readonly name: 'KnowledgeCheck'; readonly props: KnowledgeCheckProps }

/** What a reader's browser may know of a check: never which choice is correct. */
export type KnowledgeCheckProps = {
  readonly id: string
  readonly stemHtml: string
  readonly choices: readonly { readonly id: string; readonly html: string }[]
  /** True for a select-all check. */
  readonly multiple: boolean
}

/** The server's side of a check: judges answers; stays on the server until the check is answered. */
export type CheckKey = {
  readonly id: string
  readonly choices: readonly string[]
  readonly correct: readonly string[]
  readonly feedbackHtml: string
}

/** A heading of a lesson; `id` is the same in both languages. */
export type LessonHeading = { readonly depth: 2 | 3; readonly id: string; readonly text: string }

/** A lesson in one language, compiled. `checks` holds keys and must not be sent to a browser; all else may be. */
export type CompiledLesson = {
  readonly language: Language
  readonly title: string
  readonly minutes: number
  readonly goals: readonly string[]
  readonly safetyCritical: boolean
  readonly sources: readonly string[]
  readonly headings: readonly LessonHeading[]
  readonly pieces: readonly LessonPiece[]
  readonly checks: readonly CheckKey[]
  /** Pictures the lesson uses, as paths inside the course folder. */
  readonly media: readonly string[]
  /** SHA-256 of all the rest, in hex: the same hash means the same lesson, whatever version of the pipeline compiled it. */
  readonly contentHash: string
}
