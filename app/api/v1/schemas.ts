import { z } from 'zod'
import { code, instant, record } from '#app/evaluators/facts-file/fields.ts'
import { gateRequestFields } from '#app/evaluators/facts-file/request-schema.ts'

/**
 * What the machine interface reads and answers. A schema with a name stands under it in the OpenAPI document. Instants in answers are UTC with milliseconds;
 * texts are in English and Chinese; everything is named by code.
 */
export const named = z.registry<{ id: string; description?: string; examples?: unknown[] }>()

const text = z.string()
const utc = z.string().meta({ format: 'date-time' })
const both = z.object({ en: text, zh: text })
const params = z.record(text, z.union([text, z.number()]))
const decisionWord = z.enum(['ALLOW', 'ALLOW_WARN', 'ALLOW_SUPERVISED', 'DENY'])

export const gateCheckRequest = record({
  ...gateRequestFields,
  asOf: instant.optional().meta({
    description:
      'Left out: now, and the decision is recorded. Given: a preview with what was known then, which is not recorded and has no receipt.',
  }),
}).register(named, {
  id: 'GateCheckRequest',
  description: 'May this engineer, of this outlet, do this operation, on this model, at this place and time?',
  examples: [
    {
      engineer: 'E-1002',
      supervisor: null,
      outlet: 'O1',
      brand: 'MEIHE',
      operation: 'RF-DRIER',
      model: 'MH-RF-320-R600A',
      site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
      window: { start: '2026-11-24T09:00:00+08:00', end: '2026-11-24T11:00:00+08:00' },
      checkpoint: 'ASSIGN',
    },
  ],
})

const withPaths = z.boolean().default(true).meta({
  description:
    'Whether a denial says who else may, under whom, and how the engineer gets there. On unless switched off.',
})

export const mostRequests = 1_000

export const gateCheckBatch = record({
  requests: z.array(z.unknown()).min(1).max(mostRequests).meta({
    description: 'Each is read by itself: a wrong one has a problem in its place, the others are decided.',
  }),
  paths: withPaths,
})

const describedBatch = record({
  requests: z.array(gateCheckRequest).min(1).max(mostRequests),
  paths: withPaths.optional(),
}).register(named, { id: 'GateCheckBatch' })

/** As the document describes the body; it is read in two steps, so that one wrong request of many harms no other. */
export const gateCheckBody = z.union([gateCheckRequest, describedBatch])

const remedy = z.object({ kind: text, params, text: both })

const reason = z
  .object({
    code: text,
    gate: text,
    severity: z.enum(['BLOCK', 'WARN', 'INFO']),
    overridable: z.boolean(),
    curableBySupervision: z.boolean(),
    params,
    text: both,
    remedies: z.array(remedy),
  })
  .register(named, { id: 'Reason' })

const way = z.object({
  typeCode: text,
  name: both,
  hours: z.number(),
  isOpen: z.boolean(),
  steps: z.array(
    z.object({
      key: text,
      kind: z.enum(['course', 'exam', 'practical', 'credential', 'licence', 'work', 'decision']),
      code: text,
      title: both,
      state: z.enum(['done', 'open', 'unavailable']),
      hours: z.number(),
    }),
  ),
})

const paths = z
  .object({
    people: z
      .array(z.object({ code: text, name: text, decision: decisionWord }))
      .meta({ description: 'Others of the outlet who may do it, the plainest yes first.' }),
    supervised: z
      .object({ supervisor: z.object({ code: text, name: text }) })
      .nullable()
      .meta({ description: 'A colleague under whom the engineer may do it.' }),
    person: z.array(way).meta({ description: 'How the engineer earns what is missing.' }),
  })
  .register(named, {
    id: 'Paths',
    description: 'What opens a denied door, in the order to try it. Empty otherwise.',
  })

const receipt = z
  .object({
    payload: text.meta({ description: 'What was decided, as the very text that was hashed.' }),
    path: z.array(z.object({ side: z.enum(['left', 'right']), hash: text })).meta({
      description: 'From the hash of the payload to the root; empty for a decision that was signed alone.',
    }),
    jws: text.meta({
      description:
        'The root, signed with the brand’s Ed25519 key (JWS, EdDSA); `kid` is the address of the key.',
    }),
  })
  .register(named, {
    id: 'Receipt',
    description:
      'The brand’s word for what was decided, to be checked without asking anybody: SHA-256 of a zero byte and the payload, then along the path SHA-256 of a one byte and the two hashes, must give the root that the JWS signs.',
  })

const decided = {
  decision: decisionWord,
  reasons: z.array(reason),
  requirement: z.object({}).catchall(z.unknown()).nullable(),
  policyVersion: text,
  inputsDigest: text.meta({ description: 'SHA-256 over the request and every fact known by then.' }),
}

export const gateDecision = z
  .object({
    ...decided,
    overridable: z.boolean(),
    performerOfRecord: text,
    overrides: z.array(text),
    asOf: utc,
    preview: z.boolean(),
    decisionId: text.nullable().meta({ description: 'Null for a preview.' }),
    paths,
    receipt: receipt.nullable().meta({ description: 'Null for a preview.' }),
  })
  .register(named, { id: 'GateDecision' })

