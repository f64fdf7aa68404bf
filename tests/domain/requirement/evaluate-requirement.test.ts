import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateRequirement } from '#app/domain/requirement/evaluate-requirement.ts'
import { type Evidence, noEvidence } from '#app/domain/requirement/evidence.ts'
import {
  type EvidenceLeaf,
  findRequirementProblems,
  leafKey,
  leavesOf,
  type RequirementTree,
} from '#app/domain/requirement/requirement-tree.ts'
import { rungRequirement } from '#app/domain/requirement/rung-requirement.ts'
import { addHours } from '#app/domain/shared/instants.ts'

const at = '2026-11-23T02:00:00.000Z'
const days = (number: number) => addHours(at, number * 24)
const exam = (
  code: string,
  mode: 'PROCTORED' | 'UNPROCTORED' | null = null,
  maxAgeDays: number | null = 180,
): EvidenceLeaf => ({ kind: 'exam', exam: code, mode, maxAgeDays })
const since = (day: number): EvidenceLeaf => ({
  kind: 'exam',
  exam: 'X',
  mode: null,
  maxAgeDays: 180,
  earnedAfter: days(day),
})
const practical: EvidenceLeaf = { kind: 'practical', practical: 'WM-201-P', maxAgeDays: 180 }
const course: EvidenceLeaf = { kind: 'course', course: 'WM-201', maxAgeDays: null }
const level = (number: number): EvidenceLeaf => ({
  kind: 'level',
  brand: 'MEIHE',
  category: 'WM',
  level: number,
})
const credential: EvidenceLeaf = { kind: 'credential', brand: 'MEIHE', type: 'WM-L1' }
const endorsement: EvidenceLeaf = { kind: 'endorsement', brand: 'MEIHE', endorsement: 'A3' }
const licence: EvidenceLeaf = { kind: 'licence', licence: 'CN-LV' }
const work = (count: number, atLevel = 4): EvidenceLeaf => ({
  kind: 'work',
  brand: 'MEIHE',
  category: 'WM',
  level: atLevel,
  count,
  withinDays: 365,
})
const job = (on: number, atLevel = 4) => ({
  brand: 'MEIHE',
  category: 'WM',
  level: atLevel,
  finishedAt: days(on),
})

const passed = (
  code: string,
  day: number,
  mode: 'PROCTORED_ONSITE' | 'PROCTORED' | 'UNPROCTORED' | null = 'PROCTORED',
) => ({ exam: code, mode, passedAt: days(day) })
const held = (grantsLevel: number, from: number, until: number | null, change = {}) => ({
  brand: 'MEIHE',
  type: `WM-L${grantsLevel}`,
  grants: [{ category: 'WM', level: grantsLevel }],
  endorsements: [],
  from: days(from),
  until: until === null ? null : days(until),
  ...change,
})
const evidence = (change: Partial<Evidence>): Evidence => ({ ...noEvidence, ...change })

