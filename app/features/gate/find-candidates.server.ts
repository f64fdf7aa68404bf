import type { Context } from '#app/context.server.ts'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateDecision } from '#app/domain/gate/gate-decision.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import type { ReasonCode } from '#app/domain/gate/reason-codes.ts'
import { addMilliseconds, laterOf, millisecondsBetween } from '#app/domain/shared/instants.ts'
import { findFreeSlots } from '#app/features/work-log/index.server.ts'
import { type NamedField, type SeenBy, unknownFields } from './check-gate.server.ts'
import { gatherCase, gatherFacts } from './gather-facts.server.ts'
import { factKeeper } from './kept-facts.server.ts'
import { findEngineersAt, findOutletByCode, findSiblingOutlets } from './network-reads.repository.server.ts'

const mostPeople = 60
const mostSiblings = 8
const mostNearMisses = 5

/** Somebody who may do a job. `freeFrom`: the earliest instant from which they are free for as long as the job takes; null where nobody has said. */
export type Candidate = {
  readonly engineer: string
  readonly name: string
  readonly outlet: string
  readonly decision: GateDecision['decision']
  readonly codes: readonly ReasonCode[]
  readonly freeFrom: string | null
}

export type NearMiss = Omit<Candidate, 'freeFrom'>

export type CandidatesOutcome =
  | { ok: true; candidates: readonly Candidate[]; nearMisses: readonly NearMiss[] }
  | { ok: false; unknown: readonly NamedField[] }

/** From the nearest miss: what is soonest put right stands first, in the reverse of what the gate reports of one person (6.15, 15). */
const nearness: readonly ReasonCode[] = [
  'IND_EXPIRES_BEFORE_JOB',
  'IND_NOT_YET_VALID',
  'IND_DELTA',
  'IND_RECENCY',
  'IND_ADMIN_GRACE',
  'IND_EXPIRED',
  'IND_EVIDENCE_MODE',
  'IND_ENDORSEMENT',
  'IND_LEVEL_TOO_LOW',
  'IND_WRONG_CATEGORY',
  'IND_NO_CREDENTIAL',
  'IND_SUSPENDED',
  'IND_REVOKED',
]

/**
 * Who may do a job: the engineers of the outlet first, then those of other outlets of its provider, the same place first. Within each, the plainest yes
 * first, then who is free first. Where nobody may, who comes nearest: the fewest blocks, then the one that is soonest put right.
 */
export async function findCandidates(
  ctx: Context,
  seenBy: SeenBy,
  question: Omit<GateRequest, 'engineer' | 'supervisor' | 'checkpoint' | 'site'> & {
    /** Where the job is; a null jurisdiction is that of the outlet. */
    readonly site: { readonly jurisdiction: string | null; readonly heightM: number | null }
  },
): Promise<CandidatesOutcome> {
  const outlet = await findOutletByCode(ctx.db, question.outlet)
  const site = {
    ...question.site,
    jurisdiction: question.site.jurisdiction ?? outlet?.jurisdictionPath ?? '',
  }
  const request: GateRequest = {
    ...question,
    site,
    engineer: '',
    supervisor: null,
    checkpoint: 'CANDIDATES',
  }
  const keeper = await factKeeper(ctx.db)
  const seen = await keeper.outletsSeenBy(seenBy)
  const unknown = unknownFields(request, await gatherCase(ctx.db, request, [], keeper), seenBy, seen).filter(
    (field) => field !== 'engineer',
  )
  if (unknown.length > 0 || !outlet) return { ok: false, unknown }

  const siblings = (await findSiblingOutlets(ctx.db, outlet, mostSiblings)).filter((code) => seen.has(code))
  const judged: (NearMiss & { id: string })[] = []
  for (const code of [outlet.code, ...siblings]) {
    const { start, end } = request.window
    const people = await findEngineersAt(ctx.db, { outlets: [code], start, end, limit: mostPeople })
    if (people.length === 0) continue
    const there = { ...request, outlet: code }
    const facts = await gatherFacts(
      ctx.db,
      { ...there, engineer: people[0]?.code ?? '' },
      people.map((one) => one.code),
      keeper,
    )
    for (const { id, code: engineer, name } of people) {
      const { decision, reasons } = evaluateGate({ ...there, engineer }, facts)
      const codes = [...new Set(reasons.filter(({ severity }) => severity !== 'INFO').map((one) => one.code))]
      judged.push({ id, engineer, name, outlet: code, decision, codes })
    }
  }
  const able = judged.filter(({ decision }) => decision === 'ALLOW' || decision === 'ALLOW_WARN')
  const nearMisses = able.length > 0 ? [] : judged.toSorted(byNearness).slice(0, mostNearMisses)
  return {
    ok: true,
    candidates: await inOrder(ctx, seenBy, request, outlet, able),
    nearMisses: nearMisses.map(({ id, ...miss }) => miss),
  }
}

async function inOrder(
  ctx: Context,
  seenBy: SeenBy,
  { window, outlet: outletCode }: GateRequest,
  outlet: { providerId: string },
  able: readonly (NearMiss & { id: string })[],
): Promise<Candidate[]> {
  const organisationIds = [...new Set([seenBy.brandId ?? seenBy.providerId ?? '', outlet.providerId])]
  const slots = await findFreeSlots(ctx.db, {
    personIds: able.map(({ id }) => id),
    organisationIds,
    after: window.start,
  })
  const takes = millisecondsBetween(window.start, window.end)
  const candidates = able.map(({ id, ...one }) => {
    const free = slots
      .filter(({ personId }) => personId === id)
      .map(({ startAt, endAt }) => ({ from: laterOf(startAt, window.start), endAt }))
      .find(({ from, endAt }) => addMilliseconds(from, takes) <= endAt)
    return { ...one, freeFrom: free?.from ?? null }
  })
  const rank = (one: Candidate) =>
    `${one.outlet === outletCode ? 0 : 1} ${one.decision === 'ALLOW' ? 0 : 1} ${one.freeFrom ?? '9'}`
  return candidates.sort((one, other) => {
    const [a, b] = [`${rank(one)} ${one.engineer}`, `${rank(other)} ${other.engineer}`]
    return a < b ? -1 : a > b ? 1 : 0
  })
}

function byNearness(one: NearMiss, other: NearMiss): number {
  const rankOf = ({ codes }: NearMiss) => {
    const ranks = codes.map((code) => nearness.indexOf(code)).filter((rank) => rank >= 0)
    return ranks.length > 0 ? Math.max(...ranks) : nearness.length
  }
  return (
    one.codes.length - other.codes.length ||
    rankOf(one) - rankOf(other) ||
    (one.engineer < other.engineer ? -1 : 1)
  )
}
