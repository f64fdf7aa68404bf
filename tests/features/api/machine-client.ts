import Fastify from 'fastify'
import { registerApi } from '#app/api/register-api.server.ts'
import type { Context } from '#app/context.server.ts'
import { makeApiKey } from '#app/features/api-keys/index.server.ts'
import type { ApiScope } from '#app/features/api-keys/scopes.ts'
import { actingAs } from '#tests/support/frozen-context.ts'

export const allScopes: readonly ApiScope[] = [
  'gate:check',
  'gate:read',
  'worklog:write',
  'availability:write',
]

type Sent = { method?: 'GET' | 'POST' | 'PUT'; body?: unknown; headers?: Record<string, string> }

export type MachineAnswer = {
  readonly status: number
  readonly headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the machine interface, looked into field by field
  readonly body: any
}

/** A secret of a key of an organisation, made as an admin makes it. */
export async function secretFor(
  ctx: Context,
  organisationCode: string,
  scopes: readonly ApiScope[] = allScopes,
): Promise<string> {
  const { id, kind } = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'kind'])
    .where('code', '=', organisationCode)
    .executeTakeFirstOrThrow()
  const outcome = await makeApiKey(await actingAs(ctx, 'S-8001'), {
    organisationId: id,
    name: `Test ${scopes.join(' ')} ${ctx.newId()}`,
    scopes: kind === 'provider' ? scopes.filter((one) => one !== 'worklog:write') : scopes,
    days: '30',
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.secret
}

/** A server with nothing but the machine interface, and how to ask it with a key. */
export async function machineOn(ctx: Context) {
  const server = Fastify()
  server.decorateRequest('nonce', '')
  registerApi(server, {
    contextOf: async () => ctx,
    machineContext: () => ctx,
    publicUrl: 'http://localhost:3000',
  })
  await server.ready()
  return {
    ask: async (secret: string | null, path: string, sent: Sent = {}): Promise<MachineAnswer> => {
      const { method = sent.body === undefined ? 'GET' : 'POST', body, headers = {} } = sent
      const response = await server.inject({
        method,
        url: path.startsWith('/api') ? path : `/api/v1${path}`,
        headers: {
          ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const { statusCode: status } = response
      return { status, headers: response.headers, body: response.body === '' ? null : response.json() }
    },
    close: () => server.close(),
  }
}

/** The example of the issue: E-1002 at O1, the drier of a refrigerator, tomorrow morning. */
export const drierRequest = {
  engineer: 'E-1002',
  supervisor: null,
  outlet: 'O1',
  brand: 'MEIHE',
  operation: 'RF-DRIER',
  model: 'MH-RF-320-R600A',
  site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
  window: { start: '2026-11-24T09:00:00+08:00', end: '2026-11-24T11:00:00+08:00' },
  checkpoint: 'ASSIGN',
} as const