const fault = z.object({ path: text, reason: text, message: text })

export const problem = z
  .object({
    type: text,
    title: text,
    status: z.int(),
    reason: text.optional().meta({ description: 'Stable; what a program decides by.' }),
    requestId: text.optional(),
    errors: z.array(fault).optional(),
  })
  .catchall(z.unknown())
  .register(named, { id: 'Problem', description: 'A refusal (RFC 9457).' })

export const gateCheckAnswer = z.union([
  gateDecision,
  z
    .object({ results: z.array(z.union([gateDecision, problem])) })
    .register(named, { id: 'GateCheckResults', description: 'In the order of the requests.' }),
])

export const candidatesQuery = z.object({
  outlet: code,
  operation: code,
  model: code,
  start: instant,
  end: instant,
  brand: code
    .optional()
    .meta({ description: 'Needed for a key of a provider; a brand’s key asks for its brand.' }),
  jurisdiction: code.optional().meta({ description: 'Left out: the place of the outlet.' }),
  heightM: z.coerce.number().min(0).optional(),
})

const miss = { engineer: text, name: text, outlet: text, decision: decisionWord, codes: z.array(text) }

export const candidatesAnswer = z
  .object({
    candidates: z.array(
      z.object({
        ...miss,
        freeFrom: utc.nullable().meta({
          description: 'From when they are free for as long as the job takes; null where nobody has said.',
        }),
      }),
    ),
    nearMisses: z
      .array(z.object(miss))
      .meta({ description: 'Where nobody may: who comes nearest, with what stands in the way.' }),
  })
  .register(named, { id: 'Candidates' })

export const codeParam = z.object({ code })
export const idParam = z.object({ id: code })

export const engineerPermissionsQuery = z.object({
  brand: candidatesQuery.shape.brand,
  outlet: code.optional(),
})
export const outletPermissionsQuery = z.object({ brand: candidatesQuery.shape.brand })

const modelPermissions = {
  category: text,
  model: text,
  allow: z.array(text),
  allowWithWarning: z.array(text),
}

export const engineerPermissions = z
  .object({
    engineer: text,
    outlet: text,
    brand: text,
    at: utc,
    models: z.array(
      z.object({ ...modelPermissions, deny: z.array(z.object({ operation: text, codes: z.array(text) })) }),
    ),
  })
  .register(named, { id: 'EngineerPermissions' })

export const outletPermissions = z
  .object({
    outlet: text,
    brand: text,
    at: utc,
    work: z.array(z.object({ category: text, model: text, operations: z.array(text) })),
    engineers: z.array(z.object({ engineer: text, name: text, models: z.array(z.object(modelPermissions)) })),
  })
  .register(named, { id: 'OutletPermissions' })

export const decisionRecord = z
  .object({
    ...decided,
    decisionId: text,
    recordedAt: utc,
    request: z.object({}).catchall(z.unknown()),
    paths,
    ledger: z.object({ sequence: z.int(), hash: text }).nullable(),
  })
  .register(named, { id: 'DecisionRecord' })

export const replayAnswer = z
  .object({
    decisionId: text,
    outcome: z.enum(['same', 'different', 'inputs-not-kept', 'inputs-damaged']),
    differences: z.array(z.object({ path: text, recorded: z.unknown(), replayed: z.unknown() })),
  })
  .register(named, { id: 'Replay' })

export const mostJobs = 1_000

export const workLogBody = record({
  jobs: z
    .array(
      record({
        job: code.meta({ description: 'The number of the job in your system, by which it is known again.' }),
        engineer: code,
        operation: code,
        model: code.nullable().default(null),
        outlet: code,
        supervisor: code.nullable().default(null),
        finishedAt: instant,
        redoOf: code.nullable().default(null).meta({ description: 'The job that had to be done again.' }),
      }),
    )
    .min(1)
    .max(mostJobs),
}).register(named, { id: 'FinishedJobs' })

export const workLogAnswer = z
  .object({
    results: z.array(
      z.union([z.object({ job: text, outcome: z.enum(['logged', 'logged-before']) }), problem]),
    ),
  })
  .register(named, { id: 'FinishedJobsResults', description: 'In the order of the jobs.' })

export const connectionBody = record({
  countsFrom: instant
    .nullable()
    .meta({ description: 'From when the log is complete and rules may count on it; null: not at all.' }),
  reason: z.string().trim().min(5).max(300),
}).register(named, { id: 'WorkLogConnection' })

export const connectionAnswer = z
  .object({ countsFrom: utc.nullable(), recordedAt: utc })
  .register(named, { id: 'WorkLogConnected' })

export const mostSlots = 500

export const availabilityBody = record({
  slots: z
    .array(
      record({ start: instant, end: instant }).refine(({ start, end }) => start < end, {
        error: 'a slot ends after it starts',
        path: ['end'],
      }),
    )
    .max(mostSlots),
}).register(named, {
  id: 'Availability',
  description: 'Free time; it takes the place of what you said before.',
})

export const availabilityAnswer = z
  .object({ engineer: text, slots: z.array(z.object({ start: utc, end: utc })) })
  .register(named, { id: 'AvailabilitySet' })
