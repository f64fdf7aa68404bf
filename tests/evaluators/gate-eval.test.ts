import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluateGateFile } from '#app/evaluators/evaluate-gate-file.server.ts'
import { answerTo, type DecisionShown, runCommand, shortly } from './run-command.ts'

const example = (name: string) => `docs/api/examples/${name}`
const read = (name: string) => JSON.parse(readFileSync(example(name), 'utf8'))

async function decisionsOf(name: string): Promise<readonly DecisionShown[]> {
  const { exitCode, out, err } = await runCommand(evaluateGateFile, example(name))
  expect(err).toEqual([])
  expect(exitCode).toBe(0)
  return JSON.parse(out.join('\n'))
}

const vectors: [string, string][] = [
  ['V-01', 'ALLOW'],
  ['V-02', 'DENY IND_WRONG_CATEGORY'],
  ['V-04', 'ALLOW'],
  ['V-05', 'DENY IND_EXPIRES_BEFORE_JOB'],
  ['V-06', 'ALLOW'],
  ['V-07', 'ALLOW_WARN IND_IN_GRACE(WARN)'],
  ['V-09', 'DENY IND_ADMIN_GRACE'],
  ['V-10', 'DENY LEG_LICENCE_MISSING'],
  ['V-12', 'ALLOW_WARN LEG_LICENCE_MISSING(WARN)'],
  ['V-14', 'DENY IND_ENDORSEMENT'],
  ['V-15', 'ALLOW_SUPERVISED IND_LEVEL_TOO_LOW'],
  ['V-16', 'DENY IND_LEVEL_TOO_LOW SUP_OUTLET_PROBATION(INFO)'],
  ['V-19', 'ALLOW'],
  ['V-20', 'DENY IND_EXPIRED'],
  ['V-21', 'ALLOW_WARN QRM_AT_RISK(WARN)'],
  ['V-23', 'DENY PRV_NOT_AUTHORISED'],
  ['V-24', 'ALLOW'],
  ['V-26', 'DENY CLS_NO_REQUIREMENT'],
  ['V-28 ASSIGN', 'ALLOW'],
  ['V-28 CHECK_IN', 'DENY IND_SUSPENDED'],
  ...['CANDIDATES', 'ASSIGN', 'CHECK_IN', 'PARTS_RELEASE', 'CLAIM'].map((checkpoint): [string, string] => [
    `V-30 ${checkpoint}`,
    'DENY IND_DELTA',
  ]),
  ['V-34', 'DENY IND_SUSPENDED'],
]

test('the vectors of gate.md 6.14, by number', async () => {
  const { requests } = read('vectors.json') as { requests: { lineId: string; checkpoint: string }[] }
  const decisions = await decisionsOf('vectors.json')
  const lines = requests.map(({ lineId }) => lineId)
  const shown = requests.map(({ lineId, checkpoint }, index): [string, string] => {
    const isOneOfSeveral = lines.filter((line) => line === lineId).length > 1
    return [isOneOfSeveral ? `${lineId} ${checkpoint}` : lineId, shortly(decisions[index] as DecisionShown)]
  })
  expect(shown).toEqual(vectors)
  const tenth = decisions[lines.indexOf('V-10')]
  expect(tenth?.overridable).toBe(false)
  expect(decisions[lines.indexOf('V-20')]?.reasons[0]?.params.type).toBe('RF-L2')
})

