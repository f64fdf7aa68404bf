import { type CurriculumPath, curriculumPathFor, requirementOn } from '#app/domain/requirement/curriculum.ts'
import type { RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import { addMonths, type Instant } from '#app/domain/shared/instants.ts'
import type { StoredType, StoredTypeWithRequirement } from './credential-type.repository.server.ts'
import type { HeldCredential } from './find-credentials.server.ts'
import { heldLevelOf } from './held-levels.ts'

const revocationMonths = 12

/** Whether a credential of this type was revoked less than 12 months ago (model 5.4). */
export function isRevokedRecently(held: readonly HeldCredential[], type: StoredType, at: Instant): boolean {
  const revokedAt = lastRevocation(held, type, at)
  return revokedAt !== null && addMonths(revokedAt, revocationMonths, type.brand.zone) > at
}

function lastRevocation(held: readonly HeldCredential[], type: StoredType, at: Instant): Instant | null {
  const revocations = held
    .filter((one) => one.type.id === type.id)
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.kind === 'REVOKED' && event.effectiveAt <= at ? [event.effectiveAt] : []))
  return revocations.sort().at(-1) ?? null
}

/** The record that a new credential of a type would replace: the last one of the type that still stands. What has lapsed is not renewed but earned again. */
export function recordToRenew(held: readonly HeldCredential[], type: StoredType): HeldCredential | null {
  const over = ['SUPERSEDED', 'REVOKED', 'WITHDRAWN']
  return (
    held.findLast(
      ({ type: { id }, reading }) =>
        id === type.id && !over.includes(reading.status) && reading.dateStatus !== 'LAPSED',
    ) ?? null
  )
}

/** Which path to a type is open to somebody now, and what it asks for. */
export function curriculumFor(
  held: readonly HeldCredential[],
  type: StoredTypeWithRequirement,
  at: Instant,
): { readonly path: CurriculumPath; readonly requirement: RequirementTree } {
  const record = recordToRenew(held, type)
  const path = curriculumPathFor(type, record)
  return { path, requirement: requirementOn(path, type, record, lastRevocation(held, type, at)) }
}

/** What each type asks of a person: what an open enrolment froze, or else what the path asks for that is open today. */
export function askedOfWith(
  held: readonly HeldCredential[],
  enrolments: readonly { readonly credentialTypeId: string; readonly requirementJson: string }[],
  at: Instant,
): (type: StoredTypeWithRequirement) => RequirementTree {
  const frozen = new Map(
    enrolments.map((one): [string, RequirementTree] => [
      one.credentialTypeId,
      JSON.parse(one.requirementJson),
    ]),
  )
  return (type) => frozen.get(type.id) ?? curriculumFor(held, type, at).requirement
}

/**
 * Why somebody may not work towards a type: it was revoked within 12 months, it is held and never ends, or a higher rung of the ladder is held. What is held may
 * be renewed at any time: before its window a renewal counts from its decision (model 4.3). Null where nothing stands against it.
 */
export function reissueBlock(
  held: readonly HeldCredential[],
  type: StoredType,
  at: Instant,
): 'revoked-recently' | 'held-already' | null {
  if (isRevokedRecently(held, type, at)) return 'revoked-recently'
  const record = recordToRenew(held, type)
  if (record?.reading.grantsWork) return type.rules.validityMonths === null ? 'held-already' : null
  const { categoryCode, level, brand, kind } = type
  if (kind !== 'LEVEL' || level === null || categoryCode === null) return null
  return heldLevelOf(held, brand.code, categoryCode).level > level ? 'held-already' : null
}
