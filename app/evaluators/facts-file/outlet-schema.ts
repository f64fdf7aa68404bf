import { z } from 'zod'
import {
  categoryRef,
  cents,
  code,
  codeOrNull,
  count,
  dated,
  instant,
  instantOrNull,
  level,
  list,
  record,
  recorded,
} from './fields.ts'

/** Providers and outlets, and what they may, owe and are worth. */

export const provider = record({
  ...recorded,
  code,
  parent: codeOrNull.meta({ description: 'A sanction on any provider above stops those below.' }),
}).meta({
  id: 'Provider',
  description: 'A company that employs engineers.',
  examples: [{ code: 'P1', parent: null }],
})

export const outlet = record({
  ...recorded,
  code,
  provider: code,
  categoriesOffered: list(categoryRef),
}).meta({
  id: 'Outlet',
  description: 'The smallest place that takes jobs.',
  examples: [{ code: 'O1', provider: 'P1', categoriesOffered: [{ brand: 'MEIHE', category: 'AC' }] }],
})

export const contract = record({ ...dated, provider: code, brand: code }).meta({
  id: 'Contract',
  description: 'Provider and brand have a contract in force.',
  examples: [{ provider: 'P1', brand: 'MEIHE', from: '2025-01-01T00:00:00+08:00' }],
})

const state = z.enum([
  'APPLIED',
  'DOC_REVIEW',
  'SITE_AUDIT',
  'CORRECTIVE_ACTION',
  'REFUSED',
  'ACTIVE',
  'AT_RISK',
  'RESTRICTED',
  'PROBATION',
  'SUSPENDED',
  'TERMINATED',
  'EXPIRED',
])

export const authorisation = record({
  ...recorded,
  outlet: code,
  brand: code,
  category: code,
  maxLevel: level,
  validFrom: instant,
  validUntil: instantOrNull,
  state: state.optional().meta({ description: 'The state for all its time; or states, each with its span.' }),
  states: z.array(record({ ...dated, state })).optional(),
  capLevel: level.nullable().optional().meta({
    description: 'A cap for want of quorum for all its time; or caps, each with its span.',
  }),
  caps: list(record({ ...dated, capLevel: level })),
  scope: record({
    operations: z.array(code).nullable().default(null),
    jurisdictions: z.array(code).nullable().default(null),
  })
    .nullable()
    .default(null)
    .meta({ description: 'Null, and null in each field: unlimited.' }),
})
  .transform(({ state: only, states, capLevel, caps, ...row }, context) => {
    if ((only === undefined) === (states === undefined)) {
      context.issues.push({ code: 'custom', input: only, message: 'give either state or states' })
      return z.NEVER
    }
    const whole = { from: row.validFrom, until: null, recordedAt: row.recordedAt }
    return {
      ...row,
      states: states ?? (only === undefined ? [] : [{ ...whole, state: only }]),
      caps: capLevel == null ? caps : [...caps, { ...whole, capLevel }],
    }
  })
  .meta({
    id: 'Authorisation',
    description: 'An outlet may work for a brand in a category up to a level, as its life cycle stands.',
    examples: [
      {
        outlet: 'O1',
        brand: 'MEIHE',
        category: 'AC',
        maxLevel: 3,
        validFrom: '2025-01-01T00:00:00+08:00',
        validUntil: '2028-01-01T00:00:00+08:00',
        states: [
          { state: 'ACTIVE', from: '2025-01-01T00:00:00+08:00', until: '2026-10-01T00:00:00+08:00' },
          { state: 'PROBATION', from: '2026-10-01T00:00:00+08:00' },
        ],
      },
    ],
  })

export const deposit = record({
  ...dated,
  outlet: code,
  brand: code,
  requiredCents: cents,
  paidCents: cents,
}).meta({
  id: 'Deposit',
  description: 'What an outlet owes and has paid. Nothing stated is not "none asked": required 0 says that.',
  examples: [{ outlet: 'O1', brand: 'MEIHE', requiredCents: 500000, paidCents: 500000 }],
})

export const depositWaiver = record({
  ...dated,
  outlet: code,
  brand: code,
  reason: z.string().default(''),
}).meta({
  id: 'DepositWaiver',
  description: 'The deposit is waived for a span.',
  examples: [{ outlet: 'O2', brand: 'MEIHE', reason: 'LOW_VOLUME', until: '2027-01-01T00:00:00+08:00' }],
})

export const quorumRisk = record({ ...recorded, outlet: code, rule: code, atRiskSince: instant }).meta({
  id: 'QuorumRisk',
  description: 'Since when a quorum rule is not met; the cure clock runs from then. Absent: from asOf.',
  examples: [{ outlet: 'O1', rule: 'Q-AC-2', atRiskSince: '2026-11-14T00:00:00+08:00' }],
})

export const outletLoad = record({
  ...recorded,
  outlet: code,
  brand: code,
  category: code,
  weeklyOpenOrders: count,
}).meta({
  id: 'OutletLoad',
  description: 'Open orders of an outlet a week.',
  examples: [{ outlet: 'O1', brand: 'MEIHE', category: 'AC', weeklyOpenOrders: 64 }],
})

export const clauseAssessment = record({
  ...recorded,
  outlet: code,
  clause: code,
  result: z.enum(['PASS', 'FAIL']),
  assessedAt: instant,
  validUntil: instantOrNull,
}).meta({
  id: 'ClauseAssessment',
  description: 'How an outlet stood to a clause; it counts until the next assessment.',
  examples: [
    {
      outlet: 'O1',
      clause: 'V2-EXTINGUISHER',
      result: 'PASS',
      assessedAt: '2026-06-10T00:00:00+08:00',
      validUntil: '2027-06-11T00:00:00+08:00',
    },
  ],
})

export const grade = record({
  ...dated,
  outlet: code,
  brand: code,
  standard: z
    .string()
    .default('')
    .meta({ description: 'The version of the entry standard it was given under.' }),
  grade: z.int().min(1).meta({ description: '1 is the best.' }),
}).meta({
  id: 'EnterpriseGrade',
  description: 'How good an outlet is. It never raises a level.',
  examples: [{ outlet: 'O1', brand: 'MEIHE', standard: 'v2', grade: 2, until: '2027-06-01T00:00:00+08:00' }],
})
