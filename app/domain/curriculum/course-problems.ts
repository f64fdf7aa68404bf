import type { LessonOutline } from './course-progress.ts'
import type { CheckKey } from './judge-check.ts'

/** A course as far as its structure goes. */
export type CourseStructure = {
  readonly minutes: number
  readonly lessons: readonly (Omit<LessonOutline, 'checks'> & { readonly checks: readonly CheckKey[] })[]
}

/** What is wrong with a course's structure; `slug` names the lesson, `check` the knowledge check. */
export type CourseProblem =
  | { readonly kind: 'no-lessons' }
  | { readonly kind: 'repeated-lesson'; readonly slug: string }
  | { readonly kind: 'minutes-differ'; readonly stated: number; readonly sum: number }
  | { readonly kind: 'lesson-without-minutes'; readonly slug: string }
  | { readonly kind: 'lesson-without-checks'; readonly slug: string }
  | { readonly kind: 'repeated-check'; readonly slug: string; readonly check: string }
  | { readonly kind: 'check-with-few-choices'; readonly slug: string; readonly check: string }
  | { readonly kind: 'check-repeats-choice'; readonly slug: string; readonly check: string }
  | { readonly kind: 'check-without-right-choice'; readonly slug: string; readonly check: string }
  | { readonly kind: 'check-with-unknown-choice'; readonly slug: string; readonly check: string }
  | { readonly kind: 'check-asks-nothing'; readonly slug: string; readonly check: string }

/** Problems of a course that would keep it from being completed, or let it be completed without understanding. */
export function findCourseProblems(course: CourseStructure): readonly CourseProblem[] {
  const problems: CourseProblem[] = []
  if (course.lessons.length === 0) problems.push({ kind: 'no-lessons' })
  const slugs = new Set<string>()
  const checks = new Set<string>()
  let sum = 0
  for (const { slug, minutes, checks: own } of course.lessons) {
    if (slugs.has(slug)) problems.push({ kind: 'repeated-lesson', slug })
    slugs.add(slug)
    sum += minutes
    if (!(minutes > 0)) problems.push({ kind: 'lesson-without-minutes', slug })
    if (own.length === 0) problems.push({ kind: 'lesson-without-checks', slug })
    for (const check of own) {
      if (checks.has(check.id)) problems.push({ kind: 'repeated-check', slug, check: check.id })
      checks.add(check.id)
      problems.push(...checkProblems(slug, check))
    }
  }
  if (course.lessons.length > 0 && sum !== course.minutes)
    problems.push({ kind: 'minutes-differ', stated: course.minutes, sum })
  return problems
}

function checkProblems(slug: string, { id: check, choices, correct }: CheckKey): readonly CourseProblem[] {
  const problems: CourseProblem[] = []
  const distinct = new Set(choices)
  const right = new Set(correct)
  if (distinct.size < 2) problems.push({ kind: 'check-with-few-choices', slug, check })
  if (distinct.size !== choices.length) problems.push({ kind: 'check-repeats-choice', slug, check })
  if (right.size === 0) problems.push({ kind: 'check-without-right-choice', slug, check })
  if ([...right].some((id) => !distinct.has(id)))
    problems.push({ kind: 'check-with-unknown-choice', slug, check })
  else if (right.size > 0 && right.size === distinct.size)
    problems.push({ kind: 'check-asks-nothing', slug, check })
  return problems
}
