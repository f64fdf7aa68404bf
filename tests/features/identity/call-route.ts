import type { ActionFunctionArgs } from '@remix-run/node'
import type { Context } from '#app/context.server.ts'

type Handler = (args: ActionFunctionArgs) => Promise<unknown>

export type RouteCall = {
  /** Posted as a form; without it the route is asked by GET. */
  fields?: Record<string, string>
  params?: Record<string, string>
  address?: string
  cookie?: string
  /** Where the form stands; this site by default. */
  origin?: string
  /** What the request has already decided to send along. */
  cookiesBefore?: readonly string[]
}

export type RouteAnswer = {
  status: number
  location: string | null
  cookies: string[]
  /** What a loader or an action returned for the page, without its status. */
  value: unknown
}

const site = 'http://localhost:3000'

/** Calls a loader or an action as the server does, and gathers status, cookies and data, whether they were returned or thrown. */
export async function callRoute(handler: Handler, ctx: Context, call: RouteCall = {}): Promise<RouteAnswer> {
  const responseHeaders = new Headers()
  for (const cookie of call.cookiesBefore ?? []) responseHeaders.append('set-cookie', cookie)
  const headers = new Headers(call.cookie ? { cookie: call.cookie } : {})
  const init: RequestInit = { headers }
  if (call.fields) {
    const origin = call.origin ?? site
    if (origin) headers.set('origin', origin)
    init.method = 'POST'
    init.body = new URLSearchParams(call.fields)
  }
  const request = new Request(`${site}${call.address ?? '/'}`, init)
  const context = {
    context: async () => ctx,
    language: ctx.language,
    nonce: '',
    requestId: 'test',
    responseHeaders,
  }
  const args = { request, params: call.params ?? {}, context } as unknown as ActionFunctionArgs
  const result = await handler(args).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown
    throw thrown
  })
  if (result instanceof Response) {
    return {
      status: result.status,
      location: result.headers.get('location'),
      cookies: [...result.headers.getSetCookie(), ...responseHeaders.getSetCookie()],
      value: null,
    }
  }
  const { data, init: answered } = (result ?? {}) as { data?: unknown; init?: ResponseInit }
  const isWrapped = typeof result === 'object' && result !== null && 'init' in result && 'data' in result
  return {
    status: (isWrapped ? answered?.status : undefined) ?? 200,
    location: null,
    cookies: responseHeaders.getSetCookie(),
    value: isWrapped ? data : result,
  }
}
