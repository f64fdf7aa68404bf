import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'

/** HTML as a browser without JavaScript gets it, in a language. */
export function rendered(content: ReactNode, language: Language = 'en'): string {
  return renderToStaticMarkup(<I18nextProvider i18n={i18nFor(language)}>{content}</I18nextProvider>)
}

/** The text alternative of a picture in HTML. */
export function alternativeIn(html: string): string {
  return (/role="img" aria-label="([^"]*)"/.exec(html)?.[1] ?? '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
