import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { readAnswerKeys, readLessonFace } from '#app/features/curriculum/index.server.ts'
import type { AnsweredCheck } from './answer-check.server.ts'
import { findCheckAnswers } from './check-answer.repository.server.ts'
import { findLessonProgress } from './lesson-progress.repository.server.ts'
import { progressOf } from './lesson-records.ts'
import { mayLookWithoutEnrolling, openCourse } from './open-lesson.server.ts'
import { recordLessonView } from './record-progress.server.ts'

export type LessonOutcome =
  | { readonly kind: 'lesson'; readonly lesson: LessonPage }
  /** The course may be known, but its lessons are for those who enrol. */
  | { readonly kind: 'enrol-first' }
  | { readonly kind: 'unknown' }

export type LessonPage = Awaited<ReturnType<typeof assemble>>

/**
 * A lesson as the actor finds it: text, own progress, own answers with the feedback they earned. For an enrolled person the view is recorded
 * durably, unless the browser only fetches ahead.
 */
export async function readLessonPage(
  ctx: SignedInContext,
  input: { courseCode: string; lessonSlug: string; isFetchedAhead: boolean },
): Promise<LessonOutcome> {
  const opened = await openCourse(ctx, input.courseCode)
  const lesson = opened?.outline.lessons.find(({ slug }) => slug === input.lessonSlug)
  if (!opened || !lesson) return { kind: 'unknown' }
  if (!opened.enrolment && !mayLookWithoutEnrolling(ctx)) return { kind: 'enrol-first' }
  const page = await assemble(ctx, input.courseCode, opened, lesson)
  if (opened.enrolment && !input.isFetchedAhead) {
    await recordLessonView(ctx, { courseEnrolmentId: opened.enrolment.id, lessonId: lesson.id })
  }
  return { kind: 'lesson', lesson: page }
}

type Opened = NonNullable<Awaited<ReturnType<typeof openCourse>>>

async function assemble(
  ctx: SignedInContext,
  courseCode: string,
  { enrolment, outline }: Opened,
  lesson: Opened['outline']['lessons'][number],
) {
  const [face, stored, answers] = await Promise.all([
    readLessonFace(ctx.db, lesson, ctx.language),
    enrolment ? findLessonProgress(ctx.db, enrolment.id) : [],
    enrolment ? readAnswers(ctx, enrolment.id, lesson.id) : ({} as Record<string, AnsweredCheck>),
  ])
  const progress = progressOf(outline.lessons, stored)
  const states = new Map(progress.lessons.map(({ slug, state }) => [slug, state]))
  const position = outline.lessons.indexOf(lesson)
  const own = stored.find(({ lessonId }) => lessonId === lesson.id)
  const named = (index: number) => {
    const found = outline.lessons[index]
    return found ? { slug: found.slug, title: found.title } : null
  }
  return {
    course: { code: courseCode, title: outline.title },
    slug: lesson.slug,
    title: lesson.title,
    minutes: lesson.minutes,
    isSafetyCritical: lesson.isSafetyCritical,
    number: position + 1,
    lessons: outline.lessons.map(({ slug, title }) => ({
      slug,
      title,
      state: states.get(slug) ?? ('not-started' as const),
    })),
    previous: named(position - 1),
    next: named(position + 1),
    goals: face.goals,
    sources: face.sources,
    headings: face.headings,
    pieces: face.pieces,
    /** Stands for the text, which is not sent as data: another text is another page. */
    textHash: lesson.contentHash,
    checks: lesson.checks,
    answers,
    isLearner: enrolment !== null,
    completedAt: own?.completedAt ?? null,
    furthestHeading: own?.furthestHeading ?? null,
  }
}

/** What stands under each check already tried: the right answer once there is one, else the last try. Feedback only for those. */
async function readAnswers(ctx: SignedInContext, enrolmentId: string, lessonId: string) {
  const given = await findCheckAnswers(ctx.db, enrolmentId, lessonId)
  const answers: Record<string, AnsweredCheck> = {}
  if (given.length === 0) return answers
  const keys = new Map((await readAnswerKeys(ctx.db, lessonId)).map((key) => [key.id, key]))
  for (const { checkId, choicesJson, isCorrect } of given) {
    const key = keys.get(checkId)
    if (!key || answers[checkId]?.correct) continue
    answers[checkId] = {
      choices: JSON.parse(choicesJson),
      correct: isCorrect === 1,
      feedbackHtml: inLanguage(key.feedbackHtml, ctx.language),
    }
  }
  return answers
}
