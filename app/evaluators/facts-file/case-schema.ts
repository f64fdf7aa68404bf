import { z } from 'zod'
import { allReasonCodes } from '#app/domain/gate/reason-codes.ts'
import {
  cents,
  code,
  codeOrNull,
  codes,
  count,
  countOrNull,
  dated,
  flag,
  instant,
  record,
  recorded,
} from './fields.ts'

/** Facts of single lines of work: supervised work, check-ins, overrides and prices. */

export const enrolment = record({
  ...dated,
  engineer: code,
  brand: code,
  towards: z.strictObject({
    kind: z.enum(['CREDENTIAL', 'DELTA', 'LICENCE']),
    code: code.meta({ description: 'A credential type, a delta module or a licence type.' }),
  }),
}).meta({
  id: 'Enrolment',
  description:
    'Somebody is on the way to something. By itself it opens nothing; supervised work asks for it.',
  examples: [{ engineer: 'E-1004', brand: 'MEIHE', towards: { kind: 'CREDENTIAL', code: 'WM-L2' } }],
})

export const safetyTheory = record({ ...recorded, engineer: code, activityTag: code, passedAt: instant })
  .transform(({ activityTag, ...row }) => ({ ...row, tag: activityTag }))
  .meta({
    id: 'SafetyTheory',
    description:
      'The safety theory of an activity tag is passed; supervised work asks for that of every tag.',
    examples: [{ engineer: 'E-1004', activityTag: 'LV_ELECTRICAL', passedAt: '2026-07-01T00:00:00+08:00' }],
  })

export const training = record({ ...recorded, engineer: code, course: code, completedAt: instant }).meta({
  id: 'Training',
  description: 'A completed course. No rule of the gate reads it: training alone changes no decision.',
  examples: [{ engineer: 'E-1004', course: 'WM-201', completedAt: '2026-10-01T00:00:00+08:00' }],
})

export const supervisedJob = record({
  ...recorded,
  lineId: code,
  engineer: code,
  supervisor: code,
  brand: code,
  credentialType: code.meta({ description: 'The type that the trainee was on the way to.' }),
  start: instant,
  end: instant,
  maxTrainees: count.default(2).meta({ description: 'Trainees that the operation of that line allows.' }),
}).meta({
  id: 'SupervisedJob',
  description:
    "Planned or done: the first starts the trainee's clock, those at the same time fill the supervisor's hands.",
  examples: [
    {
      lineId: 'LINE-7',
      engineer: 'E-1004',
      supervisor: 'E-1008',
      brand: 'MEIHE',
      credentialType: 'WM-L2',
      start: '2026-09-01T09:00:00+08:00',
      end: '2026-09-01T11:00:00+08:00',
    },
  ],
})

export const checkIn = record({
  ...recorded,
  lineId: code,
  person: code,
  at: instant,
  distanceM: z.number().min(0).default(0).meta({ description: 'Metres from the site.' }),
}).meta({
  id: 'CheckIn',
  description:
    'Somebody has checked in on site. PARTS_RELEASE and CLAIM judge dated facts at that of the engineer.',
  examples: [{ lineId: 'LINE-1', person: 'E-1003', at: '2026-11-24T09:05:00+08:00', distanceM: 12 }],
})

export const workEnd = record({ ...recorded, lineId: code, at: instant }).meta({
  id: 'WorkEnd',
  description: 'The work of a line ended. CLAIM judges suspensions and sanctions then.',
  examples: [{ lineId: 'LINE-1', at: '2026-11-24T10:40:00+08:00' }],
})

const priceKind = z.enum(['VISIT', 'DIAGNOSIS', 'LABOUR', 'PART'])

export const priceBook = record({
  ...dated,
  brand: code,
  jurisdiction: code,
  rows: z.array(record({ kind: priceKind, operation: codeOrNull, partNo: codeOrNull, ceilingCents: cents })),
}).meta({
  id: 'PriceBook',
  description:
    'The most that may be asked in a place. A row without operation and part stands for all of its kind.',
  examples: [
    {
      brand: 'MEIHE',
      jurisdiction: 'CN',
      rows: [{ kind: 'PART', partNo: 'MH-SENSOR-1', ceilingCents: 9000 }],
    },
  ],
})

