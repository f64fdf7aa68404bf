import { useTranslation } from 'react-i18next'
import type { ScoringRule } from '#app/domain/exam/item.ts'

/** The two scoring rules, each with an example; the same words before the start and in the room. */
export function ScoringExamples({
  rules = ['all-or-nothing', 'partial'],
}: {
  rules?: readonly ScoringRule[]
}) {
  const { t } = useTranslation('room')
  return (
    <ul className="grid list-disc gap-1.5 pl-5 text-s text-ink-2">
      {rules.map((rule) => (
        <li key={rule}>
          <b>{t(`scoring.${rule}`)}</b>: {t(`scoring.example.${rule}`)}
        </li>
      ))}
    </ul>
  )
}
