import { useTranslation } from 'react-i18next'
import type { Figure } from '#app/domain/exam/statistics/figure.ts'

/** A statistic in its own format; where there is none, a dash that says why to those who hover or listen. */
export function Statistic({ figure, format }: { figure: Figure; format: (value: number) => string }) {
  const { t } = useTranslation('statistics')
  if (figure.value !== null) return <span className="tabular-nums">{format(figure.value)}</span>
  const reason = t(`absent.${figure.reason}`)
  return (
    <span title={reason} className="text-ink-3">
      <span aria-hidden>{t('absentMark')}</span>
      <span className="sr-only">{reason}</span>
    </span>
  )
}

/** `62 %` */
export function asPercent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** `0.35`, with a real minus. */
export function withTwoPlaces(value: number): string {
  return value
    .toFixed(2)
    .replace(/^-(0\.00)$/, '$1')
    .replace('-', '−')
}
