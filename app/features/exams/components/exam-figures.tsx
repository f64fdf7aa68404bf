import { useTranslation } from 'react-i18next'
import { absent, figure } from '#app/domain/exam/statistics/figure.ts'
import type { ExamStatisticsPage } from '../statistics/read-exam-statistics.server.ts'
import { Statistic, withTwoPlaces } from './statistic.tsx'

/** The figures of an exam as a whole. */
export function ExamFigures({ exam, consistency }: Pick<ExamStatisticsPage, 'exam' | 'consistency'>) {
  const { t } = useTranslation('statistics')
  const onePlace = (points: number) => points.toFixed(1)
  const points = (value: number) => t('exam.onlyPoints', { points: onePlace(value) })
  const agreement = consistency.value ? figure(consistency.value.agreement) : consistency
  const kappa =
    consistency.value === null
      ? consistency
      : consistency.value.kappa === null
        ? absent('total-constant')
        : figure(consistency.value.kappa)
  const facts = [
    {
      key: 'mean',
      shown: exam.mean,
      format: (value: number) =>
        t('exam.points', { points: onePlace(value), possible: onePlace(exam.possible.value ?? 0) }),
    },
    { key: 'sd', shown: exam.sd, format: points },
    { key: 'alpha', shown: exam.alpha, format: withTwoPlaces },
    { key: 'kr20', shown: exam.kr20, format: withTwoPlaces },
    { key: 'sem', shown: exam.sem, format: points },
    {
      key: 'agreement',
      shown: agreement,
      format: (share: number) => t('exam.agreementText', { share: Math.round(share * 100) }),
    },
    { key: 'kappa', shown: kappa, format: withTwoPlaces },
  ] as const
  return (
    <>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        <div>
          <dt className="text-xs text-ink-3">{t('exam.n')}</dt>
          <dd className="font-semibold tabular-nums">{exam.n}</dd>
        </div>
        {facts.map(({ key, shown, format }) => (
          <div key={key}>
            <dt className="text-xs text-ink-3">{t(`exam.${key}`)}</dt>
            <dd className="font-semibold">
              <Statistic figure={shown} format={format} />
              {shown.value === null ? (
                <span className="ml-2 text-xs font-normal text-ink-3" aria-hidden>
                  {t(`absent.${shown.reason}`)}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 max-w-[60em] text-xs text-ink-3">{t('exam.help')}</p>
    </>
  )
}
