import type { GateCase } from '#app/domain/gate/gate-case.ts'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import { type GateFacts, noFacts } from '#app/domain/gate/gate-facts.ts'
import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { judgedWindow } from '#app/domain/gate/judged-window.ts'
import { judgeProvider } from '#app/domain/gate/provider-gate.ts'

/** What the provider side of the gate reads of one outlet. */
export type OutletFacts = Pick<
  GateFacts,
  'outlets' | 'providers' | 'authorisations' | 'contracts' | 'deposits' | 'depositWaivers' | 'sanctions'
>

export type StandingQuestion = {
  readonly outlet: string
  readonly brand: string
  readonly category: string
  readonly zone: string
  /** Rungs of the ladder. */
  readonly topLevel: number
  readonly at: string
}

/**
 * The highest level that an outlet as such may work at in a category at an instant; 0 for none. The gate's own provider rules answer, asked without
 * a job: what only a job can tell (the scope by operation and place, a lead on probation) closes nothing here.
 */
export function openLevelOf(question: StandingQuestion, facts: OutletFacts): number {
  const { outlet, brand, category, zone, at } = question
  const request: GateRequest = {
    engineer: '',
    outlet,
    brand,
    operation: '',
    model: '',
    site: { jurisdiction: '' },
    window: { start: at, end: at },
    checkpoint: 'ASSIGN',
    asOf: at,
  }
  const known: GateFacts = {
    ...noFacts('standing', defaultGatePolicy),
    ...facts,
    authorisations: facts.authorisations.map((row) => ({ ...row, scope: null })),
  }
  for (let level = question.topLevel; level >= 1; level--) {
    const reasons: Reason[] = []
    const asked: GateCase = {
      request,
      facts: known,
      at: judgedWindow(request, known),
      zone,
      operation: null,
      model: {
        code: '',
        brand,
        category,
        refrigerant: null,
        chargeKg: null,
        systemSize: null,
        launchedAt: null,
        deltaModule: null,
        recordedAt: at,
      },
      outlet: facts.outlets[0] ?? null,
      requirement: {
        brand,
        category,
        level,
        endorsementsAllOf: [],
        endorsementsAnyOf: [],
        deltaFromDayOne: false,
        minProviderGrade: null,
        quorumRules: [],
      },
    }
    judgeProvider(asked, [], reasons)
    if (!reasons.some(({ severity, code }) => severity === 'BLOCK' && code !== 'PRV_PROBATION_LIMIT'))
      return level
  }
  return 0
}
