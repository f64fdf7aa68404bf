import { useTranslation } from 'react-i18next'
import { Logo } from '#app/ui/logo.tsx'
import { ErrorReference } from './error-reference.tsx'

const knownStatuses = ['400', '401', '403', '404', '409', '429', '500'] as const

/** What a person sees when a page cannot be shown: what happened, what became of their work, the way on. */
export function ErrorPage({ status, home }: { status: number; home: string }) {
  const { t } = useTranslation('common')
  const known = knownStatuses.find((one) => one === String(status)) ?? (status < 500 ? '400' : '500')
  return (
    <main id="content" className="mx-auto grid min-h-dvh max-w-[34rem] content-center gap-4 px-5 py-10">
      <Logo />
      <h1 className="text-xl font-semibold">{t(`error.${known}.title`)}</h1>
      <p className="text-ink-2">{t(`error.${known}.text`)}</p>
      <p>
        <a href={home}>{t('error.home')}</a>
      </p>
      <ErrorReference />
    </main>
  )
}
