import type { ApiCaller } from '#app/features/api-keys/index.server.ts'
import type { NamedField, SeenBy } from '#app/features/gate/index.server.ts'
import type { FieldFault, Problem } from '../problem.server.ts'

/** What the organisation of a key may see. */
export function seenByCaller({ organisationKind, organisationId, organisationCode }: ApiCaller): SeenBy {
  return organisationKind === 'brand'
    ? { brandId: organisationId, providerId: null, brandCode: organisationCode }
    : { brandId: null, providerId: organisationId, brandCode: null }
}

/** Who asks for a decision that is recorded. */
export function askerOf({ organisationId, keyId }: ApiCaller) {
  return { personId: null, organisationId, keyId }
}

/** A fault for each field that names nothing the caller can see. */
export function unknownFaults(unknown: readonly NamedField[]): FieldFault[] {
  return unknown.map((field) => ({
    path: `/${field}`,
    reason: 'unknown',
    message: `There is no such ${field}`,
  }))
}

/** The brand a question is about: a brand's key asks for its own, a provider's names one. */
export function brandAsked(caller: ApiCaller, named: string | undefined): string | Problem {
  if (named !== undefined) return named
  if (caller.organisationKind === 'brand') return caller.organisationCode
  const errors = [{ path: '/brand', reason: 'missing', message: 'A key of a provider names the brand' }]
  return { status: 422, reason: 'malformed', title: 'Fields of the request are wrong', more: { errors } }
}
