import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { initI18n } from './i18n/i18n.client.ts'

const i18n = await initI18n(document.documentElement.lang, namespacesOfThisPage())

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  )
})

/** The texts the first page names in its routes' `handle`; they must be there before React takes over what the server drew. */
function namespacesOfThisPage(): readonly string[] {
  return Object.values(window.__remixRouteModules).flatMap((route) => {
    const handle = route?.handle as { i18n?: readonly string[] } | undefined
    return handle?.i18n ?? []
  })
}
