import type { SignedInContext } from '#app/context.server.ts'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { hasRole } from '#app/features/identity/actor.ts'
import type { GatePaths } from './decide-gate.server.ts'
import { findGateDecision } from './gate-decision.repository.server.ts'
import { findGateNames } from './gate-names.repository.server.ts'
import { maskName } from './mask-name.ts'

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
  const isMasked = hasRole(ctx.actor, ['regulator', 'monitor']) && !hasRole(ctx.actor, ['admin'])
  const shown = (name: string) => (isMasked ? maskName(name) : name)
  const { requirement, ...paths } = JSON.parse(row.pathsJson) as GatePaths & { requirement: { level: number | null; category: string } | null }
  return {
    id: row.id,
    recordedAt: row.recordedAt,
    asOf: row.asOf,
    policyVersion: row.policyVersion,
    inputsDigest: row.inputsDigest,
    decision: row.decision,
    engineer: { code: row.engineerCode, name: shown(row.engineerName) },
    outlet: { code: row.outletCode, name: { en: row.outletNameEn, zh: row.outletNameZh } },
    brand: { code: row.brandCode, name: { en: row.brandNameEn, zh: row.brandNameZh } },
    request: JSON.parse(row.requestJson) as GateRequest,
    reasons: JSON.parse(row.reasonsJson) as Reason[],
    requirement,
    paths: {
      ...paths,
      people: paths.people.map((one) => ({ ...one, name: shown(one.name) })),
      supervisor: paths.supervisor && { ...paths.supervisor, name: shown(paths.supervisor.name) },
    },
    names: await findGateNames(ctx.db, row.brandId),
  }
}

export type DecisionView = NonNullable<Awaited<ReturnType<typeof readDecision>>>
