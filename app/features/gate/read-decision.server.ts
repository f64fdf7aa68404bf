import type { SignedInContext } from '#app/context.server.ts'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { maskName } from '#app/domain/shared/mask-name.ts'
import { nameIn, otherNameIn, type PersonName } from '#app/domain/shared/person-name.ts'
import { hasRole } from '#app/features/identity/index.server.ts'
import { type CheckOption, findEngineerOptions } from './check-options.repository.server.ts'
import {
  findGateDecision,
  findNamesByCode,
  findRecentGateDecisions,
} from './gate-decision.repository.server.ts'
import { findGateNames } from './gate-names.repository.server.ts'
import type { GatePaths } from './gate-paths.ts'
import { findLinkOf } from './ledger.repository.server.ts'
import { replayDecision } from './replay-decision.server.ts'
import { checkScopeOf } from './run-check.server.ts'

/**
 * A recorded decision as its page shows it; null where there is none or it is none of the reader's business: brands see decisions on their own
 * units, providers those on their own outlets, the platform, monitors and authorities all, the latter two with masked names.
 */
export async function readDecision(ctx: SignedInContext, decisionId: string) {
  const row = await findGateDecision(ctx.db, decisionId)
  if (!row) return null
  const { acting } = ctx.actor
  const mayRead =
    ['platform', 'monitor', 'government'].includes(acting.organisationKind) ||
    (acting.organisationKind === 'brand' && row.brandId === acting.organisationId) ||
    (acting.organisationKind === 'provider' && row.providerId === acting.organisationId)
  if (!mayRead) return null
  const shown = nameShownTo(ctx)
  const engineer = { name: row.engineerName, nameLatin: row.engineerNameLatin }
  const { facts, ...replay } = await replayShown(ctx, row)
  const { requirement, ...paths } = JSON.parse(row.pathsJson) as GatePaths & {
    requirement: { level: number | null; category: string } | null
  }
  // What was recorded names colleagues as they were written then; the page calls them by the name of its language.
  const colleagues = await findNamesByCode(ctx.db, [
    ...paths.people.map(({ code }) => code),
    ...(paths.supervisor ? [paths.supervisor.code] : []),
  ])
  const shownColleague = (one: { code: string; name: string }) =>
    shown(colleagues.get(one.code) ?? { name: one.name, nameLatin: null })
  return {
    id: row.id,
    recordedAt: row.recordedAt,
    asOf: row.asOf,
    policyVersion: row.policyVersion,
    inputsDigest: row.inputsDigest,
    decision: row.decision,
    engineer: {
      code: row.engineerCode,
      name: shown(engineer),
      otherName: isMasked(ctx) ? null : otherNameIn(engineer, ctx.language),
    },
    outlet: { code: row.outletCode, name: { en: row.outletNameEn, zh: row.outletNameZh } },
    brand: { code: row.brandCode, name: { en: row.brandNameEn, zh: row.brandNameZh } },
    operation: { en: row.operationNameEn ?? row.operationCode, zh: row.operationNameZh ?? row.operationCode },
    request: JSON.parse(row.requestJson) as GateRequest,
    reasons: JSON.parse(row.reasonsJson) as Reason[],
    requirement,
    paths: {
      ...paths,
      people: paths.people.map((one) => ({ ...one, name: shownColleague(one) })),
      supervisor: paths.supervisor && { ...paths.supervisor, name: shownColleague(paths.supervisor) },
    },
    names: await findGateNames(ctx.db, row.brandId),
    ledger: (await findLinkOf(ctx.db, row.id)) ?? null,
    replay,
    restedOn: facts && restedOn(facts, row.engineerCode, requirement?.category ?? null),
  }
}

export type DecisionView = NonNullable<Awaited<ReturnType<typeof readDecision>>>

/** The last checks of the actor's organisation, newest first. */
export async function listRecentChecks(ctx: SignedInContext) {
  const shown = nameShownTo(ctx)
  const recent = await findRecentGateDecisions(ctx.db, ctx.actor.acting.organisationId, 8)
  return recent.map(({ engineerNameLatin, ...one }) => ({
    ...one,
    engineerName: shown({ name: one.engineerName, nameLatin: engineerNameLatin }),
  }))
}

/** What comes of deciding once more, and the facts it was decided with; none where they were not kept, or are not what they were. */
async function replayShown(ctx: SignedInContext, row: Parameters<typeof replayDecision>[1]) {
  const found = await replayDecision(ctx, row)
  return {
    outcome: found.outcome,
    differences: found.outcome === 'different' ? [...found.differences] : [],
    facts: 'facts' in found ? found.facts : null,
  }
}

/** The facts people ask about first: what the engineer held, what the outlet was authorised for, by how many rules it was judged. */
function restedOn(facts: GateFacts, engineer: string, category: string | null) {
  const authorisation = facts.authorisations.find(
    (one) => one.category === category && one.brand === facts.brands[0]?.code,
  )
  return {
    credentials: facts.credentials
      .filter((one) => one.engineer === engineer)
      .map(({ number, type, validFrom, validUntil }) => ({ number, type, from: validFrom, to: validUntil })),
    licences: facts.licences
      .filter(({ holder }) => holder.kind === 'ENGINEER' && holder.code === engineer)
      .map(({ type, validUntil }) => ({ type, to: validUntil })),
    authorisation: authorisation
      ? { category: authorisation.category, maxLevel: authorisation.maxLevel }
      : null,
    rules: facts.requirementRules.length + facts.legalRules.length,
  }
}

/** Engineers the actor may ask about whose code or name contains the text; names masked for observers. */
export async function searchEngineers(ctx: SignedInContext, typed: string): Promise<CheckOption[]> {
  const shown = isMasked(ctx) ? maskName : (name: string) => name
  const found = await findEngineerOptions(ctx.db, checkScopeOf(ctx), typed)
  return found.map((one) => ({ ...one, name: { en: shown(one.name.en), zh: shown(one.name.zh) } }))
}

/** What an actor may call people: by the name in their language, observers by a masked one. */
export function nameShownTo(ctx: SignedInContext): (person: PersonName) => string {
  const shown = (person: PersonName) => nameIn(person, ctx.language)
  return isMasked(ctx) ? (person) => maskName(shown(person)) : shown
}

function isMasked(ctx: SignedInContext): boolean {
  return hasRole(ctx.actor, ['regulator', 'monitor'])
}