test('the denial of 6.12 is told in both languages, with what takes each reason away', async () => {
  const [denial] = await decisionsOf('denial.json')
  expect(denial && shortly(denial)).toBe('DENY IND_ENDORSEMENT IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING(WARN)')
  expect(denial?.reasons.map(({ text }) => text)).toEqual([
    { en: 'Missing endorsement: A3', zh: '缺少专项许可：A3' },
    {
      en: 'Level too low: needs RF L3, has L2 (to 2027-03-31)',
      zh: '维修等级不足：需 RF L3，现为 L2（有效至 2027-03-31）',
    },
    {
      en: 'Missing statutory licence: CN_REFRIGERATION (Special operations personnel rules)',
      zh: '缺少法定资格：CN_REFRIGERATION（特种作业人员安全技术培训考核管理规定）',
    },
  ])
  for (const { remedies } of denial?.reasons ?? []) {
    expect(remedies.length).toBeGreaterThan(0)
    for (const { text } of remedies) expect([text.en, text.zh]).not.toContain('')
  }
  expect(denial?.policyVersion).toBe('meihe-2026-11')
  expect(denial?.inputsDigest).toMatch(/^[0-9a-f]{64}$/)
})

test('supervised: planned, with the supervisor there, and without', async () => {
  expect((await decisionsOf('supervised.json')).map(shortly)).toEqual([
    'ALLOW_SUPERVISED IND_LEVEL_TOO_LOW',
    'ALLOW_SUPERVISED IND_LEVEL_TOO_LOW',
    'DENY IND_LEVEL_TOO_LOW SUP_NOT_PRESENT(INFO)',
  ])
})

test('prices: not approved, approved, settled above', async () => {
  const decisions = await decisionsOf('prices.json')
  expect(decisions.map(shortly)).toEqual(['DENY PRICE_NOT_APPROVED', 'ALLOW', 'DENY PRICE_OVER_QUOTE'])
  expect(decisions[2]?.reasons[0]?.text).toEqual({
    en: 'Settlement exceeds quote by ¥20; re-approval needed',
    zh: '结算金额超出报价 ¥20，须重新确认',
  })
})

