import { describe, expect, test } from 'vitest'
import { deriveStatusFile } from '#app/evaluators/derive-status-file.server.ts'
import { answerTo, runCommand } from './run-command.ts'

type Shown = {
  readonly status: string | null
  readonly grantsWork: boolean
  readonly since: string | null
  readonly until: string | null
  readonly why: { readonly rule: string; readonly text: { readonly en: string; readonly zh: string } }
}

const type = { windowDays: 90, workingGraceDays: 30, adminGraceDays: 90 }
const issued = {
  kind: 'ISSUED',
  validFrom: '2024-12-01T00:00:00+08:00',
  validUntil: '2026-12-01T00:00:00+08:00',
}
const ask = (asOf: string, events: object[] = [], over: object = {}) =>
  answerTo<Shown>(deriveStatusFile, {
    type,
    events: [issued, ...events],
    asOf,
    zone: 'Asia/Shanghai',
    ...over,
  })

describe('credential:status', () => {
  test.each([
    [
      '2024-11-30T23:59:59+08:00',
      'NOT_YET_VALID',
      false,
      'Valid only from 2024-12-01',
      '自 2024-12-01 起生效',
    ],
    ['2025-06-01T00:00:00+08:00', 'ACTIVE', true, 'Valid to 2026-11-30', '有效至 2026-11-30'],
    [
      '2026-09-02T00:00:00+08:00',
      'RENEWAL_WINDOW',
      true,
      'Valid to 2026-11-30; it may be renewed now',
      '有效至 2026-11-30，现可办理再认证',
    ],
    [
      '2026-12-01T00:00:00+08:00',
      'WORKING_GRACE',
      true,
      'Ended on 2026-11-30; working grace to 2026-12-30',
      '已于 2026-11-30 到期，作业宽限期至 2026-12-30',
    ],
    [
      '2026-12-31T00:00:00+08:00',
      'ADMIN_GRACE',
      false,
      'Ended on 2026-11-30; may be renewed to 2027-02-28 but may not work',
      '已于 2026-11-30 到期，补办期至 2027-02-28，期间不得作业',
    ],
    [
      '2027-03-01T00:00:00+08:00',
      'LAPSED',
      false,
      'Ended on 2026-11-30; every grace is over',
      '已于 2026-11-30 到期，宽限期均已结束',
    ],
  ])('at %s: %s', async (asOf, status, grantsWork, en, zh) => {
    const { exitCode, answer } = await ask(asOf)
    expect(exitCode).toBe(0)
    expect(answer).toMatchObject({ status, grantsWork, why: { text: { en, zh } } })
  })

  test('since and until are instants', async () => {
    expect((await ask('2026-10-01T00:00:00+08:00')).answer).toMatchObject({
      since: '2026-09-01T16:00:00.000Z',
      until: '2026-11-30T16:00:00.000Z',
    })
  })

  test('before the issue is known there is no status', async () => {
    const events = [{ ...issued, recordedAt: '2025-01-10T00:00:00Z' }]
    const { answer } = await ask('2025-01-09T00:00:00Z', [], { events })
    expect(answer).toMatchObject({ status: null, grantsWork: false, why: { rule: 'NOT_ISSUED' } })
  })

  test('what is recorded later is not known, unless asked for with knownAt', async () => {
    const revoked = {
      kind: 'REVOKED',
      effectiveAt: '2026-06-01T00:00:00+08:00',
      recordedAt: '2026-09-01T00:00:00+08:00',
    }
    expect((await ask('2026-07-01T00:00:00+08:00', [revoked])).answer?.status).toBe('ACTIVE')
    const known = { knownAt: '2026-09-01T00:00:00+08:00' }
    expect((await ask('2026-07-01T00:00:00+08:00', [revoked], known)).answer).toMatchObject({
      status: 'REVOKED',
      why: { text: { en: 'Revoked on 2026-06-01', zh: '已于 2026-06-01 撤销' } },
    })
  })

  test('a type that does not state its scope keeps what a reduction leaves', async () => {
    const reduced = {
      kind: 'SCOPE_REDUCED',
      effectiveAt: '2025-06-01T00:00:00+08:00',
      grants: [{ category: 'WM', level: 1 }],
    }
    expect((await ask('2025-07-01T00:00:00+08:00', [reduced])).answer).toMatchObject({
      status: 'SCOPE_REDUCED',
      grantsWork: true,
      scope: { grants: [{ category: 'WM', level: 1 }] },
    })
    const stated = { type: { ...type, grants: [{ category: 'AC', level: 2 }] } }
    expect((await ask('2025-07-01T00:00:00+08:00', [reduced], stated)).answer?.grantsWork).toBe(false)
  })

  test.each([
    ['status-working-grace.json', 'WORKING_GRACE'],
    ['status-suspended.json', 'SUSPENDED'],
    ['status-known-later.json', 'ACTIVE'],
  ])('the example %s answers %s', async (name, status) => {
    const { exitCode, out } = await runCommand(deriveStatusFile, `docs/api/examples/${name}`)
    expect(exitCode).toBe(0)
    expect(JSON.parse(out.join('\n')).status).toBe(status)
  })

  test('every fault is told by its path', async () => {
    const { exitCode, answer, err } = await ask('2026-07-01', [{ kind: 'RENEWED' }, { kind: 'EXPIRED' }], {
      zone: 'Mars',
      typ: {},
    })
    expect([exitCode, answer]).toEqual([2, null])
    expect(err.map((line) => line.split(': ')[0])).toEqual([
      '$.events[1].validFrom',
      '$.events[2].kind',
      '$.asOf',
      '$.zone',
      '$',
    ])
  })
})