const rowFields = {
  kind: priceKind,
  operation: codeOrNull,
  partNo: codeOrNull,
  quantity: z.number().min(0).default(1),
}

export const quote = record({
  ...recorded,
  lineId: code,
  version: count.default(1),
  rows: z.array(
    record({
      ...rowFields,
      name: codeOrNull,
      genuine: z.enum(['GENUINE', 'COMPATIBLE']).nullable().default(null),
      unitPriceCents: cents,
      warrantyMonths: countOrNull,
      evidence: codes,
    }),
  ),
  approval: record({ at: instant, channel: z.enum(['SMS_LINK', 'QR', 'ACCOUNT', 'ENGINEER_DEVICE']) })
    .nullable()
    .default(null),
}).meta({
  id: 'Quote',
  description:
    'A version of the quote of a line: visit fee, diagnosis fee, labour of the operation, and each part with name, number, genuine or compatible, quantity, price, warranty and evidence. The highest version counts.',
  examples: [
    {
      lineId: 'LINE-1',
      version: 1,
      rows: [
        { kind: 'VISIT', unitPriceCents: 3000 },
        { kind: 'DIAGNOSIS', unitPriceCents: 0 },
        { kind: 'LABOUR', operation: 'AC-ROOM-SENSOR', unitPriceCents: 5000 },
        {
          kind: 'PART',
          name: 'Room sensor',
          partNo: 'MH-SENSOR-1',
          genuine: 'GENUINE',
          unitPriceCents: 8000,
          warrantyMonths: 12,
          evidence: ['Sensor reads 0 Ω'],
        },
      ],
      approval: { at: '2026-11-24T09:20:00+08:00', channel: 'SMS_LINK' },
    },
  ],
})

export const settlement = record({
  ...recorded,
  lineId: code,
  rows: z.array(
    record({
      ...rowFields,
      unitPriceCents: cents,
      oldPartRequested: flag,
      oldPart: z.enum(['SHOWN', 'RETURNED', 'SCANNED_BACK']).nullable().default(null),
    }),
  ),
}).meta({
  id: 'Settlement',
  description: 'What was charged in the end. The one recorded last counts.',
  examples: [
    { lineId: 'LINE-1', rows: [{ kind: 'LABOUR', operation: 'AC-ROOM-SENSOR', unitPriceCents: 5000 }] },
  ],
})

export const override = record({
  ...recorded,
  id: code,
  lineId: code,
  brand: code,
  codes: z.array(z.enum(allReasonCodes as [string, ...string[]])).meta({
    description: 'The reason codes it is meant for.',
  }),
  reasonCode: code,
  justification: z.string().meta({ description: 'At least 20 characters, or it does not count.' }),
  requestedBy: code,
  approvals: z.array(record({ ...recorded, by: code, at: instant })).default([]),
  from: instant,
  expiresAt: instant.meta({ description: 'At most 24 hours after from, or it does not count.' }),
})
  .transform(({ justification, ...row }) => ({ ...row, text: justification }))
  .meta({
    id: 'Override',
    description:
      'A human exception for some codes of one line. One that breaks the rules for overrides counts for nothing.',
    examples: [
      {
        id: 'OV-1',
        lineId: 'LINE-1',
        brand: 'MEIHE',
        codes: ['PRV_DEPOSIT'],
        reasonCode: 'CUSTOMER_SAFETY',
        justification: 'Customer without heating in winter',
        requestedBy: 'D-7001',
        approvals: [{ by: 'B-9001', at: '2026-11-23T09:30:00+08:00' }],
        from: '2026-11-23T09:00:00+08:00',
        expiresAt: '2026-11-24T09:00:00+08:00',
      },
    ],
  })
