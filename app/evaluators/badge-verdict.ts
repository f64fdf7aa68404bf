import { z } from 'zod'

const check = z
  .strictObject({
    check: z.enum(['form', 'schema', 'contexts', 'proof', 'claims', 'dates', 'status']).meta({
      description:
        'What was looked at: the file, the data model of Open Badges, the words it uses, one proof, the claims of a JWT against the credential, the dates, one status.',
    }),
    result: z.enum(['pass', 'fail', 'not-supported']).meta({
      description:
        'not-supported: this program cannot judge it. Anything but pass keeps the badge from being valid.',
    }),
    code: z
      .string()
      .meta({ description: 'One word for programs, such as expired, revoked, wrong-signature.' }),
    detail: z.string().meta({ description: 'A sentence for people, in English.' }),
  })
  .meta({
    id: 'Check',
    description: 'One thing about a badge and how it stands.',
    examples: [
      {
        check: 'status',
        result: 'fail',
        code: 'revoked',
        detail:
          'The badge is revoked, by the list at https://skills.example.com/brands/meihe/status/suspension/1',
      },
    ],
  })

const summary = z
  .strictObject({
    id: z.string().nullable(),
    issuer: z.string().nullable(),
    issuerName: z.string().nullable(),
    name: z.string().nullable().meta({ description: 'Of the achievement.' }),
    validFrom: z.string().nullable(),
    validUntil: z
      .string()
      .nullable()
      .meta({ description: 'The first instant at which it does not hold any more.' }),
  })
  .meta({
    id: 'Badge',
    description: 'What the badge says of itself; nothing of it may be believed unless the verdict is valid.',
    examples: [
      {
        id: 'https://skills.example.com/c/h4aqc78vevnte9tbfe0q1p7mk8/badge.json',
        issuer: 'did:web:skills.example.com:brands:meihe',
        issuerName: 'Meihe · 美禾电器',
        name: 'AC-L3 AC senior engineer · 空调高级工程师',
        validFrom: '2025-05-31T16:00:00.000Z',
        validUntil: '2027-05-31T16:00:00.000Z',
      },
    ],
  })

/** What badge:verify prints with --json. */
export const badgeVerdict = z
  .strictObject({
    verdict: z.enum(['valid', 'invalid', 'undecided']).meta({
      description:
        'undecided: nothing is wrong, but something could not be judged. Only valid may be relied on.',
    }),
    form: z
      .enum(['json', 'jwt', 'png', 'svg'])
      .nullable()
      .meta({ description: 'null: it could not be read.' }),
    at: z.string().meta({ description: 'The instant of the check.' }),
    badge: summary.nullable(),
    checks: z.array(check),
  })
  .meta({
    title: 'Output of badge:verify',
    description: 'Whether a badge of Open Badges 3.0 holds, and why.',
  })
