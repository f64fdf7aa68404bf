import type { SignedInContext } from '#app/context.server.ts'
import { judgeCheck } from '#app/domain/curriculum/judge-check.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { readAnswerKeys } from '#app/features/curriculum/index.server.ts'
import { findRightAnswer, insertCheckAnswer } from './check-answer.repository.server.ts'
import { findLearnersLesson } from './open-lesson.server.ts'

/** What a learner learns of an answer. Which choices would have been right is never part of it. */
export type AnsweredCheck = {
  readonly choices: readonly string[]
  readonly correct: boolean
  /** HTML of the content pipeline, in the learner's language. */
  readonly feedbackHtml: string
}

export type AnswerOutcome = Outcome<
  AnsweredCheck,
  'not-enrolled' | 'unknown-check' | 'nothing-chosen' | 'unknown-choice'
>

/**
 * Judges an answer on the server and adds it to the record. Any number of tries; once a check was answered right it stays so, and sending an
 * answer again adds nothing.
 */
export async function answerCheck(
  ctx: SignedInContext,
  input: { courseCode: string; lessonSlug: string; checkId: string; choices: readonly string[] },
): Promise<AnswerOutcome> {
  const found = await findLearnersLesson(ctx, input.courseCode, input.lessonSlug)
  if (!found) return { ok: false, reason: 'not-enrolled' }
  const { enrolment, lesson } = found
  const key = (await readAnswerKeys(ctx.db, lesson.id)).find(({ id }) => id === input.checkId)
  if (!key) return { ok: false, reason: 'unknown-check' }
  const judged = judgeCheck(key, input.choices)
  if (!judged.ok) return judged
  const feedbackHtml = inLanguage(key.feedbackHtml, ctx.language)
  const choices = key.choices.filter((id) => input.choices.includes(id))
  return ctx.db.transaction().execute(async (trx): Promise<AnswerOutcome> => {
    const right = await findRightAnswer(trx, enrolment.id, lesson.id, key.id)
    if (right) return { ok: true, choices: JSON.parse(right.choicesJson), correct: true, feedbackHtml }
    await insertCheckAnswer(trx, {
      id: ctx.newId(),
      courseEnrolmentId: enrolment.id,
      lessonId: lesson.id,
      checkId: key.id,
      choicesJson: JSON.stringify(choices),
      isCorrect: judged.correct ? 1 : 0,
      language: ctx.language,
      answeredAt: ctx.now(),
    })
    return { ok: true, choices, correct: judged.correct, feedbackHtml }
  })
}
