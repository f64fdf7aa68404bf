import type { CompletionRule } from '#app/domain/curriculum/course-progress.ts'

/** The rule by which every course is completed (docs/how-we-build/course-content.md): all checks right, and confirmed. */
export const completionRule: CompletionRule = { checks: 'all', confirmation: true }
