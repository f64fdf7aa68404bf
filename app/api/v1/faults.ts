import type { z } from 'zod'
import type { FieldFault } from '../problem.server.ts'

/** The faults of a body, each by its place as a JSON pointer (RFC 6901). */
export function faultsOf(error: z.ZodError): FieldFault[] {
  return error.issues.map(({ path, code, message }) => ({
    path: path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    reason: code,
    message,
  }))
}
