import { useTranslation } from 'react-i18next'
import { Tag } from '#app/ui/verdict.tsx'
import type { ResultSection } from '../read-result.server.ts'

/** How one section went: a bar with a mark at its cut, and the same in words. */
export function SectionBar({ section }: { section: ResultSection }) {
  const { t } = useTranslation('exams')
  const { title, permille, cutPermille, passed, right, count } = section
  return (
    <div>
      <div className="mb-2 flex items-start justify-between gap-3">
        <p className="text-s font-semibold">{title}</p>
        <Tag tone={passed ? 'allow' : 'deny'}>{t(passed ? 'result.reached' : 'result.missed')}</Tag>
      </div>
      <div aria-hidden="true" className="relative h-2.5 rounded-full bg-rung-off">
        <div
          className={`h-full rounded-full ${passed ? 'bg-accent' : 'bg-deny'}`}
          style={{ width: `${permille / 10}%` }}
        />
        <div
          className="absolute -inset-y-1 w-0.5 bg-ink"
          style={{ left: `calc(${cutPermille / 10}% - 1px)` }}
        />
      </div>
      <p className="mt-1.5 text-s text-ink-2">
        {t('result.sectionScore', { percent: percent(permille), cut: percent(cutPermille), right, count })}
      </p>
    </div>
  )
}

/** `85` or `83.3` of a share in thousandths. */
export function percent(permille: number): string {
  return String(permille / 10)
}
