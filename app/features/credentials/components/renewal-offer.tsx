import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import type { WalletCard } from '../read-wallet.server.ts'

/** How to renew a credential and what that does to its dates, folded away; nothing where it cannot be renewed. Opens without JavaScript. */
export function RenewalOffer({ card }: { card: WalletCard }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(card.zone)
  const { renewal } = card
  if (renewal === null) return null
  if (renewal.state === 'under-way') {
    return (
      <Link
        to={paths.ladder()}
        className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
      >
        {t('wallet.renew.underWay')}
      </Link>
    )
  }
  const { months } = renewal
  const effect =
    renewal.state === 'early'
      ? t('wallet.renew.early', { months, day: formats.day(renewal.windowOpensAt) })
      : renewal.state === 'grace'
        ? t('wallet.renew.grace', { day: formats.lastDay(renewal.shortUntil) })
        : t(renewal.state === 'open' ? 'wallet.renew.open' : 'wallet.renew.fromDecision', { months })
  return (
    <details open={renewal.state !== 'early'} className="w-full">
      <summary className="inline-flex min-h-11 items-center text-s font-semibold text-accent">
        {t('wallet.renew.summary')}
      </summary>
      <form method="post" action={paths.ladderEnrol()} className="grid justify-items-start gap-2 pb-1">
        <p className="text-s text-ink-2">{effect}</p>
        <input type="hidden" name="brand" value={card.brandCode} />
        <input type="hidden" name="type" value={card.typeCode} />
        <Button look="quiet" size="small">
          {t('wallet.renew.enrol', { type: card.typeCode })}
        </Button>
      </form>
    </details>
  )
}
