import { UNSAFE_RemixContext } from '@remix-run/react'
import type { ComponentProps, ComponentType } from 'react'
import { createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { rendered } from '#tests/ui/rendered.tsx'

type Page = { component: ComponentType; loaderData: unknown; actionData?: unknown }

const remix = {
  manifest: { routes: {} },
  routeModules: {},
  future: {},
  isSpaMode: false,
} as unknown as ComponentProps<typeof UNSAFE_RemixContext.Provider>['value']

/** A page's HTML as a browser without JavaScript gets it, made from what its loader, and perhaps its action, answered. */
export function renderedPage({ component, loaderData, actionData }: Page, language: Language): string {
  const route = { id: 'page', path: '*', Component: component }
  const context = {
    basename: '',
    location: { pathname: '/', search: '', hash: '', state: null, key: 'default' },
    matches: [{ route: { ...route, hasErrorBoundary: false }, params: {}, pathname: '/', pathnameBase: '/' }],
    loaderData: { page: loaderData },
    actionData: actionData === undefined ? null : { page: actionData },
    errors: null,
    activeDeferreds: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
  }
  return rendered(
    <UNSAFE_RemixContext.Provider value={remix}>
      <StaticRouterProvider router={createStaticRouter([route], context)} context={context} hydrate={false} />
    </UNSAFE_RemixContext.Provider>,
    language,
  )
}
