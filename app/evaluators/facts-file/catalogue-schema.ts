import { z } from 'zod'
import {
  code,
  codeOrNull,
  codes,
  count,
  countOrNull,
  dated,
  flag,
  instant,
  instantOrNull,
  level,
  record,
  recorded,
  rung,
  zone,
} from './fields.ts'

/** What there is to repair, by whose rules: the facts of the catalogue as a file states them. */

export const evidenceMode = z.enum(['UNPROCTORED', 'PROCTORED', 'PROCTORED_REMOTE', 'PROCTORED_ONSITE'])
const enforcement = z.enum(['BLOCK', 'WARN', 'INFO'])
const texts = z.strictObject({ en: z.string(), zh: z.string() })

export const brand = record({
  ...recorded,
  code,
  zone,
  workLogConnected: flag.meta({
    description: "Whether the brand's systems deliver finished jobs; without them recency is an INFO.",
  }),
}).meta({
  id: 'Brand',
  description: 'The principal whose ladders and rules apply. Its zone counts the days.',
  examples: [{ code: 'MEIHE', zone: 'Asia/Shanghai', workLogConnected: true }],
})

export const operation = record({
  ...recorded,
  code,
  brand: codeOrNull,
  category: codeOrNull.meta({ description: 'Null: an operation of every category, such as a diagnosis.' }),
  activityTags: codes.meta({
    description: 'What makes it dangerous or regulated; legal rules hang on these.',
  }),
  safetyCritical: flag.meta({ description: 'No working grace, no override of an expired credential.' }),
  supervisable: flag,
  maxTrainees: countOrNull.meta({
    description: 'Trainees per supervisor where fewer than the policy allows.',
  }),
  minLevel: level.nullable().optional().meta({
    description: "An editor's default. The gate does not read it: only requirementRules classify.",
  }),
})
  .transform(({ activityTags, minLevel: _editorsDefault, ...row }) => ({ ...row, tags: activityTags }))
  .meta({
    id: 'Operation',
    description: 'A repair operation. What it requires is said by requirementRules.',
    examples: [
      {
        code: 'AC-LEAK-TOPUP',
        brand: 'MEIHE',
        category: 'AC',
        activityTags: ['REFRIGERANT_CIRCUIT', 'FLAMMABLE_A2L'],
        safetyCritical: true,
        supervisable: true,
        maxTrainees: 1,
      },
    ],
  })

export const model = record({
  ...recorded,
  code,
  brand: code,
  category: code,
  refrigerant: codeOrNull,
  chargeKg: z.number().min(0).nullable().default(null),
  systemSize: z.enum(['HOUSEHOLD', 'LARGE']).nullable().default(null),
  launchedAt: instantOrNull.meta({
    description: 'The delta module is demanded when the launch lies more than 30 days back. Null: long ago.',
  }),
  deltaModule: codeOrNull,
}).meta({
  id: 'Model',
  description: 'A product one can order. What is null is unknown, and never removes a rule.',
  examples: [
    {
      code: 'MH-AC-35-NEW',
      brand: 'MEIHE',
      category: 'AC',
      refrigerant: 'R32',
      chargeKg: 0.7,
      systemSize: 'HOUSEHOLD',
      launchedAt: '2026-10-09T00:00:00+08:00',
      deltaModule: 'AC-D-2026',
    },
  ],
})

export const requirementRule = record({
  ...dated,
  id: code,
  brand: code,
  operation: codeOrNull.meta({ description: 'Only a rule that names the operation classifies it.' }),
  category: codeOrNull,
  model: codeOrNull,
  refrigerant: codeOrNull,
  warranty: z.enum(['IN_WARRANTY', 'OUT_OF_WARRANTY']).nullable().default(null),
  minLevel: level.nullable().default(null),
  endorsementsAllOf: codes,
  endorsementsAnyOf: codes.meta({ description: 'Where not empty, one of these is needed.' }),
  deltaModuleRequired: z
    .boolean()
    .nullable()
    .default(null)
    .meta({ description: 'True: the delta module of the model is demanded from the day of the launch.' }),
  minProviderGrade: countOrNull.meta({ description: '1 is the best grade.' }),
  quorumRule: codeOrNull,
}).meta({
  id: 'RequirementRule',
  description:
    'What a job asks for. operation, category, model, refrigerant and warranty select; null selects everything. A field that is null says nothing about itself.',
  examples: [
    {
      id: 'R-RF-DRIER',
      brand: 'MEIHE',
      operation: 'RF-DRIER',
      category: 'RF',
      minLevel: 3,
      endorsementsAllOf: ['A3'],
    },
  ],
})

export const legalRuleSet = record({ ...dated, jurisdiction: code, reviewedAt: instant }).meta({
  id: 'LegalRuleSet',
  description:
    'Counsel has reviewed the rules of this place. A tagged operation where no prefix of the place has one is stopped.',
  examples: [{ jurisdiction: 'CN', reviewedAt: '2025-01-10T00:00:00+08:00' }],
})

