import type { Context } from '#app/context.server.ts'
import { deriveRecordStatus } from '#app/domain/credential/derived-status.ts'
import { findCredentialTypes } from './case-fact.repository.server.ts'
import { findLadderOf } from './gate-names.repository.server.ts'
import { findCredentialFacts, findPeopleByCodes } from './party-fact.repository.server.ts'
import type { DecisionView } from './read-decision.server.ts'

/** How many rungs the decision's ladder has and how many the engineer held at the decision's instant; null where no category is known. */
export async function readDecisionLadder(
  ctx: Context,
  decision: DecisionView,
): Promise<{ rungs: number; held: number } | null> {
  const category = decision.requirement?.category
  if (!category) return null
  const [ladder, people] = await Promise.all([
    findLadderOf(ctx.db, decision.brand.code, category),
    findPeopleByCodes(ctx.db, [decision.engineer.code]),
  ])
  if (!ladder || people.length === 0) return null
  const brand = { id: ladder.brandId, code: decision.brand.code }
  const [types, credentials] = await Promise.all([
    findCredentialTypes(ctx.db, brand),
    findCredentialFacts(ctx.db, people, brand),
  ])
  const levels = credentials.flatMap((credential) => {
    const type = types.find(({ code }) => code === credential.type)
    const reading = type && deriveRecordStatus(credential, type, decision.asOf, ladder.timeZone)
    if (!type || !reading?.grantsWork || type.components.length > 0) return []
    return type.grants.filter((grant) => grant.category === category).map(({ level }) => level)
  })
  return { rungs: ladder.rungs, held: Math.max(0, ...levels) }
}
