import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Ladder } from '#app/ui/ladder.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { LadderView } from '../read-ladders.server.ts'

/** One category: its ladder, the rung held in large letters, and until when. */
export function LadderCard({ ladder, showsBrand }: { ladder: LadderView; showsBrand: boolean }) {
  const { t } = useTranslation('credentials')
  const { language } = useFormats()
  const category = inLanguage(ladder.category.name, language)
  return (
    <Card className="h-full">
      <div className="flex items-end justify-between gap-2">
        <Ladder
          rungs={ladder.rungs.length}
          held={ladder.held}
          mark={ladder.mark ?? undefined}
          category={category}
        />
        <span aria-hidden className="text-xl leading-none font-bold">
          {ladder.heldLabel || '–'}
        </span>
      </div>
      <h3 className="mt-2 text-s font-semibold">{category}</h3>
      {showsBrand ? <p className="text-xs text-ink-3">{inLanguage(ladder.brand.name, language)}</p> : null}
      <p className="text-xs">
        <Until ladder={ladder} />
      </p>
      <RungList ladder={ladder} label={t('ladder.rungs.show')} />
    </Card>
  )
}

function Until({ ladder: { mark, daysLeft, until } }: { ladder: LadderView }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  if (mark === 'suspended') return <span className="font-semibold text-deny">{t('ladder.suspended')}</span>
  if (until === null) return <span className="text-ink-3">{t('ladder.notHeld')}</span>
  if (daysLeft !== null) {
    return <span className="font-semibold text-warn">{t('ladder.daysLeft', { count: daysLeft })}</span>
  }
  return <span className="text-ink-3">{t('ladder.heldUntil', { day: formats.lastDay(until) })}</span>
}

function RungList({ ladder, label }: { ladder: LadderView; label: string }) {
  const { t } = useTranslation('credentials')
  const { language } = useFormats()
  return (
    <details className="mt-1">
      <summary className="flex min-h-11 items-center text-xs font-semibold text-accent">{label}</summary>
      <ol className="grid gap-2 text-xs">
        {ladder.rungs.map((rung) => (
          <li key={rung.level}>
            <span className="font-semibold">{rung.label}</span>{' '}
            {rung.level <= ladder.held ? <span className="text-allow">{t('ladder.rungs.held')}</span> : null}
            {rung.level === ladder.held + 1 ? (
              <span className="text-accent">{t('ladder.rungs.next')}</span>
            ) : null}
            <span className="block text-ink-2">{inLanguage(rung.scope, language)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
