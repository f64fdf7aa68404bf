import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { isFromThisMachine } from './request-identity.ts'

/** Seconds; finer where the budgets of pages and of the gate lie. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the server measures: every answer by pattern and status, the event loop's lag, memory, processor time. */
export type Metrics = {
  observe(method: string, pattern: string, status: number, seconds: number): void
  registry: Registry
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
  return {
    registry,
    observe: (method, route, status, seconds) => duration.observe({ method, route, status }, seconds),
  }
}

/** `/metrics` in Prometheus' text format, for programs on this machine only; for everybody else it does not exist. */
export function addMetricsPage(server: FastifyInstance, { registry }: Metrics): void {
  server.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    if (!isFromThisMachine(request.raw)) return reply.callNotFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