describe('one piece of evidence', () => {
  it.each<[string, EvidenceLeaf, Partial<Evidence>, string]>([
    ['an exam passed', exam('X'), { exams: [passed('X', -1)] }, 'met'],
    ['an exam not passed', exam('X'), {}, 'missing'],
    ['another exam passed', exam('X'), { exams: [passed('Y', -1)] }, 'missing'],
    ['an exam on its last day', exam('X'), { exams: [passed('X', -180)] }, 'met'],
    ['an exam too old by a day', exam('X'), { exams: [passed('X', -181)] }, 'too-old'],
    ['an old exam that never grows too old', exam('X', null, null), { exams: [passed('X', -4000)] }, 'met'],
    ['an old exam and a newer one', exam('X'), { exams: [passed('X', -400), passed('X', -2)] }, 'met'],
    [
      'an exam in too weak a mode',
      exam('X', 'PROCTORED'),
      { exams: [passed('X', -1, 'UNPROCTORED')] },
      'too-weak',
    ],
    ['an exam in an unknown mode', exam('X', 'PROCTORED'), { exams: [passed('X', -1, null)] }, 'too-weak'],
    [
      'an exam in a stronger mode',
      exam('X', 'PROCTORED'),
      { exams: [passed('X', -1, 'PROCTORED_ONSITE')] },
      'met',
    ],
    ['an exam passed since', since(-5), { exams: [passed('X', -4)] }, 'met'],
    ['an exam passed just when the record was issued', since(-5), { exams: [passed('X', -5)] }, 'too-old'],
    [
      'a course completed before the record was issued',
      { kind: 'course', course: 'WM-201', maxAgeDays: null, earnedAfter: days(-5) },
      { courses: [{ course: 'WM-201', completedAt: days(-9), permille: 1000 }] },
      'too-old',
    ],
    ['as many jobs as are asked for', work(2), { work: [job(-1), job(-365)] }, 'met'],
    ['jobs at a higher level', work(1, 3), { work: [job(-1)] }, 'met'],
    ['one job too few', work(2), { work: [job(-1)] }, 'started'],
    ['a job too old by a day', work(1), { work: [job(-366)] }, 'missing'],
    ['jobs below the level', work(1), { work: [job(-1, 3)] }, 'missing'],
    ['a job on another ladder', work(1), { work: [{ ...job(-1), category: 'AC' }] }, 'missing'],
    ['an exam passed later than asked', exam('X'), { exams: [passed('X', 1)] }, 'not-yet'],
    ['a practical passed', practical, { practicals: [{ practical: 'WM-201-P', passedAt: days(-3) }] }, 'met'],
    [
      'a course completed',
      course,
      { courses: [{ course: 'WM-201', completedAt: days(-900), permille: 1000 }] },
      'met',
    ],
    [
      'a course begun',
      course,
      { courses: [{ course: 'WM-201', completedAt: null, permille: 420 }] },
      'started',
    ],
    ['the level held', level(2), { credentials: [held(2, -1, 10)] }, 'met'],
    ['a higher level held', level(1), { credentials: [held(3, -1, null)] }, 'met'],
    ['a lower level held', level(2), { credentials: [held(1, -1, 10)] }, 'too-low'],
    [
      'the level of another brand',
      level(2),
      { credentials: [held(2, -1, 10, { brand: 'LUMEN' })] },
      'missing',
    ],
    [
      'the level of another category',
      level(2),
      { credentials: [held(2, -1, 10, { grants: [{ category: 'AC', level: 2 }] })] },
      'missing',
    ],
    ['a level that ended this instant', level(2), { credentials: [held(2, -9, 0)] }, 'ended'],
    ['a level that begins this instant', level(2), { credentials: [held(2, 0, 9)] }, 'met'],
    ['a level to come', level(2), { credentials: [held(2, 1, 9)] }, 'not-yet'],
    ['the credential of the type', credential, { credentials: [held(1, -1, 10)] }, 'met'],
    ['a credential of another type', credential, { credentials: [held(2, -1, 10)] }, 'missing'],
    ['the endorsement', endorsement, { credentials: [held(3, -1, 10, { endorsements: ['A3'] })] }, 'met'],
    ['a level without the endorsement', endorsement, { credentials: [held(3, -1, 10)] }, 'missing'],
    ['the licence', licence, { licences: [{ licence: 'CN-LV', from: days(-1), until: null }] }, 'met'],
    [
      'a licence run out',
      licence,
      { licences: [{ licence: 'CN-LV', from: days(-9), until: days(-1) }] },
      'ended',
    ],
  ])('reads %s', (_, leaf, has, expected) => {
    const { met, missing } = evaluateRequirement(leaf, evidence(has), at)
    expect(met ? 'met' : missing[0]?.shortfall).toBe(expected)
  })

  it('counts days in the zone of the issuer', () => {
    const late = evidence({ exams: [{ exam: 'X', mode: null, passedAt: '2026-05-27T17:00:00.000Z' }] })
    // In Shanghai that is 28 May, so its 180th day is 24 November; in UTC it is the day before.
    const asked = '2026-11-24T01:00:00.000Z'
    expect(evaluateRequirement(exam('X'), late, asked, { zone: 'Asia/Shanghai' }).met).toBe(true)
    expect(evaluateRequirement(exam('X'), late, asked).met).toBe(false)
  })

  it('tells how far one has come', () => {
    const has = evidence({
      courses: [{ course: 'WM-201', completedAt: null, permille: 420 }],
      credentials: [held(1, -1, 10)],
    })
    const { unmet } = evaluateRequirement({ kind: 'all', children: [course, level(2), practical] }, has, at)
    expect(unmet.map(({ permille }) => permille)).toEqual([420, 500, 0])
  })
})

