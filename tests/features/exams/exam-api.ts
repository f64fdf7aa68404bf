import Fastify from 'fastify'
import { registerApi } from '#app/api/register-api.server.ts'
import type { Context } from '#app/context.server.ts'

export const site = 'http://localhost:3000'

/** A server with nothing but the machine interface, on which the given person, or nobody, is signed in. */
export async function apiFor(ctx: Context) {
  const server = Fastify()
  server.decorateRequest('nonce', '')
  registerApi(server, { contextOf: async () => ctx, machineContext: () => ctx, publicUrl: site })
  await server.ready()
  return {
    /** Delivers one change. */
    put: (attemptId: string, change: unknown, headers: Record<string, string> = { origin: site }) =>
      server.inject({
        method: 'PUT',
        url: `/api/attempts/${attemptId}/responses`,
        headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
        payload:
          typeof change === 'string'
            ? change
            : JSON.stringify({ opening: 'firstpage', seen: 0, changes: [change] }),
      }),
    /** Delivers several. */
    putAll: (attemptId: string, changes: readonly unknown[]) =>
      server.inject({
        method: 'PUT',
        url: `/api/attempts/${attemptId}/responses`,
        headers: { host: 'localhost:3000', 'content-type': 'application/json', origin: site },
        payload: JSON.stringify({ opening: 'firstpage', seen: 0, changes }),
      }),
  }
}
