import { describe, expect, it } from 'vitest'
import { deriveStatus } from '#app/domain/credential/derived-status.ts'
import { curriculumPathFor, requirementOn } from '#app/domain/requirement/curriculum.ts'
import { renewalRequirement, rungRequirement } from '#app/domain/requirement/rung-requirement.ts'

const zone = 'Asia/Shanghai'
const issuedAt = '2024-12-01T02:00:00.000Z'
const rules = {
  grants: [{ category: 'WM', level: 2 }],
  endorsements: [],
  validityMonths: 24,
  windowDays: 90,
  workingGraceDays: 30,
  adminGraceDays: 90,
  recencyMaxGapDays: null,
  safetyCritical: false,
}
/** Valid through 30 November 2026 in Shanghai. */
const issued = {
  kind: 'ISSUED' as const,
  validFrom: '2024-11-30T16:00:00.000Z',
  validUntil: '2026-11-30T16:00:00.000Z',
  recordedAt: issuedAt,
}
type Event = Parameters<typeof deriveStatus>[0]['events'][number]

function recordAt(asOf: string, ...events: Event[]) {
  const reading = deriveStatus({ type: rules, events: [issued, ...events], asOf, zone })
  if (!reading) throw new Error('not issued')
  return { issuedAt, reading }
}
const revoked: Event = {
  kind: 'REVOKED',
  effectiveAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  grounds: 'IDFR',
}
const suspended: Event = {
  kind: 'SUSPENDED',
  from: '2026-01-01T00:00:00.000Z',
  to: null,
  recordedAt: '2026-01-01T00:00:00.000Z',
  grounds: 'PADP',
}
const reduced: Event = {
  kind: 'SCOPE_REDUCED',
  effectiveAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  grants: [{ category: 'WM', level: 1 }],
  endorsements: [],
}

describe('which path is open', () => {
  it.each([
    ['nothing held', null, 'INITIAL'],
    ['years left', recordAt('2025-06-01T00:00:00.000Z'), 'RENEWAL'],
    ['the window open', recordAt('2026-11-01T00:00:00.000Z'), 'RENEWAL'],
    ['the working grace', recordAt('2026-12-15T00:00:00.000Z'), 'RENEWAL'],
    ['the last instant of the administrative grace', recordAt('2027-02-28T15:59:59.999Z'), 'RENEWAL'],
    ['the first instant after the graces', recordAt('2027-02-28T16:00:00.000Z'), 'INITIAL'],
    ['revoked', recordAt('2026-06-01T00:00:00.000Z', revoked), 'INITIAL'],
    ['suspended with time left', recordAt('2026-06-01T00:00:00.000Z', suspended), 'RENEWAL'],
    ['suspended, and lapsed meanwhile', recordAt('2027-06-01T00:00:00.000Z', suspended), 'INITIAL'],
    ['its scope reduced', recordAt('2026-06-01T00:00:00.000Z', reduced), 'INITIAL'],
    ['its scope reduced, in the working grace', recordAt('2026-12-15T00:00:00.000Z', reduced), 'INITIAL'],
  ] as const)('%s', (_, record, path) => {
    expect(curriculumPathFor({ rules }, record)).toBe(path)
  })

  it('what never ends is not renewed', () => {
    const endless = { rules: { ...rules, validityMonths: null } }
    expect(curriculumPathFor(endless, recordAt('2026-11-01T00:00:00.000Z'))).toBe('INITIAL')
  })
})

describe('what a path asks for', () => {
  const exams = [{ exam: 'WM-201', mode: 'PROCTORED' as const }]
  const requirement = rungRequirement({
    below: { brand: 'MEIHE', category: 'WM', level: 1 },
    exams,
    course: 'WM-201',
    practical: 'WM-201-P',
  })
  const renewal = renewalRequirement({ exams, practical: null, work: null })

  it('the full path asks for everything as it is', () => {
    expect(requirementOn('INITIAL', { requirement, renewal }, null, null)).toBe(requirement)
  })

  it('a renewal counts only what was earned after the record was issued', () => {
    expect(requirementOn('RENEWAL', { requirement, renewal }, { issuedAt }, null)).toEqual({
      kind: 'all',
      children: [{ kind: 'exam', exam: 'WM-201', mode: 'PROCTORED', maxAgeDays: 180, earnedAfter: issuedAt }],
    })
  })

  it('without a curriculum of its own a renewal asks for exams and practicals anew, and not for the course', () => {
    expect(requirementOn('RENEWAL', { requirement, renewal: null }, { issuedAt }, null)).toMatchObject({
      children: [
        { kind: 'level' },
        { kind: 'course', maxAgeDays: null },
        { kind: 'exam', earnedAfter: issuedAt },
        { kind: 'practical', earnedAfter: issuedAt },
      ],
    })
  })

  it('after a revocation what was passed before it does not count', () => {
    const revokedAt = '2026-01-01T00:00:00.000Z'
    expect(requirementOn('INITIAL', { requirement, renewal }, null, revokedAt)).toMatchObject({
      children: [{}, { kind: 'course' }, { earnedAfter: revokedAt }, { earnedAfter: revokedAt }],
    })
  })

  it('a renewal that asks for nothing is refused', () => {
    expect(() => renewalRequirement({ exams: [], practical: null, work: null })).toThrow(RangeError)
  })
})
