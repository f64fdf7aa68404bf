import { z } from 'zod'
import { code, codes, instant, instantOrNull, record, recorded, rung } from './fields.ts'

/** Events of a credential, append-only; the same in the gate's facts and in the input of credential:status. */

const { recordedAt } = recorded
const told = {
  recordedAt,
  actor: code.optional(),
  reason: z.string().optional(),
}
const effectiveAt = instant.meta({ description: 'From when it is true in the world.' })
const alsoEffective = {
  effectiveAt: instant.optional().meta({ description: 'May stand here; the dates of the event decide.' }),
}

const period = {
  ...told,
  ...alsoEffective,
  validFrom: instant,
  validUntil: instantOrNull.meta({ description: 'Exclusive. Null: without end.' }),
}
const single = { ...told, effectiveAt }

export const credentialEvent = z
  .discriminatedUnion('kind', [
    record({ kind: z.literal('ISSUED'), ...period }),
    record({ kind: z.literal('RENEWED'), ...period }),
    record({
      kind: z.literal('SUSPENDED'),
      ...told,
      ...alsoEffective,
      from: instant,
      to: instantOrNull.meta({ description: 'Exclusive. Null: until lifted.' }),
      grounds: z.string().default(''),
    }),
    record({
      kind: z.literal('SUSPENSION_LIFTED'),
      ...single,
      suspendedFrom: instant.optional().meta({ description: 'Which suspension; absent: every open one.' }),
    }),
    record({
      kind: z.literal('SCOPE_REDUCED'),
      ...single,
      grants: z.array(rung).meta({ description: 'What remains, never more than there was.' }),
      endorsements: codes,
    }),
    record({ kind: z.literal('REVOKED'), ...single, grounds: z.string().optional() }),
    record({ kind: z.literal('WITHDRAWN'), ...single }),
    record({ kind: z.literal('SUPERSEDED'), ...single }),
    record({ kind: z.literal('WORKED'), ...single }),
    record({ kind: z.literal('REFRESHED'), ...single }),
    record({
      kind: z.literal('CORRECTED'),
      ...told,
      ...alsoEffective,
      validFrom: instant.optional(),
      validUntil: instant.nullable().optional().meta({ description: 'Absent: as it was.' }),
    }),
  ])
  .meta({
    id: 'CredentialEvent',
    description:
      'What happened to a credential. ISSUED and RENEWED open a period. WORKED (a qualifying job) and REFRESHED (a practical refresh) restart the recency clock. CORRECTED sets right the dates of the last period recorded by then.',
    examples: [
      {
        kind: 'ISSUED',
        validFrom: '2024-12-01T00:00:00+08:00',
        validUntil: '2026-12-01T00:00:00+08:00',
        recordedAt: '2024-11-28T10:00:00+08:00',
      },
      {
        kind: 'REVOKED',
        effectiveAt: '2026-02-01T00:00:00+08:00',
        grounds: 'FAKE',
        recordedAt: '2026-02-01T09:00:00+08:00',
      },
    ],
  })