describe('a tree', () => {
  const x = exam('X')
  const y = exam('Y')
  const z = exam('Z')
  const has = (...codes: string[]) => evidence({ exams: codes.map((code) => passed(code, -1)) })

  it.each<[string, RequirementTree, Evidence, boolean, readonly string[]]>([
    ['all of nothing is met', { kind: 'all', children: [] }, has(), true, []],
    ['all needs every child', { kind: 'all', children: [x, y] }, has('X'), false, ['exam:Y']],
    ['any needs one child', { kind: 'any', children: [x, y] }, has('Y'), true, []],
    ['any lists every alternative', { kind: 'any', children: [x, y] }, has(), false, ['exam:X', 'exam:Y']],
    ['n-of counts', { kind: 'at-least', count: 2, children: [x, y, z] }, has('X', 'Z'), true, []],
    [
      'n-of lists what would help',
      { kind: 'at-least', count: 2, children: [x, y, z] },
      has('X'),
      false,
      ['exam:Y', 'exam:Z'],
    ],
    [
      'branches met another way do not matter',
      { kind: 'all', children: [{ kind: 'any', children: [x, y] }, z] },
      has('X'),
      false,
      ['exam:Z'],
    ],
    [
      'a leaf twice is missing once',
      { kind: 'all', children: [x, { kind: 'any', children: [x] }] },
      has(),
      false,
      ['exam:X'],
    ],
  ])('%s', (_, tree, given, met, missing) => {
    const outcome = evaluateRequirement(tree, given, at)
    expect(outcome.met).toBe(met)
    expect(outcome.missing.map(({ leaf }) => leafKey(leaf))).toEqual(missing)
  })

  it('keeps all unmet leaves apart from those that still matter', () => {
    const { missing, unmet } = evaluateRequirement({ kind: 'any', children: [x, y] }, has('X'), at)
    expect(missing).toEqual([])
    expect(unmet.map(({ leaf }) => leafKey(leaf))).toEqual(['exam:Y'])
  })

  it('keeps two demands on one exam apart when they differ', () => {
    const { missing } = evaluateRequirement({ kind: 'all', children: [x, exam('X', 'PROCTORED')] }, has(), at)
    expect(missing).toHaveLength(2)
  })

  it('says when it would no longer be met', () => {
    const given = evidence({ exams: [passed('X', -10), passed('Y', -20)] })
    const until = (tree: RequirementTree) => evaluateRequirement(tree, given, at).until
    expect(until({ kind: 'all', children: [x, y] })).toBe(until(y))
    expect(until({ kind: 'any', children: [x, y] })).toBe(until(x))
    expect(until({ kind: 'at-least', count: 1, children: [x, y, exam('X', null, null)] })).toBeNull()
    expect(until(z)).toBeNull()
  })

  it('refuses any of nothing and counts out of range', () => {
    for (const tree of [
      { kind: 'any', children: [] },
      { kind: 'at-least', count: 0, children: [x] },
      { kind: 'at-least', count: 2, children: [x] },
    ] as const) {
      expect(() => evaluateRequirement(tree, noEvidence, at)).toThrow(RangeError)
      expect(findRequirementProblems(tree)).toHaveLength(1)
    }
  })

  it('is found out when its figures make no sense, with the place', () => {
    const tree: RequirementTree = {
      kind: 'all',
      children: [x, { kind: 'any', children: [level(0), exam('X', null, 0)] }],
    }
    expect(findRequirementProblems(tree)).toEqual([
      { kind: 'level-not-positive', path: [1, 0] },
      { kind: 'age-not-positive', path: [1, 1] },
    ])
  })

  const leaf = fc.constantFrom<EvidenceLeaf>(
    x,
    y,
    z,
    practical,
    course,
    level(1),
    level(2),
    credential,
    endorsement,
    licence,
    exam('X', 'PROCTORED', 30),
    since(-100),
    work(2),
  )
  const { tree: anyTree } = fc.letrec<{ tree: RequirementTree }>((tie) => {
    const children = fc.array(tie('tree'), { minLength: 1, maxLength: 3 })
    return {
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        children.map((list): RequirementTree => ({ kind: 'all', children: list })),
        children.map((list): RequirementTree => ({ kind: 'any', children: list })),
        children.chain((list) =>
          fc
            .integer({ min: 1, max: list.length })
            .map((count): RequirementTree => ({ kind: 'at-least', count, children: list })),
        ),
      ),
    }
  })
  const day = fc.integer({ min: -250, max: 20 })
  const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
    courses: fc.array(
      fc.record({
        course: fc.constant('WM-201'),
        completedAt: fc.option(day.map(days)),
        permille: fc.integer({ min: 0, max: 1000 }),
      }),
      { maxLength: 2 },
    ),
    exams: fc.array(
      fc
        .tuple(
          fc.constantFrom('X', 'Y', 'Z'),
          day,
          fc.constantFrom('PROCTORED' as const, 'UNPROCTORED' as const, null),
        )
        .map(([code, on, mode]) => passed(code, on, mode)),
      { maxLength: 4 },
    ),
    practicals: fc.array(
      day.map((on) => ({ practical: 'WM-201-P', passedAt: days(on) })),
      { maxLength: 2 },
    ),
    credentials: fc.array(
      fc
        .tuple(fc.constantFrom(1, 2), day, fc.integer({ min: 0, max: 300 }), fc.boolean())
        .map(([grants, from, length, a3]) =>
          held(grants, from, from + length, { endorsements: a3 ? ['A3'] : [] }),
        ),
      { maxLength: 2 },
    ),
    licences: fc.array(
      day.map((from) => ({ licence: 'CN-LV', from: days(from), until: null })),
      { maxLength: 1 },
    ),
    work: fc.array(
      day.map((on) => job(on)),
      { maxLength: 4 },
    ),
  })
  const joined = (a: Evidence, b: Evidence): Evidence => ({
    courses: [...a.courses, ...b.courses],
    exams: [...a.exams, ...b.exams],
    practicals: [...a.practicals, ...b.practicals],
    credentials: [...a.credentials, ...b.credentials],
    licences: [...a.licences, ...b.licences],
    work: [...a.work, ...b.work],
  })

  it('once met stays met with more evidence, and lasts no shorter', () => {
    fc.assert(
      fc.property(anyTree, anyEvidence, anyEvidence, (tree, given, more) => {
        const before = evaluateRequirement(tree, given, at)
        const after = evaluateRequirement(tree, joined(given, more), at)
        if (!before.met) return
        expect(after.met).toBe(true)
        expect(after.until === null || (before.until !== null && after.until >= before.until)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('holds until the instant it names and not at it', () => {
    fc.assert(
      fc.property(anyTree, anyEvidence, (tree, given) => {
        const { met, until } = evaluateRequirement(tree, given, at)
        if (!met || until === null) return
        expect(evaluateRequirement(tree, given, addHours(until, -1 / 3600)).met).toBe(true)
      }),
    )
  })

  it('is met exactly when nothing is missing, and missing leaves are among the unmet', () => {
    fc.assert(
      fc.property(anyTree, anyEvidence, (tree, given) => {
        const { met, missing, unmet } = evaluateRequirement(tree, given, at)
        expect(missing.length === 0).toBe(met)
        for (const one of missing) expect(unmet).toContainEqual(one)
        expect(unmet.length).toBeLessThanOrEqual(leavesOf(tree).length)
      }),
    )
  })

  it('reads the same after a trip through JSON', () => {
    fc.assert(
      fc.property(anyTree, anyEvidence, (tree, given) => {
        expect(evaluateRequirement(JSON.parse(JSON.stringify(tree)), given, at)).toEqual(
          evaluateRequirement(tree, given, at),
        )
      }),
    )
  })
})

describe('the requirement of a rung', () => {
  const first = rungRequirement({
    below: null,
    course: null,
    practical: null,
    exams: [
      { exam: 'SAFE-101', mode: 'PROCTORED' },
      { exam: 'ETH-101', mode: null },
    ],
  })
  const second = rungRequirement({
    below: { brand: 'MEIHE', category: 'WM', level: 1 },
    course: 'WM-201',
    exams: [{ exam: 'WM-201', mode: 'PROCTORED' }],
    practical: 'WM-201-P',
  })

  it('is the two common exams for the first', () => {
    expect(leavesOf(first).map(leafKey)).toEqual(['exam:SAFE-101', 'exam:ETH-101'])
    expect(
      evaluateRequirement(
        first,
        evidence({ exams: [passed('SAFE-101', -1), passed('ETH-101', -1, 'UNPROCTORED')] }),
        at,
      ).met,
    ).toBe(true)
    expect(
      evaluateRequirement(
        first,
        evidence({ exams: [passed('SAFE-101', -1, 'UNPROCTORED'), passed('ETH-101', -1)] }),
        at,
      ).met,
    ).toBe(false)
  })

  it('is rung below, course, exam and practical, in this order, for the others', () => {
    expect(second).toMatchObject({ kind: 'all', inOrder: true })
    expect(leavesOf(second).map(leafKey)).toEqual([
      'level:MEIHE/WM/1',
      'course:WM-201',
      'exam:WM-201',
      'practical:WM-201-P',
    ])
  })

  it('asks for no practical where the course names none', () => {
    const tree = rungRequirement({
      below: null,
      course: 'TRI-251',
      exams: [{ exam: 'TRI-251', mode: null }],
      practical: null,
    })
    expect(leavesOf(tree).map(({ kind }) => kind)).toEqual(['course', 'exam'])
  })

  it('lets exam and practical count for 180 days unless it says otherwise, and a course for ever', () => {
    const ages = (tree: RequirementTree) =>
      leavesOf(tree).map((leafOf) => ('maxAgeDays' in leafOf ? leafOf.maxAgeDays : undefined))
    expect(ages(second)).toEqual([undefined, null, 180, 180])
    expect(
      ages(
        rungRequirement({
          below: null,
          course: null,
          exams: [{ exam: 'X', mode: null }],
          practical: null,
          evidenceDays: null,
        }),
      ),
    ).toEqual([null])
  })

  it('has no problems and refuses to rest on no exam', () => {
    expect([first, second].flatMap((tree) => findRequirementProblems(tree))).toEqual([])
    expect(() => rungRequirement({ below: null, course: 'C', exams: [], practical: null })).toThrow(
      RangeError,
    )
  })
})
