import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { Ladder } from '#app/ui/ladder.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { StaffCard as StaffCardData } from '../read-staff-card.server.ts'

/** Modules of white that a reader needs around a code. */
const quietZone = 4

/** A staff card as it is shown on a phone and printed: who, what, until when, and the code behind which stands what counts today. `status` is its tag. */
export function StaffCard({ card, status }: { card: StaffCardData; status: ReactNode }) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats(card.zone)
  const side = card.qr.size + 2 * quietZone
  return (
    <Card className="max-w-[24rem]">
      <div className="flex items-start justify-between gap-3 border-b border-line pb-3">
        <div className="min-w-0">
          <p className="text-xs font-semibold text-ink-3">{t('card.title')}</p>
          <p className="text-l font-bold">{card.name}</p>
          {card.nameLatin ? <p>{card.nameLatin}</p> : null}
          <p className="font-mono text-s">{card.staffCode}</p>
        </div>
        {status}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-4 pt-3">
        <div className="grid gap-2 text-s">
          <p>
            <b>{card.typeCode}</b> {card.typeName}
          </p>
          <ul className="grid gap-2">
            {card.scopes.map(({ category, label, rungs, held }) => (
              <li key={category} className="flex items-center gap-3">
                <Ladder rungs={rungs} held={held} showNext={false} width={32} category={category} />
                {t('wallet.scope', { category, label })}
              </li>
            ))}
          </ul>
          <p>{t('card.until', { day: formats.lastDay(card.validUntil) })}</p>
          <p>{card.brand}</p>
        </div>
        <svg
          role="img"
          aria-label={t('card.code')}
          viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
          className="w-[9.5rem]"
          shapeRendering="crispEdges"
        >
          <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
          <path d={card.qr.path} fill="#000" />
        </svg>
      </div>
      <p className="mt-3 font-mono text-xs break-all">{card.number}</p>
      <p className="text-xs text-ink-3">{t('card.asOf', { day: formats.day(card.at) })}</p>
    </Card>
  )
}
