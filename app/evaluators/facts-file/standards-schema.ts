import { z } from 'zod'
import {
  code,
  codeOrNull,
  count,
  countOrNull,
  dated,
  flag,
  instant,
  instantOrNull,
  level,
  record,
  recorded,
} from './fields.ts'

/** What an outlet must keep: quorum and entry standards. */

export const quorumRule = record({
  ...dated,
  id: code,
  brand: code,
  category: code,
  level,
  endorsement: codeOrNull.meta({
    description: 'A quorum of holders of an endorsement; read only where the operation demands it.',
  }),
  minCount: count,
  minRatioPermille: z.int().min(0).max(1000).default(0).meta({
    description: 'Share of the declared staff in thousandths, 750 for 75 %; read at levels 1 and 2.',
  }),
  coverage: z.literal('ALL_OFFERED').nullable().default(null),
  leadLevel: level.default(0),
  leadCount: count.default(0),
  maxRolesPerPerson: count.default(3),
  loadPerCertified: countOrNull.meta({
    description: 'Open orders a week that one certified person carries.',
  }),
  newHireExemptDays: count.default(60),
  cureDays: count.default(30),
  absenceMaxDays: count.default(30),
}).meta({
  id: 'QuorumRule',
  description: 'How many certified people an outlet keeps for a category and level.',
  examples: [
    {
      id: 'Q-AC-2',
      brand: 'MEIHE',
      category: 'AC',
      level: 2,
      minCount: 2,
      minRatioPermille: 750,
      cureDays: 30,
    },
  ],
})

export const entryStandard = record({
  ...recorded,
  brand: code,
  version: code,
  effectiveFrom: instant,
  transitionEnd: instantOrNull.meta({
    description: 'How long holders of an older grade may stay on their version. Null: no transition.',
  }),
}).meta({
  id: 'EntryStandard',
  description: "A version of a brand's entry standard.",
  examples: [
    {
      brand: 'MEIHE',
      version: 'v2',
      effectiveFrom: '2026-06-01T00:00:00+08:00',
      transitionEnd: '2027-06-01T00:00:00+08:00',
    },
  ],
})

export const clause = record({
  ...recorded,
  id: code,
  brand: code,
  standard: code.meta({ description: 'The version of the entry standard it belongs to.' }),
  mandatory: z.boolean().default(true),
  safety: flag.meta({ description: 'No transition and no cure span.' }),
  cureDays: count.default(30),
}).meta({
  id: 'Clause',
  description: 'A clause of an entry standard; mandatory ones need an unexpired PASS.',
  examples: [{ id: 'V2-EXTINGUISHER', brand: 'MEIHE', standard: 'v2', safety: true }],
})
