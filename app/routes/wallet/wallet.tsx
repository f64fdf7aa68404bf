import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'
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
  refusal: refusalOf(new URL(request.url).searchParams, ctx.language),
}))

type Refusal = { kind: 'letters'; letters: string[] } | { kind: 'script'; script: string }

const mostShown = 40
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Why a certificate was not printed, as the address says it. A letter is named by its number besides, as the reader's fonts may lack it too. The words for scripts are looked up here: a
 * browser may have others.
 */
function refusalOf(query: URLSearchParams, language: Language): Refusal | null {
  const missing = [...graphemes.segment((query.get('missing') ?? '').slice(0, mostShown))]
  if (missing.length > 0)
    return { kind: 'letters', letters: missing.map(({ segment }) => nameOf(segment, language)) }
  const script = query.get('mixed') ?? ''
  if (!/^[A-Z][a-z]{3}$/.test(script)) return null
  return { kind: 'script', script: new Intl.DisplayNames(language, { type: 'script' }).of(script) ?? script }
}

/** A letter with the numbers that its signs have in Unicode, 𠮷 (U+20BB7); the numbers alone of what is not seen or turns others around. */
function nameOf(letter: string, language: Language): string {
  const numbers = [...letter]
    .map((sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')
  if (/\p{C}/u.test(letter)) return numbers
  return language === 'en' ? `${letter} (${numbers})` : `${letter}（${numbers}）`
}

export default function WalletPage() {
  const { wallet, refusal, isGivenUp } = useLoaderData<typeof loader>()
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
      {refusal?.kind === 'letters' ? (
        <HintNote>{t('wallet.missingLetters', { letters: formats.list(refusal.letters) })}</HintNote>
      ) : null}
      {refusal?.kind === 'script' ? (
        <HintNote>{t('wallet.mixedDirections', { script: refusal.script })}</HintNote>
      ) : null}
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
