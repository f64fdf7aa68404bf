import { type Permille, permilleOf } from '../shared/permille.ts'

/** A lesson as its course lists it, in order. */
export type LessonOutline = {
  readonly slug: string
  readonly minutes: number
  readonly checks: readonly string[]
}

/** What a reader has done in a lesson. Checks answered wrong so far are simply not in `answeredRight`. */
export type LessonRecord = {
  readonly opened: boolean
  /** Ids of checks answered right, at whichever try. */
  readonly answeredRight: ReadonlySet<string>
  /** The reader's "I have read and understood this" at the end. */
  readonly confirmed: boolean
}

/** The rule of course.json. */
export type CompletionRule = { readonly checks: 'all'; readonly confirmation: boolean }

export type LessonState = 'not-started' | 'started' | 'done'

const untouched: LessonRecord = { opened: false, answeredRight: new Set(), confirmed: false }

/** Checks of a lesson still to be answered right, in order. */
export function openChecks(lesson: Pick<LessonOutline, 'checks'>, record: LessonRecord): readonly string[] {
  return lesson.checks.filter((id) => !record.answeredRight.has(id))
}

/**
 * Whether a lesson is done: every check answered right, and confirmed where the rule asks for it. Opening completes nothing,
 * so a lesson without checks needs the confirmation.
 */
export function isLessonDone(
  lesson: Pick<LessonOutline, 'checks'>,
  record: LessonRecord,
  rule: CompletionRule,
): boolean {
  if (openChecks(lesson, record).length > 0) return false
  return rule.confirmation ? record.confirmed : lesson.checks.length > 0
}

/** How far a reader is in a lesson. */
export function lessonState(
  lesson: Pick<LessonOutline, 'checks'>,
  record: LessonRecord,
  rule: CompletionRule,
): LessonState {
  if (isLessonDone(lesson, record, rule)) return 'done'
  return record.opened || record.confirmed || record.answeredRight.size > 0 ? 'started' : 'not-started'
}

export type CourseProgress = {
  readonly lessons: readonly {
    readonly slug: string
    readonly minutes: number
    readonly state: LessonState
  }[]
  readonly done: number
  readonly total: number
  /** Of the course's minutes, rounded down; 1000 only when every lesson is done. */
  readonly permille: Permille
  readonly minutesLeft: number
  /** Where to go on: the last lesson begun and not done, else the first open one after the last done, else the first open one. */
  readonly next: string | null
  readonly completed: boolean
}

/** Progress in a course from its lessons and what the reader did in each, by slug. */
export function courseProgress(
  outline: readonly LessonOutline[],
  records: ReadonlyMap<string, LessonRecord>,
  rule: CompletionRule,
): CourseProgress {
  if (outline.length === 0) throw new RangeError('A course has at least one lesson')
  const lessons = outline.map((lesson) => ({
    slug: lesson.slug,
    minutes: lesson.minutes,
    state: lessonState(lesson, records.get(lesson.slug) ?? untouched, rule),
  }))
  const open = lessons.filter(({ state }) => state !== 'done')
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0)
  const minutesLeft = open.reduce((sum, lesson) => sum + lesson.minutes, 0)
  const begun = open.findLast(({ state }) => state === 'started')
  const lastDone = lessons.findLastIndex(({ state }) => state === 'done')
  const next = begun ?? lessons.slice(lastDone + 1).find(({ state }) => state !== 'done') ?? open[0]
  return {
    lessons,
    done: lessons.length - open.length,
    total: lessons.length,
    permille: permilleOf(minutes - minutesLeft, minutes),
    minutesLeft,
    next: next?.slug ?? null,
    completed: open.length === 0,
  }
}
