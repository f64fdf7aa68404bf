import { readLife } from '#app/domain/credential/credential-life.ts'
import type { ConflictReason } from '#app/domain/practical/assessor-guards.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Instant } from '#app/domain/shared/instants.ts'
import { holdsAt } from '#app/domain/shared/intervals.ts'
import type { StoredType } from './credential-type.repository.server.ts'
import type { HeldCredential } from './find-credentials.server.ts'
import { isRevokedRecently } from './reissue.ts'

/** Why an officer may not decide on somebody, whatever the decision: decisions are separate from training, examining and writing exams. */
export type DeciderConflict =
  | ConflictReason
  /** Scored the practical that the decision rests on. */
  | { readonly code: 'ASSESSED' }
  /** Writes or reviews the brand's courses and items. */
  | { readonly code: 'AUTHOR' }

/** Why nothing can be issued, whoever decides. */
export type IssueObstacle =
  | { readonly code: 'REQUIREMENT_UNMET'; readonly missing: readonly string[] }
  | { readonly code: 'SUSPENDED'; readonly grounds: Bilingual; readonly until: Instant | null }
  | { readonly code: 'REVOKED_RECENTLY' }
  /** Enrolled on the short path, and meanwhile the record lapsed or its scope was reduced: everything is asked for. */
  | { readonly code: 'RENEWAL_OVER' }

export type PersonSanction = {
  readonly groundsEn: string
  readonly groundsZh: string
  readonly untilAt: string | null
  readonly categoryCode: string | null
}

/**
 * Suspensions that stand in the way of a type at an instant: one on a credential of the same brand whose scope it shares, or a measure against the
 * person for that scope. They cannot be escaped by a renewal (model 5.4).
 */
export function openSuspensions(
  type: StoredType,
  held: readonly HeldCredential[],
  sanctions: readonly PersonSanction[],
  at: Instant,
): readonly IssueObstacle[] {
  const ofCredentials = held
    .filter((one) => one.type.brand.id === type.brand.id && sharesScope(one.type, type))
    .flatMap(({ events, validFrom, validUntil }) =>
      readLife(events, { from: validFrom, until: validUntil }, at).suspensions.filter((one) =>
        holdsAt(one, at),
      ),
    )
    .map(
      ({ grounds, until }): IssueObstacle => ({
        code: 'SUSPENDED',
        grounds: { en: grounds, zh: grounds },
        until,
      }),
    )
  const ofPerson = sanctions
    .filter(
      ({ categoryCode }) =>
        categoryCode === null || type.rules.grants.some(({ category }) => category === categoryCode),
    )
    .map(
      ({ groundsEn, groundsZh, untilAt }): IssueObstacle => ({
        code: 'SUSPENDED',
        grounds: { en: groundsEn, zh: groundsZh },
        until: untilAt,
      }),
    )
  return [...ofCredentials, ...ofPerson]
}

/** Every obstacle of issuing a type to somebody, except what is missing of its requirement. */
export function issueObstacles(
  type: StoredType,
  held: readonly HeldCredential[],
  sanctions: readonly PersonSanction[],
  at: Instant,
): readonly IssueObstacle[] {
  const revoked: readonly IssueObstacle[] = isRevokedRecently(held, type, at)
    ? [{ code: 'REVOKED_RECENTLY' }]
    : []
  return [...openSuspensions(type, held, sanctions, at), ...revoked]
}

function sharesScope(one: StoredType, other: StoredType): boolean {
  const categories = new Set(one.rules.grants.map(({ category }) => category))
  return (
    other.rules.grants.some(({ category }) => categories.has(category)) ||
    other.rules.endorsements.some((code) => one.rules.endorsements.includes(code))
  )
}
