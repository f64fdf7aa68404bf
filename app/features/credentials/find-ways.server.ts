import type { Context } from '#app/context.server.ts'
import { noEvidence } from '#app/domain/requirement/evidence.ts'
import type { EvidenceLeaf } from '#app/domain/requirement/requirement-tree.ts'
import { buildWay, isTarget } from './build-way.server.ts'
import { findTypesOfBrandCode } from './credential-type.repository.server.ts'
import { findOpenEnrolments } from './enrolment.repository.server.ts'
import { findCredentialsOf } from './find-credentials.server.ts'
import { gatherEvidenceWith } from './gather-evidence.server.ts'
import { findOffers } from './offer.repository.server.ts'
import { findPersonId } from './person-places.repository.server.ts'
import { askedOfWith } from './reissue.ts'
import type { Way } from './way.ts'

/** What somebody lacks for a job: a rung of a category, endorsements by code, or both. */
export type WaysWanted = {
  readonly engineerCode: string
  readonly brandCode: string
  readonly rung: { readonly category: string; readonly level: number } | null
  readonly endorsements: readonly string[]
}

/**
 * How an engineer earns what is missing, one way for each credential: the rung first, with all rungs below it that are missing too, then the
 * endorsements. Empty for an engineer or a brand that does not exist. The number of queries does not depend on what is asked for.
 */
export async function findWaysFor(ctx: Context, wanted: WaysWanted): Promise<Way[]> {
  const { engineerCode, brandCode: brand, rung, endorsements } = wanted
  if (rung === null && endorsements.length === 0) return []
  const at = ctx.now()
  const [personId, types] = await Promise.all([
    findPersonId(ctx.db, engineerCode),
    findTypesOfBrandCode(ctx.db, brand),
  ])
  if (personId === null) return []
  const held = await findCredentialsOf(ctx.db, [personId], at)
  const [evidence, enrolments, offers] = await Promise.all([
    gatherEvidenceWith(ctx.db, [personId], at, held),
    findOpenEnrolments(ctx.db, [personId]),
    findOffers(ctx.db, at),
  ])
  const book = {
    types,
    askedOf: askedOfWith(held, enrolments, at),
    evidence: evidence.get(personId) ?? noEvidence,
    offers,
    at,
  }
  const leaves: Extract<EvidenceLeaf, { kind: 'level' | 'endorsement' }>[] = [
    ...(rung ? [{ kind: 'level' as const, brand, ...rung }] : []),
    ...endorsements.map((endorsement) => ({ kind: 'endorsement' as const, brand, endorsement })),
  ]
  return leaves.flatMap((leaf) => {
    const type = types.find((one) => isTarget(one, leaf))
    return type ? [buildWay(type, book)] : []
  })
}
