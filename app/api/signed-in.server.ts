import type { FastifyReply, FastifyRequest } from 'fastify'
import { verifyRequestOrigin } from 'lucia'
import type { Context, Log, SignedInContext } from '#app/context.server.ts'
import { hasRole, type Role } from '#app/features/identity/actor.ts'
import { sendProblem } from './problem.server.ts'
import { toWebRequest } from './web-request.server.ts'

/** What the machine interface is given by the running product. */
export type ApiTools = {
  readonly contextOf: (
    request: Request,
    info: { nonce: string; requestId: string; log: Log; clientAddress: string },
  ) => Promise<Context>
  /** The context of a request that a key speaks for: nobody is signed in. */
  readonly machineContext: (info: { requestId: string; log: Log; clientAddress: string }) => Context
  /** Where this site is reached, without a slash at the end. */
  readonly publicUrl: string
}

/**
 * The context of somebody signed in with one of these roles; null after a problem was sent instead. A request that changes something must come
 * from this site, as for pages.
 */
export async function signedInContext(
  tools: ApiTools,
  allowed: readonly Role[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedInContext | null> {
  const { origin } = request.headers
  if (!origin || !verifyRequestOrigin(origin, [request.host])) {
    sendProblem(request, reply, {
      status: 403,
      reason: 'foreign-origin',
      title: 'The request comes from another site',
    })
    return null
  }
  const ctx = await tools.contextOf(toWebRequest(request), {
    nonce: request.nonce,
    requestId: request.id,
    log: request.log,
    clientAddress: request.ip,
  })
  if (!ctx.actor) {
    sendProblem(request, reply, { status: 401, reason: 'not-signed-in', title: 'Sign in first' })
    return null
  }
  if (!hasRole(ctx.actor, allowed)) {
    sendProblem(request, reply, {
      status: 403,
      reason: 'not-allowed',
      title: 'Your role does not allow this',
    })
    return null
  }
  return ctx as SignedInContext
}