const condition = record({
  refrigerantIn: z.array(code).optional(),
  systemSizeIn: z.array(code).optional(),
  categoryIn: z.array(code).optional(),
  heightAtLeastM: z.number().optional(),
  chargeAtMostKg: z.number().optional(),
  chargeAboveKg: z.number().optional(),
}).meta({
  id: 'LegalCondition',
  description: 'All that are stated must hold; what the model or the site leaves open counts as holding.',
  examples: [{ heightAtLeastM: 2 }],
})

export const legalRule = record({
  ...dated,
  id: code,
  jurisdiction: code.meta({ description: 'A path by segments: CN/HB holds CN/HB/WUH and not CN/HBX.' }),
  activityTag: code,
  appliesWhen: condition.nullable().default(null),
  subject: z.enum(['PERSON', 'ENTERPRISE']).default('PERSON'),
  licenceTypesAnyOf: z.array(code),
  enforcement,
  supervisable: flag,
  supervisedMonths: countOrNull.meta({
    description: 'Months of supervised work that the rule allows, such as 24.',
  }),
  replaces: codes.meta({ description: 'Ids of rules of shallower places that this one removes.' }),
  legalBasis: texts.default({ en: '', zh: '' }),
})
  .transform(({ activityTag, licenceTypesAnyOf, legalBasis, ...row }) => ({
    ...row,
    tag: activityTag,
    licencesAnyOf: licenceTypesAnyOf,
    basis: legalBasis,
  }))
  .meta({
    id: 'LegalRule',
    description: 'A statutory demand on work of a kind in a place.',
    examples: [
      {
        id: 'CN-HEIGHT',
        jurisdiction: 'CN',
        activityTag: 'WORK_AT_HEIGHT',
        appliesWhen: { heightAtLeastM: 2 },
        licenceTypesAnyOf: ['CN_HEIGHT'],
        enforcement: 'BLOCK',
        supervisable: false,
        legalBasis: { en: 'Special operations personnel rules', zh: '特种作业人员管理规定' },
      },
    ],
  })

export const brandLegalPolicy = record({ ...dated, brand: code, rule: code, enforcement }).meta({
  id: 'BrandLegalPolicy',
  description: 'A brand raises what a legal rule enforces; a policy that would lower it is not read.',
  examples: [{ brand: 'MEIHE', rule: 'CN-REF-HOUSE', enforcement: 'BLOCK' }],
})

export const part = record({ ...recorded, partNo: code, brand: code, minLevel: level }).meta({
  id: 'Part',
  description: 'A part and the level of its class.',
  examples: [{ partNo: 'MH-IPM-35', brand: 'MEIHE', minLevel: 3 }],
})

/** The fields of a credential type that its status depends on. */
const statusFields = {
  grants: z
    .array(rung)
    .default([])
    .meta({ description: 'Rungs of the brand: level n meets the requirements 1 to n of its category.' }),
  endorsements: codes,
  windowDays: count
    .default(0)
    .meta({ description: 'Days before the end in which one may renew without losing time.' }),
  workingGraceDays: count.default(0).meta({ description: 'Days past the end in which one may still work.' }),
  adminGraceDays: count
    .default(0)
    .meta({ description: 'Days past the end in which one may renew; counted from the end.' }),
  recencyMaxGapDays: countOrNull,
  safetyCritical: flag.meta({ description: 'Never a working grace.' }),
  statutory: flag.meta({ description: 'Issued by the state: never a working grace.' }),
}

/** The fields of a credential type; the input of credential:status takes the same object. */
export const credentialTypeFields = {
  ...recorded,
  code,
  brand: code,
  ...statusFields,
  componentTypes: codes.meta({
    description: 'Not empty: a composite, which adds nothing to its components.',
  }),
  validityMonths: countOrNull,
  renewalAnchor: z.enum(['COMPLETION', 'PREVIOUS_EXPIRY', 'FIXED_DATE']).default('PREVIOUS_EXPIRY'),
  requiredEvidenceMode: evidenceMode.nullable().default(null),
}

export const credentialType = record(credentialTypeFields)
  .transform(({ componentTypes, ...row }) => ({ ...row, components: componentTypes }))
  .meta({
    id: 'CredentialType',
    description:
      'What all credentials of one kind have in common. Days are calendar days in the zone of the brand.',
    examples: [
      {
        code: 'AC-L2',
        brand: 'MEIHE',
        grants: [{ category: 'AC', level: 2 }],
        validityMonths: 24,
        windowDays: 90,
        workingGraceDays: 0,
        adminGraceDays: 90,
        requiredEvidenceMode: 'PROCTORED',
        safetyCritical: true,
      },
    ],
  })
