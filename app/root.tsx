import type { LinksFunction, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from './access.server.ts'
import { nameIn } from './domain/shared/person-name.ts'
import type { Membership } from './features/identity/actor.ts'
import { useNonce } from './nonce.ts'
import { paths } from './paths.ts'
import { ErrorPage } from './shells/error-page.tsx'
import findScript from './shells/find-dialog.js?url'
import { findingRoles } from './shells/navigation.ts'
import stylesheet from './styles/app.css?url'

/** What every page knows of the viewer; the shells read it by `useViewer`. */
export type Viewer = {
  language: 'en' | 'zh-CN'
  theme: 'light' | 'dark' | null
  isDemo: boolean
  /** The script of the search over everything, for who has it; null for everybody else. */
  findScript: string | null
  person: { code: string; name: string; acting: Membership; memberships: readonly Membership[] } | null
}

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/site.webmanifest' },
]

export const meta: MetaFunction = () => [{ title: 'Tiergate' }]

export const loader = forAnyone(async (ctx, { request }): Promise<Viewer> => {
  const theme = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return {
    language: ctx.language,
    theme: (theme as 'light' | 'dark' | undefined) ?? null,
    isDemo: ctx.settings.mode === 'demo',
    findScript: ctx.actor?.acting.roles.some((role) => findingRoles.includes(role)) ? findScript : null,
    person: ctx.actor && {
      code: ctx.actor.code,
      name: nameIn(ctx.actor, ctx.language),
      acting: ctx.actor.acting,
      memberships: ctx.actor.memberships,
    },
  }
})

/** A route that needs no JavaScript says `handle = { scripts: false }`; then the page is HTML and CSS alone. */
type RouteHandle = { scripts?: false } | undefined

export function Layout({ children }: { children: ReactNode }) {
  const viewer = useRouteLoaderData<Viewer>('root')
  const { i18n } = useTranslation('common')
  const nonce = useNonce()
  const matches = useMatches()
  // An error page is drawn by the server, with the request's number on it, and has no use for JavaScript.
  // Outside of an error boundary the router answers null.
  const hasFailed = (useRouteError() ?? null) !== null
  const needsScripts =
    !hasFailed && matches.every((match) => (match.handle as RouteHandle)?.scripts !== false)
  return (
    <html lang={i18n.language} data-theme={viewer?.theme ?? undefined} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {nonce ? <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning /> : null}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {viewer?.findScript ? (
          <script type="module" src={viewer.findScript} nonce={nonce} suppressHydrationWarning />
        ) : null}
        {needsScripts ? <ScrollRestoration nonce={nonce} /> : null}
        {needsScripts ? <Scripts nonce={nonce} /> : null}
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  const failure = useRouteError()
  const status = isRouteErrorResponse(failure) ? failure.status : 500
  return <ErrorPage status={status} home={paths.home()} />
}