describe('the input', () => {
  const denial = read('denial.json')
  const [request] = denial.requests
  const answer = (facts: object, over: object = {}) =>
    answerTo<DecisionShown[]>(evaluateGateFile, {
      facts: { ...denial.facts, ...facts },
      requests: [{ ...request, ...over }],
    })

  test('every fault is told by its path, and nothing is printed', async () => {
    const result = await answer(
      {
        credentials: [
          { ...denial.facts.credentials[0], validUntil: '2027-03-31', events: [{ kind: 'REVOKED' }] },
        ],
        operations: [{ code: 'RF-DRIER', brand: 'MEIHE', tags: ['REFRIGERANT_CIRCUIT'] }],
        licences: [{ type: 'CN_LV', validFrom: '2026-01-01T00:00:00Z' }],
        brands: [{ code: 'MEIHE', zone: 'Asia/Wuhan' }],
      },
      { checkpoint: 'DISPATCH', window: undefined },
    )
    expect(result.exitCode).toBe(2)
    expect(result.answer).toBeNull()
    expect(result.err.map((line) => line.split(': ')[0])).toEqual([
      '$.facts.brands[0].zone',
      '$.facts.operations[0]',
      '$.facts.credentials[0].validUntil',
      '$.facts.credentials[0].events[0].effectiveAt',
      '$.facts.licences[0]',
      '$.requests[0].checkpoint',
    ])
    expect(result.err[1]).toContain('unknown field "tags"; fields here are')
    expect(result.err[1]).toContain('activityTags')
    expect(result.err[2]).toContain('ends at the midnight after it')
    expect(result.err[3]).toContain('this field is missing')
  })

  test.each(['ASSIGN', 'CANDIDATES'])(
    '%s needs a window; the other checkpoints do not',
    async (checkpoint) => {
      expect((await answer({}, { checkpoint, window: undefined })).err).toEqual([
        `$.requests[0].window: ${checkpoint} needs a window with start and end`,
      ])
      expect((await answer({}, { checkpoint: 'CHECK_IN', window: undefined })).exitCode).toBe(0)
    },
  )

  test.each([
    ['no file', [], 'One JSON file is expected'],
    ['two files', ['a.json', 'b.json'], 'One JSON file is expected'],
    ['an option', ['--help'], 'One JSON file is expected'],
    ['a file that is not there', ['no/such.json'], 'no/such.json cannot be read (ENOENT)'],
    ['a file that is no JSON', ['README.md'], 'README.md is no JSON'],
  ])('wrong use: %s', async (_name, args, message) => {
    const { exitCode, out, err } = await runCommand(evaluateGateFile, ...args)
    expect([exitCode, out]).toEqual([2, []])
    expect(err[0]).toContain(message)
  })

  test('an instant may be written with any offset', async () => {
    const inUtc = { start: '2026-11-24T01:00:00Z', end: '2026-11-24T03:00:00.000Z' }
    const [one, other] = [await answer({}), await answer({}, { window: inUtc, asOf: '2026-11-23T02:00Z' })]
    expect(other.answer).toEqual(one.answer)
  })

  test('facts recorded after asOf are dropped first, and leave no trace in the digest', async () => {
    const [credential] = denial.facts.credentials
    const later = {
      ...credential,
      number: 'NEW',
      type: 'RF-L3',
      recordedAt: '2026-11-23T10:00:00.001+08:00',
    }
    const types = [
      ...denial.facts.credentialTypes,
      { code: 'RF-L3', brand: 'MEIHE', grants: [{ category: 'RF', level: 3 }] },
    ]
    const without = await answer({ credentialTypes: types })
    const withIt = await answer({ credentialTypes: types, credentials: [credential, later] })
    expect(withIt.answer).toEqual(without.answer)
    const known = await answer(
      { credentialTypes: types, credentials: [credential, later] },
      { asOf: '2026-11-23T10:00:00.001+08:00' },
    )
    expect(known.answer?.map(shortly)).toEqual(['DENY IND_ENDORSEMENT LEG_LICENCE_MISSING(WARN)'])
  })

  test('a code that is recorded twice is one fact in two versions, in whatever order', async () => {
    const [model] = denial.facts.models
    const corrected = { ...model, deltaModule: 'D-1', recordedAt: '2026-11-23T09:00:00+08:00' }
    const future = { ...model, brand: 'OTHER', recordedAt: '2026-12-01T00:00:00+08:00' }
    for (const models of [
      [model, corrected, future],
      [future, corrected, model],
    ]) {
      const { answer: decisions } = await answer({ models })
      expect(decisions?.map(shortly)).toEqual([
        'DENY IND_DELTA IND_ENDORSEMENT IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING(WARN)',
      ])
    }
  })

  test('I10: a completed course changes no decision, nor the digest', async () => {
    const trainings = [{ engineer: 'E-1002', course: 'RF-301', completedAt: '2026-11-01T00:00:00+08:00' }]
    expect((await answer({ trainings })).answer).toEqual((await answer({})).answer)
  })

  test('6.15, 2: the minLevel of an operation is not read', async () => {
    const operations = denial.facts.operations.map((row: object) => ({ ...row, minLevel: 1 }))
    expect((await answer({ operations })).answer).toEqual((await answer({})).answer)
  })

  test('a code that leads nowhere is a note and no fault', async () => {
    const [credential] = denial.facts.credentials
    const { exitCode, err } = await answer({
      credentials: [{ ...credential, type: 'RF-L22' }],
      requirementRules: [{ id: 'X', brand: 'MEIHE', operation: 'RF-DRYER', minLevel: 3 }],
    })
    expect(exitCode).toBe(0)
    expect(err).toEqual([
      'note: $.facts.requirementRules[0].operation: the facts hold no operation RF-DRYER',
      'note: $.facts.credentials[0].type: the facts hold no credential type MEIHE RF-L22',
    ])
  })

  test('the order of facts does not show', async () => {
    const reversed = Object.fromEntries(
      Object.entries(denial.facts).map(([name, rows]) => [
        name,
        Array.isArray(rows) ? [...rows].reverse() : rows,
      ]),
    )
    expect((await answer(reversed)).answer).toEqual((await answer({})).answer)
  })
})
