import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { ExamSummary } from '../read-exam-list.server.ts'
import { percent } from './section-bar.tsx'

/** An exam in the list: what it asks, where one stands, and the next step. */
export function ExamCard({ exam }: { exam: ExamSummary }) {
  const { t } = useTranslation(['exams', 'common'])
  const { day } = useFormats()
  const { standing, passed, latest } = exam
  return (
    <article className="flex h-full flex-col gap-2 rounded-3 border border-line bg-surface p-4">
      <p className="flex flex-wrap items-center justify-between gap-2 text-xs text-ink-3">
        <span className="font-semibold">
          {exam.code}
          {exam.brand ? ` · ${exam.brand}` : ''}
        </span>
        {passed ? <Tag tone="allow">{t('card.passed', { percent: percent(passed.permille) })}</Tag> : null}
        {!passed && latest ? (
          <Tag tone="deny">{t('card.failed', { percent: percent(latest.permille) })}</Tag>
        ) : null}
      </p>
      <h3 className="font-semibold">{exam.title}</h3>
      <p className="text-s text-ink-2">
        {t('card.facts', {
          items: t('items', { count: exam.itemCount }),
          minutes: t('common:minutes', { count: exam.minutes }),
          cut: percent(exam.cutPermille),
          mode: t(`common:mode.${exam.mode}`),
        })}
      </p>
      <p className="text-s text-ink-2">
        <StandingText exam={exam} />
      </p>
      <p className="mt-auto flex flex-wrap gap-2 pt-2">
        {standing.kind === 'running' ? (
          <ButtonLink reloadDocument to={paths.attempt(standing.attemptId)}>
            {t('card.continue')}
          </ButtonLink>
        ) : null}
        {standing.kind === 'course-first' ? (
          <ButtonLink look="quiet" to={paths.course(exam.courseCode)}>
            {t('card.toCourse', { exam: exam.code })}
          </ButtonLink>
        ) : null}
        {standing.kind === 'running' ? null : (
          <ButtonLink
            look={standing.kind === 'open' && !passed ? 'primary' : 'quiet'}
            to={paths.exam(exam.code)}
          >
            {t(standing.kind === 'open' && !passed ? 'card.prepare' : 'card.look', { exam: exam.code })}
          </ButtonLink>
        )}
        {latest ? (
          <ButtonLink look="quiet" to={paths.attemptResult(latest.attemptId)}>
            {t('card.result', { day: day(latest.at) })}
          </ButtonLink>
        ) : null}
      </p>
    </article>
  )
}

function StandingText({ exam: { standing, passed } }: { exam: ExamSummary }) {
  const { t } = useTranslation('exams')
  const { moment } = useFormats()
  switch (standing.kind) {
    case 'open':
      return <>{t(passed ? 'standing.again' : 'standing.open', { count: standing.left })}</>
    case 'running':
      return (
        <>
          {standing.isPaused
            ? t('standing.paused')
            : t('standing.running', { time: moment(standing.deadlineAt) })}
        </>
      )
    case 'wait':
      return <>{t('standing.wait', { time: moment(standing.from) })}</>
    case 'pending':
      return <>{t('standing.pending')}</>
    case 'course-first':
      return <>{t('standing.course-first')}</>
  }
}
