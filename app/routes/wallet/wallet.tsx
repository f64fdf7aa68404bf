import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { WalletCard } from '#app/features/credentials/components/wallet-card.tsx'
import { readWallet } from '#app/features/credentials/index.server.ts'
import { DoneNote, HintNote } from '#app/features/identity/components/note.tsx'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['credentials'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['engineer'], async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('credentials:wallet.title'),
  wallet: await readWallet(ctx),
  isGivenUp: new URL(request.url).searchParams.get('done') === 'given-up',
  missing: (new URL(request.url).searchParams.get('missing') ?? '').slice(0, 20),
}))

export default function WalletPage() {
  const { wallet, missing, isGivenUp } = useLoaderData<typeof loader>()
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  const { current, history } = wallet
  const working = current.filter(({ grantsWork }) => grantsWork)
  const [soonest] = working.map(({ validUntil }) => validUntil).sort()
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        {current.length === 0
          ? t('wallet.empty')
          : formats.sentences([
              t('wallet.lede', { count: current.length, valid: working.length }),
              soonest ? t('wallet.ledeNext', { day: formats.lastDay(soonest) }) : '',
            ])}
      </Lede>
      {isGivenUp ? <DoneNote>{t('wallet.done')}</DoneNote> : null}
      {missing ? <HintNote>{t('wallet.missingLetters', { letters: missing })}</HintNote> : null}
      {current.length === 0 ? (
        <EmptyState
          title={t('wallet.emptyText')}
          action={<ButtonLink to={paths.ladder()}>{t('wallet.toLadder')}</ButtonLink>}
        />
      ) : (
        <Section title={t('wallet.current')}>
          <ul className="grid gap-3 md:grid-cols-2">
            {current.map((card) => (
              <li key={card.id}>
                <WalletCard card={card} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {history.length > 0 ? (
        <details>
          <summary className="flex min-h-11 items-center font-semibold text-accent">
            {t('wallet.historyCount', { count: history.length })}
          </summary>
          <ul className="mt-3 grid gap-3 md:grid-cols-2">
            {history.map((card) => (
              <li key={card.id}>
                <WalletCard card={card} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
