import { useTranslation } from 'react-i18next'

/** The first stop of the keyboard: past the navigation. */
export function SkipLink() {
  const { t } = useTranslation('common')
  return (
    <a
      href="#content"
      className="sr-only rounded-2 bg-accent px-4 py-3 font-semibold text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      {t('skipToContent')}
    </a>
  )
}

/** One line that says that this is a demonstration; nothing in production. */
export function DemoNote({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation('common')
  return isDemo ? (
    <p className="no-print border-b border-line bg-sunken px-4 py-1 text-center text-xs text-ink-2">
      {t('demo.banner')}
    </p>
  ) : null
}
