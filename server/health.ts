import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** How long the database may take to say that it is there, in milliseconds. */
const patience = 2000

export type HealthOptions = { readonly readiness: () => Promise<boolean>; readonly isDraining: () => boolean }

/** `/healthz`: the process runs. `/readyz`: requests can be served now; 503 while the server stops or its database does not answer. */
export function addHealthPages(server: FastifyInstance, { readiness, isDraining }: HealthOptions): void {
  server.get('/healthz', { logLevel: 'warn' }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )
  server.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const isReady = !isDraining() && (await inTime(readiness()))
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready' })
  })
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  const stop = new AbortController()
  const tooLate = wait(patience, false, { signal: stop.signal }).catch(() => false)
  const isReady = await Promise.race([answer.catch(() => false), tooLate])
  stop.abort()
  return isReady
}
