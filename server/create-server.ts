import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Config } from '#app/config.server.ts'
import { addApiNotFound, addFailureAnswers } from './failures.ts'
import { addHealthPages } from './health.ts'
import { addMetricsPage, createMetrics } from './metrics.ts'
import { addPages, type PagesOptions } from './pages.ts'
import { addRateLimits, type RateLimits } from './rate-limits.ts'
import { requestIds, trustIn } from './request-identity.ts'
import { logRequests } from './request-log.ts'
import { routePatterns } from './route-patterns.ts'
import { newNonce, securityHeaders } from './security-headers.ts'
import { addStaticFiles } from './static-files.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the Content-Security-Policy of this answer. */
    nonce: string
  }
}

export type ServerOptions = PagesOptions & {
  readonly config: Pick<Config, 'server' | 'publicUrl'>
  readonly log: FastifyBaseLogger
  /** Folder of the built browser side; null in development, where Vite serves it. */
  readonly clientFolder: string | null
  readonly routes: Parameters<typeof routePatterns>[0]
  readonly rateLimits?: RateLimits
  readonly isDraining?: () => boolean
}

/** Times in milliseconds. A proxy in front usually keeps its connections for 60 seconds, so ours live longer than that. */
const timeouts = { request: 30_000, keepAlive: 72_000, connection: 0 }

/**
 * Puts the server together: identity and headers first, then limits, then what answers: files, health, the machine interface, pages.
 * The caller lets it listen.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, runtime } = options
  const isTrusted = trustIn(config.server.trustedProxies)
  const metrics = createMetrics()
  const headers = securityHeaders({
    publicUrl: config.publicUrl,
    isDevelopment: options.mode === 'development',
  })

  const server = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIds(isTrusted),
    trustProxy: config.server.trustedProxies.length > 0 ? (address: string) => isTrusted(address) : false,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionTimeout: timeouts.connection,
    bodyLimit: 1024 * 1024,
    // While the server stops, what still arrives on open connections is answered, and the connection closed after it.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 500 },
  })

  server.decorateRequest('nonce', '')
  server.addHook('onRequest', async (request, reply) => {
    if (request.raw.url?.startsWith('/assets/')) {
      reply.headers(headers.forAsset)
      return
    }
    request.nonce = newNonce()
    reply.headers(headers.forPage(request.nonce))
    reply.header('x-request-id', request.id)
  })
  logRequests(server, metrics, routePatterns(options.routes))
  addFailureAnswers(server)

  // What is there as a whole is compressed in one step, which costs a third of the way through streams and threads. Each piece of the rest is
  // flushed, so that an answer that comes in pieces arrives in pieces. The levels are those after which bytes hardly shrink but time doubles.
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1024,
    syncThreshold: 256 * 1024,
    customTypes: /^text\/(?!event-stream)|\+?(json|xml)(;|$)|javascript|image\/svg/,
    brotliOptions: {
      params: { [constants.BROTLI_PARAM_QUALITY]: 3 },
      flush: constants.BROTLI_OPERATION_FLUSH,
    },
    zlibOptions: { level: 4, flush: constants.Z_SYNC_FLUSH },
    globalDecompression: false,
  })
  addHealthPages(server, {
    readiness: () => runtime.readiness(),
    isDraining: options.isDraining ?? (() => false),
  })
  addMetricsPage(server, metrics)
  if (options.clientFolder) await addStaticFiles(server, options.clientFolder)

  await addRateLimits(server, options.rateLimits)
  await server.register(async (scope) => runtime.registerApi(scope))
  addApiNotFound(server)
  await addPages(server, options)
  return server
}
