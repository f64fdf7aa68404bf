import { addMonths, type Instant } from '#app/domain/shared/instants.ts'
import type { StoredType } from './credential-type.repository.server.ts'
import type { HeldCredential } from './find-credentials.server.ts'
import { heldLevelOf } from './held-levels.ts'

const revocationMonths = 12

/** Whether a credential of this type was revoked less than 12 months ago (model 5.4). */
export function isRevokedRecently(held: readonly HeldCredential[], type: StoredType, at: Instant): boolean {
  return held.some((one) => {
    if (one.type.id !== type.id) return false
    return one.events.some(
      (event) =>
        event.kind === 'REVOKED' &&
        event.effectiveAt <= at &&
        addMonths(event.effectiveAt, revocationMonths, type.brand.zone) > at,
    )
  })
}

/** The record that a new credential of a type would replace: the last one of the type that still stands. */
export function recordToRenew(held: readonly HeldCredential[], type: StoredType): HeldCredential | null {
  const over = ['SUPERSEDED', 'REVOKED', 'WITHDRAWN']
  return held.findLast((one) => one.type.id === type.id && !over.includes(one.reading.status)) ?? null
}

/**
 * Why somebody may not work towards a type: it was revoked within 12 months, or it is held and its renewal window is not open yet, or a higher rung
 * of the ladder is held. Null where nothing stands against it.
 */
export function reissueBlock(
  held: readonly HeldCredential[],
  type: StoredType,
  at: Instant,
): 'revoked-recently' | 'held-already' | null {
  if (isRevokedRecently(held, type, at)) return 'revoked-recently'
  const record = recordToRenew(held, type)
  if (record?.reading.grantsWork) {
    const { dateStatus } = record.reading
    return dateStatus === 'RENEWAL_WINDOW' || dateStatus === 'WORKING_GRACE' ? null : 'held-already'
  }
  const { categoryCode, level, brand, kind } = type
  if (kind !== 'LEVEL' || level === null || categoryCode === null) return null
  return heldLevelOf(held, brand.code, categoryCode).level > level ? 'held-already' : null
}
