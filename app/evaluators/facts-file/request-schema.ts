import { z } from 'zod'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { code, instant, record } from './fields.ts'

/** The fields of one question to the gate, but for the instant of asking; everything is named by code. The machine interface asks by the same. */
export const gateRequestFields = {
  lineId: code.nullable().optional().meta({
    description: 'The line of the work order: check-ins, quotes and overrides belong to one.',
  }),
  engineer: code,
  supervisor: code.nullable().optional(),
  outlet: code,
  brand: code,
  operation: code,
  model: code,
  site: record({
    jurisdiction: code.meta({ description: 'A path, such as CN/HB/WUH.' }),
    heightM: z.number().min(0).nullable().optional().meta({
      description: 'Metres one can fall. Unknown counts as above every limit.',
    }),
  }),
  window: record({ start: instant, end: instant }).optional().meta({
    description: 'The planned time. Needed at CANDIDATES and ASSIGN; not read at the other checkpoints.',
  }),
  checkpoint: z.enum(['CANDIDATES', 'ASSIGN', 'CHECK_IN', 'PARTS_RELEASE', 'CLAIM']),
  warrantyStatus: z.enum(['IN_WARRANTY', 'OUT_OF_WARRANTY']).nullable().optional(),
  part: record({ partNo: code })
    .nullable()
    .optional()
    .meta({ description: 'What is asked for at PARTS_RELEASE.' }),
}

type ReadFields = z.output<z.ZodObject<typeof gateRequestFields>>

/** The fault of a request without a window at a checkpoint that plans; null where there is none. */
export function missingWindow({
  checkpoint,
  window,
}: Pick<ReadFields, 'checkpoint' | 'window'>): string | null {
  const isPlanned = checkpoint === 'ASSIGN' || checkpoint === 'CANDIDATES'
  return window === undefined && isPlanned ? `${checkpoint} needs a window with start and end` : null
}

/** A question as the rules read it: asked at an instant, which stands for a window where none is needed. */
export function gateRequestFrom(fields: ReadFields, asOf: string): GateRequest {
  const { warrantyStatus, window, ...request } = fields
  return { ...request, asOf, window: window ?? { start: asOf, end: asOf }, warranty: warrantyStatus ?? null }
}

/** One question to the gate in a file, with its instant. */
export const gateRequest = record({
  ...gateRequestFields,
  asOf: instant.meta({ description: 'The instant of asking. What was recorded later is not seen.' }),
})
  .transform(({ asOf, ...fields }, context): GateRequest => {
    const message = missingWindow(fields)
    if (message === null) return gateRequestFrom(fields, asOf)
    context.issues.push({ code: 'custom', input: fields.window, path: ['window'], message })
    return z.NEVER
  })
  .meta({
    id: 'GateRequest',
    description:
      'May this engineer, of this outlet, do this operation, on this model, at this place and time?',
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
        asOf: '2026-11-23T10:00:00+08:00',
      },
    ],
  })
