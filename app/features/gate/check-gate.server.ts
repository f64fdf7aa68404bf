import type { Context } from '#app/context.server.ts'
import { evaluateForRecord } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import type { CheckScope } from './check-options.repository.server.ts'
import { findPaths, subjectsOf } from './decide-gate.server.ts'
import { type GatePaths, noPaths } from './gate-paths.ts'
import { type GatheredCase, gatherCase } from './gather-facts.server.ts'
import { factKeeper } from './kept-facts.server.ts'
import { type Receipt, signReceipts } from './receipt.server.ts'
import { type Asker, type DecidedCase, recordDecisions, sha256 } from './record-decisions.server.ts'

/** What a request names by code. */
export const namedFields = ['brand', 'outlet', 'engineer', 'supervisor', 'operation', 'model'] as const

export type NamedField = (typeof namedFields)[number]

/** Whose things an organisation sees, and the code of its own brand where it is one. */
export type SeenBy = CheckScope & { readonly brandCode: string | null }

export type Checked = {
  readonly ok: true
  readonly request: GateRequest
  readonly decision: DecidedCase['decision']
  readonly paths: GatePaths
  /** Null for a preview, which is not recorded. */
  readonly decisionId: string | null
  /** The brand's signature; null for a preview. */
  readonly receipt: Receipt | null
}

export type CheckedOutcome = Checked | { readonly ok: false; readonly unknown: readonly NamedField[] }

/** After so many cases of a batch others get their turn. */
const casesInARow = 25

/**
 * Decides cases for an organisation, in their order. What it may not see is to it as if it did not exist: such a case is refused with the fields that name
 * nothing. The others are recorded together, unless it is a preview. `withPaths`: whether a denial says what opens it.
 */
export async function checkGate(
  ctx: Context,
  asker: Asker,
  seenBy: SeenBy,
  asked: {
    readonly requests: readonly GateRequest[]
    readonly isPreview: boolean
    readonly withPaths: boolean
  },
): Promise<CheckedOutcome[]> {
  const keeper = await factKeeper(ctx.db)
  const outlets = await keeper.outletsSeenBy(seenBy)
  const outcomes: CheckedOutcome[] = []
  const cases: DecidedCase[] = []
  const places: number[] = []
  for (const [index, request] of asked.requests.entries()) {
    if (index > 0 && index % casesInARow === 0) await new Promise((turn) => setImmediate(turn))
    const gathered = await gatherCase(ctx.db, request, [], keeper)
    const unknown = unknownFields(request, gathered, seenBy, outlets)
    const subjects = subjectsOf(request, gathered)
    if (unknown.length > 0 || !subjects) {
      outcomes.push({ ok: false, unknown })
      continue
    }
    const decision = evaluateForRecord(request, gathered.facts, sha256)
    const paths = asked.withPaths ? await findPaths(ctx, request, decision, keeper) : noPaths
    outcomes.push({ ok: true, request, decision, paths, decisionId: null, receipt: null })
    cases.push({ request, decision, paths, subjects })
    places.push(index)
  }
  if (asked.isPreview || cases.length === 0) return outcomes
  const { ids, recordedAt } = await recordDecisions(ctx, asker, cases)
  const recorded = cases.map((one, at) => ({ ...one, decisionId: ids[at] ?? '' }))
  const receipts = await signReceipts(ctx, recorded, recordedAt)
  for (const [at, index] of places.entries()) {
    const outcome = outcomes[index]
    if (outcome?.ok)
      outcomes[index] = { ...outcome, decisionId: ids[at] ?? null, receipt: receipts[at] ?? null }
  }
  return outcomes
}

/**
 * The fields of a request that name what there is not, or what the organisation may not see: a brand sees itself, what it makes, the outlets of providers
 * it has or had a contract with and who works or worked there or holds its credentials; a provider sees its own outlets, who works or worked there,
 * and the brands it has or had a contract with.
 */
export function unknownFields(
  request: GateRequest,
  { facts, brandId, outletId }: GatheredCase,
  seenBy: SeenBy,
  outlets: ReadonlySet<string>,
): NamedField[] {
  const unknown: NamedField[] = []
  const isOutletSeen = outletId !== null && outlets.has(request.outlet)
  if (!isBrandSeen(request, facts, brandId, seenBy, isOutletSeen)) return ['brand']
  if (!isOutletSeen) unknown.push('outlet')
  if (!isPersonSeen(request.engineer, facts, seenBy, outlets)) unknown.push('engineer')
  if (request.supervisor != null && !isPersonSeen(request.supervisor, facts, seenBy, outlets))
    unknown.push('supervisor')
  const [operation] = facts.operations
  if (!operation || (operation.brand !== null && operation.brand !== request.brand)) unknown.push('operation')
  const [model] = facts.models
  if (!model || model.brand !== request.brand) unknown.push('model')
  return unknown
}

function isBrandSeen(
  { brand }: GateRequest,
  facts: GateFacts,
  brandId: string | null,
  seenBy: SeenBy,
  isOutletSeen: boolean,
): boolean {
  if (brandId === null) return false
  if (seenBy.brandCode !== null) return seenBy.brandCode === brand
  return !isOutletSeen || facts.contracts.length > 0
}

function isPersonSeen(
  code: string,
  facts: GateFacts,
  { brandId }: SeenBy,
  outlets: ReadonlySet<string>,
): boolean {
  const worksThere = facts.affiliations.some((one) => one.engineer === code && outlets.has(one.outlet))
  return worksThere || (brandId !== null && facts.credentials.some(({ engineer }) => engineer === code))
}
