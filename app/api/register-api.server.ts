import type { FastifyInstance } from 'fastify'
import { addSaveResponse } from './save-response-api.server.ts'
import type { ApiTools } from './signed-in.server.ts'
import { registerV1 } from './v1/register-v1.server.ts'

/** Adds the machine interface to a server: what is called often or by programs, and therefore does not pass through pages. */
export function registerApi(server: FastifyInstance, tools: ApiTools): void {
  addSaveResponse(server, tools)
  registerV1(server, tools)
}
