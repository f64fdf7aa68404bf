import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFromThisMachine } from './request-identity.ts'

/**
 * Requests an address may make in a minute. One address may stand for a whole workshop or an exam room, so pages allow a roomful of
 * people; guessing a password or a code is slowed down hard, and the account itself is limited in the database besides; so is guessing
 * certificate numbers in the register. The machine interface has its own limit for each key.
 */
export type RateLimits = {
  readonly pages: number
  readonly signIn: number
  /** Look-ups of certificates by number. */
  readonly register: number
  readonly api: number
}

export const defaultRateLimits: RateLimits = { pages: 3000, signIn: 60, register: 60, api: 60_000 }

const signInPaths = /^\/(sign-in|forgot-password|reset-password|invitation|account\/password)(\/|\.data|\?|$)/

const lookUp = /^\/register(\.data)?\/?\?/

/** Which of the limits counts a request. */
export function limitOf(method: string, path: string): keyof RateLimits {
  if (path.startsWith('/api/')) return 'api'
  if (lookUp.test(path)) return 'register'
  return method !== 'GET' && method !== 'HEAD' && signInPaths.test(path) ? 'signIn' : 'pages'
}

/**
 * Limits requests by client address. Programs on this machine are not limited. Requests that came through a proxy nobody declared as
 * trusted all look alike, which the log says once.
 */
export async function addRateLimits(
  server: FastifyInstance,
  limits: RateLimits = defaultRateLimits,
): Promise<void> {
  let hasWarned = false
  await server.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    max: (request: FastifyRequest) => limits[limitOf(request.method, request.raw.url ?? '/')],
    keyGenerator: (request: FastifyRequest) =>
      `${limitOf(request.method, request.raw.url ?? '/')} ${request.ip}`,
    allowList: (request: FastifyRequest) => {
      if (isFromThisMachine(request.raw)) return true
      if (
        !hasWarned &&
        request.headers['x-forwarded-for'] !== undefined &&
        request.ip === request.socket.remoteAddress
      ) {
        hasWarned = true
        request.log.warn(
          { proxy: request.ip },
          'X-Forwarded-For comes from an address that TIERGATE_TRUST_PROXY does not name; all its clients share one limit',
        )
      }
      return false
    },
    enableDraftSpec: true,
    addHeadersOnExceeding: {
      'ratelimit-limit': false,
      'ratelimit-remaining': false,
      'ratelimit-reset': false,
    },
  })
}
