import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { initI18n } from './i18n/i18n.client.ts'
import { NonceProvider } from './nonce.ts'

const i18n = await initI18n(document.documentElement.lang, namespacesOfThisPage())

// The server drew the nonce into the page; React must draw the same, and React Aria looks for it when it adds a style element.
const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
const nonce = meta?.nonce || meta?.content || undefined

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceProvider value={nonce}>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </NonceProvider>
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
