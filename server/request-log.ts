import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Metrics } from './metrics.ts'

/** Words in a pattern's parameters that mark the value as a secret: such an address is logged as its pattern. */
const secretParameter = /:(token|secret|code|key)\b/i

/** Logs of the whole process: JSON lines, a request as method and path only, so that no query, cookie or key reaches them. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    redact: [
      'cookie',
      'authorization',
      'password',
      'headers',
      '*.cookie',
      '*.authorization',
      '*.password',
      '*.headers',
    ],
    serializers: {
      req: (request: FastifyRequest) => ({ id: request.id, method: request.method, path: pathOf(request) }),
      err: pino.stdSerializers.err,
    },
  }
  return pino(options, destination)
}

/** One line and one measurement for each answer, by the pattern of the page. `patternOf` gets the path of what is not a route of Fastify's own. */
export function logRequests(
  server: FastifyInstance,
  metrics: Metrics,
  patternOf: (pathname: string) => string,
): void {
  server.addHook('onResponse', async (request, reply) => {
    const path = pathOf(request)
    const own = request.routeOptions.url
    const pattern = own === undefined || own.endsWith('*') ? (patternOfPart(path) ?? patternOf(path)) : own
    const seconds = reply.elapsedTime / 1000
    metrics.observe(request.method, pattern, reply.statusCode, seconds)
    request.log.info(
      {
        method: request.method,
        path: secretParameter.test(pattern) ? pattern : path,
        route: pattern,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        address: request.ip,
      },
      'answered',
    )
  })
  server.addHook('onRequestAbort', async (request) => {
    request.log.info({ method: request.method, route: patternOf(pathOf(request)) }, 'the client went away')
  })
}

/** The path without its query. */
export function pathOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '/'
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

/** What belongs to no page: the hashed files, and the list of routes that Remix fetches bit by bit. */
function patternOfPart(path: string): string | undefined {
  if (path.startsWith('/assets/')) return '/assets/*'
  return path === '/__manifest' ? path : undefined
}
