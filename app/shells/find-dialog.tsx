import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Search } from '#app/ui/icons.tsx'

/** The way to the search over everything, and its dialog. Without JavaScript it leads to the page that does the same. */
export function FindLink() {
  const { t } = useTranslation('common')
  return (
    <a
      href={paths.find()}
      data-find-open=""
      aria-keyshortcuts="Control+K Meta+K"
      className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-2 px-2 text-xs font-semibold text-ink-2 no-underline hover:bg-sunken md:min-h-9"
    >
      <Search aria-hidden size={16} />
      <span className="sr-only md:not-sr-only">{t('find.open')}</span>
      <kbd className="hidden rounded-1 border border-line px-1 font-mono text-xs font-normal text-ink-3 md:inline">
        Ctrl K
      </kbd>
    </a>
  )
}

const nothing = { __html: '' }

/** The dialog itself, once on a page. It is opened, and its results are put in, by `find-dialog.js`, which the root loads. */
export function FindDialog() {
  const { t } = useTranslation('common')
  return (
    <dialog
      data-find={paths.findResults()}
      data-failed={t('find.failed')}
      aria-label={t('find.title')}
      className="no-print m-auto mt-[12dvh] max-h-[76dvh] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-3 border border-line bg-surface p-3 text-ink shadow-(--shadow) backdrop:bg-[rgb(0_0_0/0.4)]"
    >
      <form method="get" action={paths.find()}>
        <input
          type="search"
          name="q"
          aria-label={t('find.label')}
          placeholder={t('find.label')}
          autoComplete="off"
          className="min-h-11 w-full rounded-2 border border-line-strong bg-surface px-3"
        />
      </form>
      {/* The script may fill these before React has taken over the page; React leaves alone what is said to be markup. */}
      <p
        role="status"
        className="px-3 pt-2 text-xs text-ink-3"
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: empty, see above
        dangerouslySetInnerHTML={nothing}
      />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: empty, see above */}
      <div data-results="" suppressHydrationWarning dangerouslySetInnerHTML={nothing} />
      <p className="hidden px-3 pt-3 text-xs text-ink-3 md:block">{t('find.keys')}</p>
    </dialog>
  )
}
