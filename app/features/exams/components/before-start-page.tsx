import { useTranslation } from 'react-i18next'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card, FactList, Lede, Section, TableScroll } from '#app/ui/surface.tsx'
import type { ExamBefore } from '../read-exam.server.ts'
import type { StartRefusal } from '../start-attempt.server.ts'
import { ScoringExamples } from './scoring-example.tsx'
import { percent } from './section-bar.tsx'

export type StartProblem = StartRefusal | 'running-already'

const codeProblems: readonly string[] = ['wrong-code', 'too-many-tries']

/** Everything a candidate is told before the clock starts, and the button that starts it. */
export function BeforeStartPage({ exam, problem }: { exam: ExamBefore; problem: StartProblem | null }) {
  const { t } = useTranslation(['exams', 'common'])
  const minutes = t('common:minutes', { count: exam.minutes })
  const cut = percent(exam.cutPermille)
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="grid gap-2">
        <p className="text-s font-semibold text-ink-3">{exam.code}</p>
        <Lede>
          {t('before.lede', {
            title: exam.title,
            items: t('items', { count: exam.itemCount }),
            minutes,
            cut,
          })}
        </Lede>
      </div>
      {problem ? <FormProblem>{t(`start.problem.${problem}`)}</FormProblem> : null}
      <StartCard exam={exam} problem={problem} />
      <Section title={t('before.rules')}>
        <Card>
          <FactList
            isProse
            facts={[
              {
                key: 'deadline',
                term: t('before.deadline'),
                value: t(exam.mode === 'PROCTORED' ? 'before.deadlineSession' : 'before.deadlineLimit', {
                  minutes,
                }),
              },
              ...(exam.extraMinutes > 0
                ? [
                    {
                      key: 'extra',
                      term: t('receipt.extra'),
                      value: t('before.extraText', {
                        extra: t('common:minutes', { count: exam.extraMinutes }),
                        total: t('common:minutes', { count: exam.minutes + exam.extraMinutes }),
                      }),
                    },
                  ]
                : []),
              { key: 'mode', term: t('before.mode'), value: t(`before.modeText.${exam.mode}`) },
              { key: 'cut', term: t('before.cut'), value: t('before.cutText', { cut }) },
              ...(exam.hasCriticalRule
                ? [{ key: 'critical', term: t('before.critical'), value: t('before.criticalText') }]
                : []),
              { key: 'scoring', term: t('before.scoring'), value: <ScoringExamples /> },
              { key: 'saving', term: t('before.saving'), value: t('before.savingText') },
              { key: 'retake', term: t('before.retake'), value: <RetakeRule exam={exam} /> },
            ]}
          />
        </Card>
      </Section>
      <Section title={t('before.sections')}>
        <TableScroll label={t('before.sections')}>
          <table className="w-full text-left text-s">
            <thead className="border-b border-line text-ink-3">
              <tr>
                <th scope="col" className="px-4 py-2.5 font-semibold">
                  {t('before.section')}
                </th>
                <th scope="col" className="px-4 py-2.5 text-right font-semibold">
                  {t('before.sectionItems')}
                </th>
                <th scope="col" className="px-4 py-2.5 text-right font-semibold">
                  {t('before.sectionCut')}
                </th>
              </tr>
            </thead>
            <tbody>
              {exam.sections.map(({ domain, title, count, cutPermille }) => (
                <tr key={domain} className="border-b border-line last:border-0">
                  <th scope="row" className="px-4 py-2.5 font-medium">
                    {title}
                  </th>
                  <td className="px-4 py-2.5 text-right">{count}</td>
                  <td className="px-4 py-2.5 text-right">{percent(cutPermille)} %</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
        <p className="mt-2 max-w-[42em] text-s text-ink-3">{exam.rationale}</p>
      </Section>
    </div>
  )
}

function RetakeRule({ exam: { attempts } }: { exam: ExamBefore }) {
  const { t } = useTranslation(['exams', 'common'])
  const { list } = useFormats()
  const waits = attempts.coolDownHours.map((hours) =>
    hours % 24 === 0 && hours > 24
      ? t('common:days', { count: hours / 24 })
      : t('common:clockHours', { count: hours }),
  )
  return <>{t('before.retakeText', { count: attempts.max, days: attempts.perDays, waits: list(waits) })}</>
}

/** The start, or what stands before it. */
function StartCard({ exam, problem }: { exam: ExamBefore; problem: StartProblem | null }) {
  const { t } = useTranslation('exams')
  const { moment, clock } = useFormats()
  const { standing, elsewhere } = exam
  if (standing.kind === 'running')
    return (
      <Card className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink reloadDocument to={paths.attempt(standing.attemptId)}>
          {t('card.continue')}
        </ButtonLink>
        <p className="text-s text-ink-2">
          {standing.isPaused
            ? t('standing.paused')
            : t('standing.running', { time: moment(standing.deadlineAt) })}
        </p>
      </Card>
    )
  if (elsewhere)
    return (
      <Card className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink reloadDocument to={paths.attempt(elsewhere.attemptId)}>
          {t('card.continue')}
        </ButtonLink>
        <p className="text-s text-ink-2">{t('start.elsewhere', { exam: elsewhere.examCode })}</p>
      </Card>
    )
  if (standing.kind === 'course-first')
    return (
      <Card className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink to={paths.course(exam.courseCode)}>{t('card.toCourse', { exam: exam.code })}</ButtonLink>
        <p className="text-s text-ink-2">{t('standing.course-first')}</p>
      </Card>
    )
  if (standing.kind === 'wait' || standing.kind === 'pending')
    return (
      <Card className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink look="quiet" to={paths.course(exam.courseCode)}>
          {t('result.toCourse')}
        </ButtonLink>
        <p className="text-s text-ink-2">
          {standing.kind === 'wait'
            ? t('standing.wait', { time: moment(standing.from) })
            : t('standing.pending')}
        </p>
      </Card>
    )
  const endsAt = addMilliseconds(exam.serverNow, (exam.minutes + exam.extraMinutes) * 60_000)
  const codeErrors = problem && codeProblems.includes(problem) ? [t(`start.problem.${problem}`)] : undefined
  return (
    <Card>
      <form method="post" action={paths.startExam(exam.code)} className="grid gap-4">
        {exam.passedAt ? (
          <p className="text-s text-ink-2">{t('start.passedBefore', { time: moment(exam.passedAt) })}</p>
        ) : null}
        {exam.mode === 'PROCTORED' ? (
          <TextField
            name="code"
            label={t('start.code')}
            help={t('start.codeHelp')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={16}
            required
            className="max-w-60"
            errors={codeErrors}
          />
        ) : null}
        <p className="text-s text-ink-2">
          {t('start.effect', { time: clock(endsAt).slice(0, 5), count: standing.left })}
        </p>
        <div>
          <Button>{t('start.submit')}</Button>
        </div>
      </form>
    </Card>
  )
}
