import type { SignedInContext } from '#app/context.server.ts'

/** Somebody who answers for a batch, as the guards against conflicts of interest ask about them. */
export type Decider = Pick<SignedInContext['actor'], 'personId' | 'acting'>

/** Who answers for a batch: whoever acts now and, where another officer agreed before, that one too. Roles are those of whoever acts: the first was asked for theirs then. */
export function decidersOf(actor: SignedInContext['actor'], agreedBy: string | null): readonly Decider[] {
  const { personId, acting } = actor
  if (agreedBy === null || agreedBy === personId) return [{ personId, acting }]
  return [
    { personId, acting },
    { personId: agreedBy, acting: { ...acting, roles: [] } },
  ]
}

/** The brand for which somebody may do many credentials at once; null for everybody but its certification officers. */
export function brandOfOfficer({ acting }: SignedInContext['actor']): string | null {
  return acting.organisationKind === 'brand' && acting.roles.includes('certification-officer')
    ? acting.organisationId
    : null
}
