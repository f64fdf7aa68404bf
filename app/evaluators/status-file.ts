import { z } from 'zod'
import { credentialTypeFields } from './facts-file/catalogue-schema.ts'
import { credentialEvent } from './facts-file/event-schema.ts'
import { code, instant, record, zone } from './facts-file/fields.ts'

const statusType = record({
  ...credentialTypeFields,
  code: code.optional(),
  brand: code.optional(),
  grants: credentialTypeFields.grants.removeDefault().optional().meta({
    description: 'What it grants at first. Absent: at least what a reduction of scope leaves.',
  }),
  endorsements: credentialTypeFields.endorsements.removeDefault().optional(),
}).meta({
  id: 'StatusType',
  description:
    'A credential type, as in the facts of the gate; code and brand may be left out. Its spans and flags decide the status; its validity and anchor do not, since the events carry their dates.',
  examples: [
    {
      code: 'WM-L2',
      brand: 'MEIHE',
      grants: [{ category: 'WM', level: 2 }],
      windowDays: 90,
      workingGraceDays: 30,
      adminGraceDays: 90,
      recencyMaxGapDays: null,
      safetyCritical: false,
    },
  ],
})

/** The input of credential:status. */
export const statusFile = record({
  $schema: z.string().optional(),
  title: z.string().optional().meta({ description: 'For the reader of the file; not read.' }),
  type: statusType,
  events: z.array(credentialEvent),
  asOf: instant.meta({ description: 'The instant the status is asked for.' }),
  zone,
  knownAt: instant.optional().meta({
    description: 'Only what was recorded by then is used. Absent: asOf.',
  }),
})
  .transform(({ $schema: _forEditors, title: _forTheReader, type, ...question }) => ({
    ...question,
    type: { ...type, ...scopeOf(type, question.events) },
  }))
  .meta({
    title: 'Input of credential:status',
    description: 'The story of one credential; the status is derived from it and from the dates.',
    examples: [
      {
        type: { code: 'WM-L2', windowDays: 90, workingGraceDays: 30, adminGraceDays: 90 },
        events: [
          {
            kind: 'ISSUED',
            validFrom: '2024-12-01T00:00:00+08:00',
            validUntil: '2026-12-01T00:00:00+08:00',
          },
        ],
        asOf: '2026-12-10T09:00:00+08:00',
        zone: 'Asia/Shanghai',
      },
    ],
  })

type Event = z.output<typeof credentialEvent>

/** The scope of a type that does not state one: all that the reductions leave, so that none of it is cut away. */
function scopeOf(type: z.output<typeof statusType>, events: readonly Event[]) {
  const reductions = events.filter((event) => event.kind === 'SCOPE_REDUCED')
  return {
    grants: type.grants ?? reductions.flatMap(({ grants }) => grants),
    endorsements: type.endorsements ?? reductions.flatMap(({ endorsements }) => endorsements),
  }
}
