import { z } from 'zod'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { code, instant, record } from './fields.ts'

/** One question to the gate, with the fields of the machine interface; everything is named by code. */
export const gateRequest = record({
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
  asOf: instant.meta({ description: 'The instant of asking. What was recorded later is not seen.' }),
  warrantyStatus: z.enum(['IN_WARRANTY', 'OUT_OF_WARRANTY']).nullable().optional(),
  part: record({ partNo: code })
    .nullable()
    .optional()
    .meta({ description: 'What is asked for at PARTS_RELEASE.' }),
})
  .transform(({ warrantyStatus, window, ...request }, context): GateRequest => {
    const isPlanned = request.checkpoint === 'ASSIGN' || request.checkpoint === 'CANDIDATES'
    if (window === undefined && isPlanned) {
      context.issues.push({
        code: 'custom',
        input: window,
        path: ['window'],
        message: `${request.checkpoint} needs a window with start and end`,
      })
      return z.NEVER
    }
    return {
      ...request,
      window: window ?? { start: request.asOf, end: request.asOf },
      warranty: warrantyStatus ?? null,
    }
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
