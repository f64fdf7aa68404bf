import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Ladder } from '#app/ui/ladder.tsx'
import { Card, FactList } from '#app/ui/surface.tsx'
import type { WalletCard as WalletCardData } from '../read-wallet.server.ts'
import { BadgeLinks } from './badge-links.tsx'
import { RenewalOffer } from './renewal-offer.tsx'
import { StatusTag } from './status-tag.tsx'

/** A credential as its holder carries it: status, scope, dates, number, and the way to what everybody may see. */
export function WalletCard({ card }: { card: WalletCardData }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(card.zone)
  const [only, ...more] = card.scope
  return (
    <Card className="flex h-full flex-col gap-3">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h3 className="font-semibold">
            {card.typeCode} <span className="font-normal">{card.name}</span>
          </h3>
          <p className="mt-1">
            <StatusTag status={card.status} grantsWork={card.grantsWork} />
          </p>
          {card.completeness && card.completeness !== 'COMPLETE' ? (
            <p className="mt-1 text-xs font-semibold text-warn">
              {t(`wallet.completeness.${card.completeness}`)}
            </p>
          ) : null}
        </div>
        {only && more.length === 0 ? (
          <Ladder
            rungs={only.rungs}
            held={card.grantsWork ? only.level : 0}
            showNext={false}
            mark={
              card.status === 'SUSPENDED'
                ? 'suspended'
                : card.status === 'RENEWAL_WINDOW'
                  ? 'expiring'
                  : undefined
            }
            category={only.category}
          />
        ) : null}
      </div>
      <FactList
        facts={[
          {
            key: 'scope',
            term: t('wallet.fact.scope'),
            value:
              card.scope.length === 0 ? (
                t('wallet.endorsement')
              ) : (
                <ul>
                  {card.scope.map(({ category, label, text }) => (
                    <li key={category}>
                      {t('wallet.scope', { category, label })}
                      <span className="block text-xs text-ink-3">{text}</span>
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            key: 'valid',
            term: t('wallet.fact.valid'),
            value: t('wallet.valid', {
              from: formats.day(card.validFrom),
              to: formats.lastDay(card.validUntil),
            }),
          },
          {
            key: 'number',
            term: t('wallet.fact.number'),
            value: <span className="font-mono text-xs">{card.number}</span>,
          },
          { key: 'issuer', term: t('wallet.fact.issuer'), value: card.brand },
        ]}
      />
      <div className="mt-auto grid justify-items-start gap-1">
        <ButtonLink look="quiet" size="small" to={paths.publicCredential(card.publicSlug)} reloadDocument>
          {t('wallet.public')}
        </ButtonLink>
        <Link
          to={paths.staffCard(card.publicSlug)}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t('wallet.card')}
        </Link>
        <a
          href={paths.certificate(card.publicSlug)}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t('wallet.certificate')}
        </a>
        <BadgeLinks slug={card.publicSlug} />
        <RenewalOffer card={card} />
        {card.canBeGivenUp ? (
          <Link
            to={paths.giveUpCredential(card.publicSlug)}
            className="inline-flex min-h-11 items-center text-s text-ink-2 underline underline-offset-2"
          >
            {t('giveUp.link')}
          </Link>
        ) : null}
      </div>
    </Card>
  )
}
