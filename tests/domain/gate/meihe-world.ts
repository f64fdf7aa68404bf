import { type GateFacts, noFacts } from '#app/domain/gate/gate-facts.ts'
import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import type { CredentialFact } from '#app/domain/gate/party-facts.ts'

import {
  affiliation,
  asOf,
  authorisation,
  credential,
  credentialTypes,
  day,
  enrolment,
  isSafetyCritical,
  legalRules,
  licence,
  local,
  longAgo,
  model,
  open,
  operation,
  operationRows,
  person,
  recordedAt,
  rule,
  to,
  zone,
} from './meihe-facts.ts'

export * from './meihe-facts.ts'

/** The Meihe world of the catalogue (7.4): outlet O1, its people, and the job of 6.14. */

const supervisorRole = { ...open, role: 'SUPERVISOR', brand: null }
const overrideRole = { ...open, role: 'GATE_OVERRIDE', brand: 'MEIHE' }

/** Outlet O1 with the people of 7.4, legal rules of CN, nobody's quorum. */
export const meihe: GateFacts = {
  ...noFacts('policy-1', defaultGatePolicy),
  brands: [
    { code: 'MEIHE', zone, workLogConnected: true, recordedAt },
    { code: 'HAIYUE', zone, workLogConnected: false, recordedAt },
  ],
  operations: [
    ...operationRows.map(([code, category, level, tags, , supervisable]) =>
      operation({ code, category, tags, supervisable, safetyCritical: isSafetyCritical(category, level) }),
    ),
    operation({ code: 'DIAGNOSE' }),
    operation({ code: 'AC-UNLISTED', category: 'AC' }),
  ],
  models: [
    model({ code: 'MH-AC-35-R32', category: 'AC', refrigerant: 'R32' }),
    model({ code: 'MH-AC-26-R410A', category: 'AC', refrigerant: 'R410A' }),
    model({
      code: 'MH-AC-35-NEW',
      category: 'AC',
      refrigerant: 'R32',
      launchedAt: day('2026-10-09'),
      deltaModule: 'AC-D-2026',
    }),
    model({ code: 'MH-RF-320-R600A', category: 'RF', refrigerant: 'R600a' }),
    model({ code: 'MH-WM-10', category: 'WM' }),
    model({ code: 'HY-AC-26-R32', category: 'HAC', brand: 'HAIYUE', refrigerant: 'R32' }),
  ],
  requirementRules: [
    ...operationRows.map(([code, category, minLevel, , endorsementsAllOf]) =>
      rule({ id: `R-${code}`, operation: code, category, minLevel, endorsementsAllOf }),
    ),
    ...['AC', 'RF', 'WM'].map((category) =>
      rule({
        id: `R-DIAGNOSE-${category}`,
        operation: 'DIAGNOSE',
        category,
        minLevel: 1,
        endorsementsAllOf: ['ETH'],
      }),
    ),
  ],
  legalRuleSets: [{ ...open, jurisdiction: 'CN', reviewedAt: longAgo }],
  legalRules,
  credentialTypes,
  persons: [
    ...['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1007', 'D-7001'].map((code) => person(code)),
    person('E-1008', { roles: [supervisorRole] }),
    person('B-9001', { roles: [overrideRole] }),
    person('B-9002', { roles: [overrideRole] }),
    person('S-8001'),
  ],
  affiliations: [
    affiliation('E-1001', ['AC', 'RF', 'WM'], { role: 'LEAD' }),
    affiliation('E-1002', ['AC', 'RF']),
    affiliation('E-1003', ['AC']),
    affiliation('E-1004', [], { role: 'TRAINEE' }),
    affiliation('E-1007', ['AC']),
    affiliation('E-1008', ['WM'], { role: 'LEAD' }),
  ],
  credentials: [
    ...['TRI-L2', 'AC-L2', 'RF-L2', 'WM-L2', 'AC-L3', 'RF-L3', 'A2L', 'A3', 'ETH'].map((code) =>
      credential('E-1001', code),
    ),
    credential('E-1002', 'AC-L2'),
    credential('E-1002', 'RF-L2', { validUntil: to('2027-03-31') }),
    credential('E-1003', 'AC-L2'),
    credential('E-1004', 'WM-L1'),
    credential('E-1007', 'AC-L2'),
    credential('E-1008', 'WM-L3'),
  ],
  licences: [
    ...['CN_HEIGHT', 'CN_LV', 'CN_HOT'].map((code) => licence('E-1001', code)),
    licence('E-1003', 'CN_LV'),
    licence('E-1003', 'CN_HEIGHT', { nextReviewDue: to('2026-09-30') }),
  ],
  providers: [{ code: 'P1', parent: null, recordedAt }],
  outlets: [
    {
      code: 'O1',
      provider: 'P1',
      recordedAt,
      categoriesOffered: ['AC', 'RF', 'WM'].map((category) => ({ brand: 'MEIHE', category })),
    },
  ],
  contracts: [{ ...open, provider: 'P1', brand: 'MEIHE' }],
  authorisations: ['AC', 'RF', 'WM'].map((category) => authorisation(category)),
  deposits: [{ ...open, outlet: 'O1', brand: 'MEIHE', requiredCents: 500_000, paidCents: 500_000 }],
  enrolments: [enrolment('E-1004', 'WM-L2')],
  safetyTheory: ['REFRIGERANT_CIRCUIT', 'FLAMMABLE_A2L', 'WORK_AT_HEIGHT', 'LV_ELECTRICAL'].map((tag) => ({
    engineer: 'E-1004',
    tag,
    passedAt: day('2026-07-01'),
    recordedAt,
  })),
}

const modelOf: Record<string, string> = { AC: 'MH-AC-35-R32', RF: 'MH-RF-320-R600A', WM: 'MH-WM-10' }

/** The job of 6.14: Wuhan, tomorrow 09:00 to 11:00, on the usual model of the operation's category. */
export function job(engineer: string, operationCode: string, fields: Partial<GateRequest> = {}): GateRequest {
  return {
    lineId: 'LINE-1',
    engineer,
    supervisor: null,
    outlet: 'O1',
    brand: 'MEIHE',
    operation: operationCode,
    model: modelOf[operationCode.slice(0, 2)] ?? 'MH-WM-10',
    site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
    window: { start: local('2026-11-24T09:00'), end: local('2026-11-24T11:00') },
    checkpoint: 'ASSIGN',
    asOf,
    ...fields,
  }
}

/** Replaces all credentials of one person. */
export function holding(engineer: string, ...credentials: CredentialFact[]): GateFacts {
  return {
    ...meihe,
    credentials: [...meihe.credentials.filter((row) => row.engineer !== engineer), ...credentials],
  }
}
