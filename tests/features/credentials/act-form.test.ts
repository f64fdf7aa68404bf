import { describe, expect, test } from 'vitest'
import { actFrom, readActFields } from '#app/features/credentials/act-form.ts'
import type { CredentialFile } from '#app/features/credentials/index.server.ts'

const zone = 'Asia/Shanghai'
/** Ten to midnight in Shanghai. */
const now = '2026-11-23T15:50:00.000Z'
const file = {
  reading: { scope: { grants: [{ category: 'AC', level: 3 }], endorsements: ['A3', 'SB'] } },
  type: { grants: [], endorsements: [] },
} as unknown as CredentialFile

const act = (name: Parameters<typeof actFrom>[0], query: string) =>
  actFrom(name, readActFields(name, new URLSearchParams(query), file), now, zone)

describe('the form of a suspension', () => {
  test.each([
    ['', null, null],
    ['from=2026-11-23', null, null],
    ['from=2026-11-24', '2026-11-23T16:00:00.000Z', null],
    ['until=2026-11-23', null, '2026-11-23T16:00:00.000Z'],
    ['from=2026-12-31&until=2027-01-31', '2026-12-30T16:00:00.000Z', '2027-01-31T16:00:00.000Z'],
    ['from=2026-11-22', '2026-11-21T16:00:00.000Z', null],
  ])('%s: days of the issuer, the last one counts', (query, from, until) => {
    expect(act('suspend', query)).toEqual({ ok: true, act: { kind: 'SUSPENDED', from, until } })
  })

  test.each([
    ['from=23.11.2026', 'from'],
    ['from=2026-02-30', 'from'],
    ['until=soon', 'until'],
  ])('%s is no date', (query, problem) => {
    expect(act('suspend', query)).toEqual({ ok: false, problem })
  })
})

describe('the form of a reduction', () => {
  test('begins with what there is, takes what is chosen, and an unchecked endorsement is gone', () => {
    expect(act('reduce', '')).toMatchObject({
      act: { grants: [{ category: 'AC', level: 3 }], endorsements: ['A3', 'SB'] },
    })
    expect(act('reduce', 'level.AC=1&keep=SB')).toMatchObject({
      act: { grants: [{ category: 'AC', level: 1 }], endorsements: ['SB'] },
    })
    expect(act('reduce', 'level.AC=0')).toMatchObject({ act: { grants: [], endorsements: [] } })
    expect(act('reduce', 'level.AC=x&keep=OTHER')).toMatchObject({
      act: { grants: [{ category: 'AC', level: 3 }], endorsements: [] },
    })
  })
})
