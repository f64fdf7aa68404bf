import { z } from 'zod'
import { evidenceMode } from './catalogue-schema.ts'
import { credentialEvent } from './event-schema.ts'
import {
  categoryRef,
  code,
  codeOrNull,
  dated,
  instant,
  instantOrNull,
  list,
  record,
  recorded,
} from './fields.ts'

/** People: what they are, hold, have done and are barred from. */

export const person = record({
  ...recorded,
  code,
  name: z.string().optional().meta({ description: 'For the reader of the file; not read.' }),
  accountState: z.enum(['ACTIVE', 'INVITED', 'LOCKED', 'CLOSED']).default('ACTIVE'),
  identityVerifiedAt: instantOrNull.meta({ description: 'Null: not verified, and stopped for it.' }),
  roles: list(
    record({
      ...dated,
      role: code.meta({ description: 'SUPERVISOR, TRAINER and GATE_OVERRIDE mean something to the gate.' }),
      brand: codeOrNull.meta({
        description: 'Null: of every brand; TRAINER and GATE_OVERRIDE need the brand.',
      }),
    }),
  ),
})
  .transform(({ name: _forTheReader, ...row }) => row)
  .meta({
    id: 'Person',
    description: 'An engineer, a supervisor, an approver.',
    examples: [
      {
        code: 'E-1008',
        identityVerifiedAt: '2025-03-01T00:00:00+08:00',
        roles: [{ role: 'SUPERVISOR', brand: 'MEIHE', from: '2026-01-01T00:00:00+08:00' }],
      },
    ],
  })

export const affiliation = record({
  ...dated,
  engineer: code,
  outlet: code,
  role: z.enum(['ENGINEER', 'TRAINEE', 'LEAD', 'OUTLET_MANAGER', 'TRAINER', 'ASSESSOR']).default('ENGINEER'),
  isPrimary: z.boolean().default(true),
  hiredAt: instant.optional().meta({ description: 'Absent: as the affiliation began.' }),
  onLeave: list(record(dated)),
  declaredCategories: list(
    record({
      ...dated,
      categories: z.array(categoryRef).meta({
        description: 'In order: the first few, as the quorum rule says, count.',
      }),
    }),
  ),
})
  .transform(({ onLeave, hiredAt, ...row }) => ({ ...row, leaves: onLeave, hiredAt: hiredAt ?? row.from }))
  .meta({
    id: 'Affiliation',
    description: 'Somebody works for an outlet in a span of time.',
    examples: [
      {
        engineer: 'E-1003',
        outlet: 'O1',
        role: 'ENGINEER',
        from: '2025-01-01T00:00:00+08:00',
        declaredCategories: [{ categories: [{ brand: 'MEIHE', category: 'AC' }] }],
      },
    ],
  })

export const credential = record({
  ...recorded,
  number: code,
  engineer: code,
  type: code.meta({ description: 'Code of a credential type of the same brand.' }),
  brand: code,
  validFrom: instant,
  validUntil: instantOrNull.meta({
    description: 'Exclusive: what is printed "to 31 May" ends as June begins. Null: without end.',
  }),
  evidenceMode: evidenceMode.nullable().default(null).meta({
    description: 'How its theory was examined. Null is unknown, and meets no requirement.',
  }),
  supersedes: codeOrNull.meta({
    description: 'Number of the record that this one replaces from its validFrom on.',
  }),
  events: list(credentialEvent).meta({
    description:
      'What happened to this record. ISSUED and RENEWED may stand here; the dates of the record count.',
  }),
}).meta({
  id: 'Credential',
  description: 'One record of a person. A renewal is a new record that supersedes the old.',
  examples: [
    {
      number: 'MEIHE-AC-L2-7K3M-9Q2X-D',
      engineer: 'E-1003',
      type: 'AC-L2',
      brand: 'MEIHE',
      validFrom: '2025-06-01T00:00:00+08:00',
      validUntil: '2027-06-01T00:00:00+08:00',
      evidenceMode: 'PROCTORED_ONSITE',
      events: [
        {
          kind: 'SUSPENDED',
          from: '2026-11-24T08:50:00+08:00',
          grounds: 'PADP',
          recordedAt: '2026-11-24T08:50:00+08:00',
        },
      ],
    },
  ],
})

export const licence = record({
  ...recorded,
  engineer: code.optional().meta({ description: 'Either the engineer or the provider is named.' }),
  provider: code.optional(),
  type: code,
  number: z.string().default(''),
  validFrom: instant,
  validUntil: instantOrNull,
  nextReviewDue: instantOrNull.meta({ description: 'Exclusive, as validUntil.' }),
  verifiedAt: instantOrNull.meta({
    description: 'A verification counts for 365 days. Null: never verified.',
  }),
})
  .transform(({ engineer, provider, ...row }, context) => {
    if ((engineer === undefined) === (provider === undefined)) {
      context.issues.push({
        code: 'custom',
        input: engineer,
        message: 'name either the engineer or the provider who holds it',
      })
      return z.NEVER
    }
    const kind = engineer === undefined ? ('PROVIDER' as const) : ('ENGINEER' as const)
    return { ...row, holder: { kind, code: engineer ?? provider ?? '' } }
  })
  .meta({
    id: 'Licence',
    description: 'A statutory licence of a person or a provider.',
    examples: [
      {
        engineer: 'E-1003',
        type: 'CN_HEIGHT',
        number: 'T420100',
        validFrom: '2023-10-01T00:00:00+08:00',
        validUntil: '2029-10-01T00:00:00+08:00',
        nextReviewDue: '2026-10-01T00:00:00+08:00',
        verifiedAt: '2026-06-01T00:00:00+08:00',
      },
    ],
  })

export const deltaCompletion = record({ ...recorded, engineer: code, module: code, passedAt: instant }).meta({
  id: 'DeltaCompletion',
  description: 'A new-product module is passed.',
  examples: [{ engineer: 'E-1001', module: 'AC-D-2026', passedAt: '2026-11-01T00:00:00+08:00' }],
})

export const workLogEntry = record({
  ...recorded,
  engineer: code,
  brand: code,
  category: code,
  finishedAt: instant,
}).meta({
  id: 'WorkLogEntry',
  description: 'A finished job that qualifies as practice in its category.',
  examples: [{ engineer: 'E-1003', brand: 'MEIHE', category: 'AC', finishedAt: '2026-10-20T16:00:00+08:00' }],
})

export const sanction = record({
  ...dated,
  subject: z.strictObject({ kind: z.enum(['ENGINEER', 'OUTLET', 'PROVIDER']), code }),
  kind: z.enum(['SUSPENSION', 'REVOCATION', 'PROBATION', 'WARNING']).default('SUSPENSION').meta({
    description: 'PROBATION and WARNING stop nothing by themselves.',
  }),
  brand: codeOrNull.meta({ description: 'Null: every brand.' }),
  category: codeOrNull.meta({ description: 'Null: every category.' }),
  grounds: z.string().default(''),
}).meta({
  id: 'Sanction',
  description: 'A measure against a person, an outlet, or a provider and all below it.',
  examples: [
    {
      subject: { kind: 'ENGINEER', code: 'E-1006' },
      kind: 'SUSPENSION',
      brand: 'LUMEN',
      category: 'NB',
      grounds: 'PADP',
      from: '2026-11-01T00:00:00+08:00',
    },
  ],
})
