import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { CircleCheck } from '#app/ui/icons.tsx'
import { Card, ProgressBar } from '#app/ui/surface.tsx'
import type { AnsweredCheck } from '../answer-check.server.ts'
import type { LessonPage } from '../read-lesson-page.server.ts'
import { checkElementId } from './check-reply.ts'

type Props = { lesson: LessonPage; answers: Readonly<Record<string, AnsweredCheck>> }

/** What one can do after the lesson. */
export function GoalsCard({ goals, className }: { goals: readonly string[]; className?: string }) {
  const { t } = useTranslation('learning')
  return (
    <Card className={className}>
      <h2 className="mb-1.5 text-s font-semibold">{t('lesson.goals', { count: goals.length })}</h2>
      <ul className="grid gap-1.5 text-s text-ink-2">
        {goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
      </ul>
    </Card>
  )
}

/** What completes the lesson and how much of it is done. */
export function CompletionCard({ lesson, answers }: Props) {
  const { t } = useTranslation('learning')
  const formats = useFormats()
  const total = lesson.checks.length
  const right = lesson.checks.filter((id) => answers[id]?.correct).length
  // Confirming is the last of the steps, so the bar is full only when the lesson is completed.
  const permille = lesson.completedAt ? 1000 : Math.floor((right * 1000) / (total + 1))
  return (
    <Card className="grid gap-1.5">
      <h2 className="text-s font-semibold">{t('completion.title')}</h2>
      <p className="text-s text-ink-2">{t('completion.rule')}</p>
      <p className="text-s text-ink-2">{t('completion.checks', { right, total })}</p>
      <ProgressBar permille={permille} label={t('completion.progress', { right, total })} />
      {lesson.completedAt ? (
        <p className="flex items-center gap-1.5 text-s font-semibold text-allow">
          <CircleCheck aria-hidden size={16} className="shrink-0" />
          {t('completion.doneOn', { day: formats.day(lesson.completedAt) })}
        </p>
      ) : null}
    </Card>
  )
}

/** The end of the lesson: confirm it, see what is missing, or go on. */
export function LessonEnd({ lesson, answers }: Props) {
  const { t } = useTranslation('learning')
  const open = lesson.checks.filter((id) => !answers[id]?.correct)
  const [firstOpen] = open
  const onward = lesson.next ? (
    <ButtonLink to={paths.lesson(lesson.course.code, lesson.next.slug)}>{t('lesson.next')}</ButtonLink>
  ) : (
    <ButtonLink to={paths.course(lesson.course.code)}>{t('lesson.toCourse')}</ButtonLink>
  )
  if (!lesson.isLearner) return null
  return (
    <section id="completion" aria-labelledby="completion-title" className="no-print mt-9">
      <Card className="grid gap-3">
        <h2 id="completion-title" className="text-m font-semibold">
          {t(lesson.completedAt ? 'completion.done' : 'completion.end')}
        </h2>
        {lesson.completedAt ? <div>{onward}</div> : null}
        {!lesson.completedAt && firstOpen ? (
          <>
            <p className="text-s text-ink-2">{t('completion.open', { count: open.length })}</p>
            <a
              href={`#${checkElementId(firstOpen)}`}
              className="inline-flex min-h-11 items-center justify-self-start text-s font-semibold text-accent underline underline-offset-2"
            >
              {t('completion.toOpen')}
            </a>
          </>
        ) : null}
        {!lesson.completedAt && !firstOpen ? (
          <form
            method="post"
            action={paths.confirmLesson(lesson.course.code, lesson.slug)}
            className="grid gap-3"
          >
            <p className="text-s text-ink-2">{t('completion.statement')}</p>
            <Button className="justify-self-start">{t('completion.confirm')}</Button>
          </form>
        ) : null}
      </Card>
    </section>
  )
}
