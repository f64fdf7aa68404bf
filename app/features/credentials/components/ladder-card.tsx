import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Ladder } from '#app/ui/ladder.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { LadderView } from '../read-ladders.server.ts'

/** One category: its ladder, the rung held in large letters, until when, and whether a licence lacks. */
export function LadderCard({ ladder, showsBrand }: { ladder: LadderView; showsBrand: boolean }) {
  const { t } = useTranslation('credentials')
  const { language } = useFormats()
  const category = inLanguage(ladder.category.name, language)
  return (
    <Card className="h-full p-3! sm:p-4!">
      <div className="flex items-end justify-between gap-1">
        <Ladder
          rungs={ladder.rungs.length}
          held={ladder.held}
          mark={ladder.mark ?? undefined}
          lacksLicence={ladder.licenceGaps.length > 0}
          showNext={ladder.mark !== 'suspended'}
          category={category}
        />
        <span aria-hidden className="text-xl leading-none font-bold">
          {ladder.heldLabel || '–'}
        </span>
      </div>
      <h3 className="mt-2 text-s leading-tight font-semibold">{category}</h3>
      {showsBrand ? <p className="text-xs text-ink-3">{inLanguage(ladder.brand.name, language)}</p> : null}
      <p className="mt-0.5 text-xs break-keep">
        <Until ladder={ladder} />
      </p>
      {ladder.licenceGaps.length > 0 ? (
        <p className="text-xs font-semibold text-deny">{t('ladder.licence.card')}</p>
      ) : null}
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
  const day = formats.breakable(formats.lastDay(until))
  return <span className="text-ink-3">{t('ladder.heldUntil', { day })}</span>
}

/** What each rung of each ladder opens, folded away; opens without JavaScript. */
export function RungList({ ladders }: { ladders: readonly LadderView[] }) {
  const { t } = useTranslation('credentials')
  const { language } = useFormats()
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center text-s font-semibold text-accent">
        {t('ladder.rungs.show')}
      </summary>
      <Card className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        {ladders.map((ladder) => (
          <div key={`${ladder.brand.code}/${ladder.category.code}`}>
            <h3 className="mb-1.5 text-s font-semibold">{inLanguage(ladder.category.name, language)}</h3>
            <ol className="grid gap-2 text-s">
              {ladder.rungs.map((rung) => (
                <li key={rung.level}>
                  <span className="font-semibold">{rung.label}</span>{' '}
                  {rung.level <= ladder.held ? (
                    <span className="text-xs text-allow">{t('ladder.rungs.held')}</span>
                  ) : null}
                  {rung.level === ladder.held + 1 ? (
                    <span className="text-xs text-accent">{t('ladder.rungs.next')}</span>
                  ) : null}
                  <span className="block text-ink-2">{inLanguage(rung.scope, language)}</span>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </Card>
    </details>
  )
}
