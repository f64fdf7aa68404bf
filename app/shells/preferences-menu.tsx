import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Languages, Moon, Sun } from '#app/ui/icons.tsx'
import { useViewer } from './viewer.ts'

/** Language and appearance as two plain buttons of one form; works without JavaScript and returns to the same page. */
export function PreferencesMenu() {
  const { t } = useTranslation('common')
  const language = useLanguage()
  const viewer = useViewer()
  const location = useLocation()
  const other = language === 'en' ? 'zh-CN' : 'en'
  const theme = viewer?.theme === 'dark' ? 'light' : 'dark'
  return (
    <form method="post" action={paths.preferences()} className="no-print flex shrink-0 items-center gap-1">
      <input type="hidden" name="next" value={`${location.pathname}${location.search}`} />
      <button type="submit" name="language" value={other} lang={other} className={buttonClass}>
        <Languages aria-hidden size={16} />
        {t(`languageName.${other}`)}
      </button>
      <button
        type="submit"
        name="theme"
        value={theme}
        className={buttonClass}
        aria-label={`${t('theme.label')}: ${t(`theme.${theme}`)}`}
      >
        {theme === 'dark' ? <Moon aria-hidden size={16} /> : <Sun aria-hidden size={16} />}
      </button>
    </form>
  )
}

const buttonClass =
  'inline-flex min-h-11 min-w-11 items-center justify-center gap-1.5 rounded-2 px-2 text-xs font-semibold whitespace-nowrap text-ink-2 hover:bg-sunken md:min-h-9 md:min-w-9'
