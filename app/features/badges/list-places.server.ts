import type { Context } from '#app/context.server.ts'
import type { CredentialStatus } from '#app/domain/credential/derived-status.ts'
import { findCredentialsOf, type HeldCredential } from '#app/features/credentials/index.server.ts'
import { findDoubtfulPlaces, type StatusPurpose } from './badge.repository.server.ts'

/** A badge that must not be relied on now. */
export type MarkedPlace = {
  readonly place: number
  readonly credentialId: string
  readonly publicSlug: string
  readonly status: CredentialStatus
  readonly purposes: readonly StatusPurpose[]
}

const forNow: readonly CredentialStatus[] = ['SUSPENDED', 'SCOPE_REDUCED', 'RECENCY_LAPSED']
const forGood: readonly CredentialStatus[] = ['REVOKED', 'WITHDRAWN', 'SUPERSEDED']

/** People whose credentials are read in one go. */
const peopleAtOnce = 500

/** Every place of a list that is marked at this instant, by the same derived statuses as the gate's, in the order of the places. */
export async function findMarkedPlaces(
  ctx: Context,
  brandId: string,
  listNumber: number,
): Promise<MarkedPlace[]> {
  const doubtful = await findDoubtfulPlaces(ctx.db, brandId, listNumber)
  const people = [...new Set(doubtful.map(({ personId }) => personId))]
  const held = new Map<string, HeldCredential>()
  for (let from = 0; from < people.length; from += peopleAtOnce)
    for (const one of await findCredentialsOf(ctx.db, people.slice(from, from + peopleAtOnce), ctx.now()))
      held.set(one.id, one)
  return doubtful
    .flatMap(({ credentialId, place }): MarkedPlace[] => {
      const one = held.get(credentialId)
      const purposes = one ? purposesOf(one) : []
      if (!one || purposes.length === 0) return []
      return [{ place, credentialId, publicSlug: one.publicSlug, status: one.reading.status, purposes }]
    })
    .sort((a, b) => a.place - b.place)
}

/**
 * In which lists a credential is marked. For good: revoked, withdrawn, superseded by a newer one. For now: suspended, without recent work where it is asked for, or the badge
 * says more than what counts, since the scope was reduced or a composite lacks a component. What is marked for good is marked in both lists, as a badge names one of them.
 */
export function purposesOf({
  reading,
  composite,
}: Pick<HeldCredential, 'reading' | 'composite'>): StatusPurpose[] {
  if (forGood.includes(reading.status)) return ['revocation', 'suspension']
  const lacksComponent = composite !== null && composite.completeness !== 'COMPLETE'
  return forNow.includes(reading.status) || lacksComponent ? ['suspension'] : []
}
