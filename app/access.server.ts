import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { verifyRequestOrigin } from 'lucia'
import type { Context, SignedInContext } from './context.server.ts'
import { hasRole, type Role, roles } from './features/identity/actor.ts'
import { paths } from './paths.ts'

/** Who may call a loader or an action: anyone, or people with one of these roles in the organisation they act for. */
export type Access = 'anyone' | readonly Role[]

/** Every role: for what belongs to any signed-in person. */
export const allRoles: readonly Role[] = roles

type Args = LoaderFunctionArgs | ActionFunctionArgs
type Guarded<Result> = ((args: Args) => Promise<Result>) & { access: Access }

const results = new WeakMap<AppLoadContext, Map<object, Promise<unknown>>>()

/**
 * A loader or action for people with one of these roles. Nobody is sent to sign in and comes back afterwards; a wrong role is 403; a request
 * that changes something and comes from another site is 403.
 */
export function forRoles<Result>(
  allowed: readonly Role[],
  handle: (ctx: SignedInContext, args: Args) => Promise<Result>,
): Guarded<Result> {
  return onceEach(allowed, async (args: Args) => {
    refuseForeignOrigin(args.request)
    const ctx = await args.context.context()
    if (!ctx.actor) throw redirect(paths.signIn({ next: nextAfterSignIn(args.request) }))
    if (!hasRole(ctx.actor, allowed)) throw new Response(null, { status: 403 })
    return handle(ctx as SignedInContext, args)
  })
}

/** A loader or action for anyone, signed in or not. */
export function forAnyone<Result>(handle: (ctx: Context, args: Args) => Promise<Result>): Guarded<Result> {
  return onceEach('anyone', async (args: Args) => {
    refuseForeignOrigin(args.request)
    return handle(await args.context.context(), args)
  })
}

/**
 * A loader or action runs once a request and gives the same result, or failure, to everybody who asks: the server loads a page's data to see whether the
 * page was drawn before for the same, and Remix asks again where it was not.
 */
function onceEach<Result>(access: Access, run: (args: Args) => Promise<Result>): Guarded<Result> {
  const guarded = (args: Args) => {
    let known = results.get(args.context)
    if (!known) {
      known = new Map()
      results.set(args.context, known)
    }
    const earlier = known.get(guarded) as Promise<Result> | undefined
    if (earlier) return earlier
    const result = run(args)
    known.set(guarded, result)
    return result
  }
  return Object.assign(guarded, { access })
}

/** A path parameter that the route map promises; its absence is a fault in the map. */
export function requireParam(params: Args['params'], name: string): string {
  const value = params[name]
  if (value === undefined) throw new Error(`The route has no parameter ${name}`)
  return value
}

function refuseForeignOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.get('origin')
  const host = new URL(request.url).host
  if (!origin || !verifyRequestOrigin(origin, [host])) throw new Response(null, { status: 403 })
}

/** Only a page can be come back to, not the address of a button. */
function nextAfterSignIn(request: Request): string | undefined {
  if (request.method !== 'GET') return undefined
  const url = new URL(request.url)
  return `${url.pathname}${url.search}`
}
