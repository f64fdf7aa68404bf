import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cheapestWay, compareWays, type Way, type WayCosts } from '#app/domain/requirement/cheapest-way.ts'
import { evaluateRequirement } from '#app/domain/requirement/evaluate-requirement.ts'
import { type Evidence, noEvidence } from '#app/domain/requirement/evidence.ts'
import {
  type EvidenceLeaf,
  leafKey,
  leavesOf,
  type RequirementTree,
} from '#app/domain/requirement/requirement-tree.ts'
import { rungRequirement } from '#app/domain/requirement/rung-requirement.ts'
import type { StepCost } from '#app/domain/requirement/schedule.ts'
import { addHours } from '#app/domain/shared/instants.ts'

const at = '2026-11-23T02:00:00.000Z'
const day = (number: number) => addHours(at, number * 24)
const exam = (code: string): EvidenceLeaf => ({ kind: 'exam', exam: code, mode: null, maxAgeDays: 180 })
const cost = (change: Partial<StepCost> = {}): StepCost => ({
  hours: 0,
  waitDays: 0,
  notBefore: null,
  slots: null,
  feeCents: 0,
  ...change,
})
const costs = (leaves: Readonly<Record<string, StepCost>>, ways: WayCosts['ways'] = {}): WayCosts => ({
  hoursPerDay: 4,
  leaves,
  ways,
})
const [w, x, y, z] = ['W', 'X', 'Y', 'Z'].map(exam) as [
  EvidenceLeaf,
  EvidenceLeaf,
  EvidenceLeaf,
  EvidenceLeaf,
]
const wayOf = (tree: RequirementTree, given: WayCosts, evidence: Evidence = noEvidence): Way => {
  const outcome = cheapestWay(tree, evidence, given, at)
  if (outcome.state !== 'way') throw new Error(outcome.state)
  return outcome
}
const keysOf = (way: Way) => way.steps.map(({ key }) => key)

describe('the cheapest way', () => {
  it('is no way where the requirement is met', () => {
    const evidence = { ...noEvidence, exams: [{ exam: 'X', mode: null, passedAt: day(-1) }] }
    expect(cheapestWay({ kind: 'any', children: [x, y] }, evidence, costs({}), at)).toEqual({ state: 'met' })
  })

  it('adds up study hours and overlaps waits for AND', () => {
    const way = wayOf(
      { kind: 'all', children: [x, y] },
      costs({
        'exam:X': cost({ hours: 8, waitDays: 10, feeCents: 5 }),
        'exam:Y': cost({ hours: 4, waitDays: 1, feeCents: 7 }),
      }),
    )
    // X: two days of study and ten of waiting; Y is studied on the third day, inside that wait.
    expect(way).toMatchObject({ earliestFinish: day(12), learnerHours: 12, feeCents: 12, proven: true })
  })

  it('begins with the step that waits longest', () => {
    const way = wayOf(
      { kind: 'all', children: [y, x] },
      costs({ 'exam:X': cost({ hours: 8, waitDays: 10 }), 'exam:Y': cost({ hours: 4, waitDays: 1 }) }),
    )
    expect(keysOf(way)).toEqual(['exam:X', 'exam:Y'])
    expect(way.earliestFinish).toBe(day(12))
  })

  it('takes the earlier branch for OR, then the one with fewer hours, then the smaller fee', () => {
    const tree: RequirementTree = { kind: 'any', children: [x, y] }
    const choice = (a: Partial<StepCost>, b: Partial<StepCost>) =>
      keysOf(wayOf(tree, costs({ 'exam:X': cost(a), 'exam:Y': cost(b) })))
    expect(choice({ waitDays: 3 }, { hours: 8, feeCents: 900 })).toEqual(['exam:Y'])
    expect(choice({ waitDays: 2, hours: 4 }, { waitDays: 3, feeCents: 900 })).toEqual(['exam:Y'])
    expect(choice({ waitDays: 3, feeCents: 100 }, { waitDays: 3, feeCents: 99 })).toEqual(['exam:Y'])
  })

  it('takes the cheapest two for two-of', () => {
    const way = wayOf(
      { kind: 'at-least', count: 2, children: [w, x, y, z] },
      costs({
        'exam:W': cost({ waitDays: 9 }),
        'exam:X': cost({ waitDays: 1 }),
        'exam:Y': cost({ waitDays: 8 }),
        'exam:Z': cost({ waitDays: 2 }),
      }),
    )
    expect(keysOf(way).sort()).toEqual(['exam:X', 'exam:Z'])
  })

  it('counts for n-of what is met already', () => {
    const evidence = { ...noEvidence, exams: [{ exam: 'W', mode: null, passedAt: day(-1) }] }
    const way = wayOf(
      { kind: 'at-least', count: 2, children: [w, x, y] },
      costs({ 'exam:X': cost({ hours: 2 }), 'exam:Y': cost({ hours: 1 }) }),
      evidence,
    )
    expect(keysOf(way)).toEqual(['exam:Y'])
  })

  it('takes a step that two branches need once, even where each branch alone has a cheaper one', () => {
    const tree: RequirementTree = {
      kind: 'all',
      children: [
        { kind: 'any', children: [w, x] },
        { kind: 'any', children: [x, y] },
      ],
    }
    const way = wayOf(
      tree,
      costs({ 'exam:W': cost({ hours: 4 }), 'exam:X': cost({ hours: 6 }), 'exam:Y': cost({ hours: 4 }) }),
    )
    expect(keysOf(way)).toEqual(['exam:X'])
    expect(way.learnerHours).toBe(6)
  })

  it('waits for the first published date after the study', () => {
    const slots = [day(9), day(1), day(5)]
    expect(wayOf(x, costs({ 'exam:X': cost({ hours: 8, slots }) })).earliestFinish).toBe(day(5))
    expect(wayOf(x, costs({ 'exam:X': cost({ hours: 36, slots }) })).earliestFinish).toBe(day(9))
  })

  it('studies first what must catch an early date', () => {
    const given = costs({
      'exam:X': cost({ hours: 8 }),
      'exam:Y': cost({ hours: 8, slots: [day(3), day(30)] }),
    })
    const way = wayOf({ kind: 'all', children: [x, y] }, given)
    expect(keysOf(way)).toEqual(['exam:Y', 'exam:X'])
    expect(way.earliestFinish).toBe(day(4))
  })

  it('is of unknown length where no date is left, and loses to any known one', () => {
    const unknown = cost({ slots: [day(-1)] })
    expect(wayOf(x, costs({ 'exam:X': unknown }))).toMatchObject({
      earliestFinish: null,
      steps: [{ key: 'exam:X', finishesAt: null }],
    })
    const way = wayOf(
      { kind: 'any', children: [x, y] },
      costs({ 'exam:X': unknown, 'exam:Y': cost({ waitDays: 900, hours: 90 }) }),
    )
    expect(keysOf(way)).toEqual(['exam:Y'])
  })

  it('waits for a cool-down', () => {
    expect(wayOf(x, costs({ 'exam:X': cost({ notBefore: day(30), waitDays: 2 }) })).earliestFinish).toBe(
      day(30),
    )
  })

  it('goes round what cannot be earned, and names it where there is no way round', () => {
    expect(keysOf(wayOf({ kind: 'any', children: [x, y] }, costs({ 'exam:Y': cost() })))).toEqual(['exam:Y'])
    expect(
      cheapestWay({ kind: 'all', children: [x, y] }, noEvidence, costs({ 'exam:Y': cost() }), at),
    ).toEqual({ state: 'none', blocked: [x] })
  })

  it('takes steps in the order the tree demands', () => {
    const rung = rungRequirement({
      below: null,
      course: 'WM-201',
      exams: [{ exam: 'WM-201', mode: 'PROCTORED' }],
      practical: 'WM-201-P',
    })
    const way = wayOf(
      rung,
      costs({
        'course:WM-201': cost({ hours: 12 }),
        'exam:WM-201': cost({ slots: [day(2), day(9)] }),
        'practical:WM-201-P': cost({ slots: [day(4), day(16)], feeCents: 20_000 }),
      }),
    )
    expect(way.steps.map(({ key, finishesAt }) => [key, finishesAt])).toEqual([
      ['course:WM-201', day(3)],
      ['exam:WM-201', day(9)],
      ['practical:WM-201-P', day(16)],
    ])
    expect(way).toMatchObject({ earliestFinish: day(16), learnerHours: 12, feeCents: 20_000 })
  })

  it('lets a step that an earlier and a later part need belong to the earlier one', () => {
    const tree: RequirementTree = {
      kind: 'all',
      inOrder: true,
      children: [
        { kind: 'all', children: [w, x] },
        { kind: 'all', children: [y, w] },
      ],
    }
    const given = costs({
      'exam:W': cost({ hours: 4 }),
      'exam:X': cost({ hours: 4 }),
      'exam:Y': cost({ hours: 4 }),
    })
    expect(keysOf(wayOf(tree, given))).toEqual(['exam:W', 'exam:X', 'exam:Y'])
  })

  it('goes down to the rungs below, and asks for a common exam once', () => {
    const l1 = rungRequirement({
      below: null,
      course: null,
      exams: ['SAFE-101', 'ETH-101'].map((code) => ({ exam: code, mode: null })),
      practical: null,
    })
    const l2 = rungRequirement({
      below: { brand: 'MEIHE', category: 'WM', level: 1 },
      course: 'WM-201',
      exams: [{ exam: 'WM-201', mode: null }],
      practical: null,
    })
    const target: RequirementTree = {
      kind: 'all',
      children: [{ kind: 'level', brand: 'MEIHE', category: 'WM', level: 2 }, exam('SAFE-101')],
    }
    const given = costs(
      {
        'exam:SAFE-101': cost({ hours: 6 }),
        'exam:ETH-101': cost({ hours: 2 }),
        'level:MEIHE/WM/1': cost({ waitDays: 3 }),
        'course:WM-201': cost({ hours: 14 }),
        'exam:WM-201': cost(),
        'level:MEIHE/WM/2': cost({ waitDays: 3 }),
      },
      { 'level:MEIHE/WM/1': l1, 'level:MEIHE/WM/2': l2 },
    )
    const way = wayOf(target, given)
    expect(keysOf(way)).toEqual([
      'exam:SAFE-101',
      'exam:ETH-101',
      'level:MEIHE/WM/1',
      'course:WM-201',
      'exam:WM-201',
      'level:MEIHE/WM/2',
    ])
    expect(way.learnerHours).toBe(22)
    const partWay = {
      ...noEvidence,
      credentials: [
        {
          brand: 'MEIHE',
          type: 'WM-L1',
          grants: [{ category: 'WM', level: 1 }],
          endorsements: [],
          from: day(-9),
          until: null,
        },
      ],
    }
    expect(wayOf(target, given, partWay).learnerHours).toBe(20)
  })

  it('refuses a leaf that rests on itself and orders that contradict each other', () => {
    const leaf: EvidenceLeaf = { kind: 'licence', licence: 'A' }
    expect(() =>
      cheapestWay(leaf, noEvidence, costs({ 'licence:A': cost() }, { 'licence:A': leaf }), at),
    ).toThrow(RangeError)
    const both: RequirementTree = {
      kind: 'all',
      children: [
        { kind: 'all', inOrder: true, children: [x, y] },
        { kind: 'all', inOrder: true, children: [y, x] },
      ],
    }
    expect(() => cheapestWay(both, noEvidence, costs({ 'exam:X': cost(), 'exam:Y': cost() }), at)).toThrow(
      RangeError,
    )
  })

  const codes = ['A', 'B', 'C', 'D', 'E']
  const { tree: anyTree } = fc.letrec<{ tree: RequirementTree }>((tie) => {
    const children = fc.array(tie('tree'), { minLength: 1, maxLength: 3 })
    return {
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...codes.map(exam)),
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
  const anyCost = fc.record({
    hours: fc.integer({ min: 0, max: 12 }),
    waitDays: fc.integer({ min: 0, max: 9 }),
    notBefore: fc.option(fc.integer({ min: 0, max: 20 }).map(day)),
    slots: fc.option(fc.array(fc.integer({ min: 0, max: 20 }).map(day), { maxLength: 2 })),
    feeCents: fc.integer({ min: 0, max: 50 }),
  })
  const anyCosts = fc.tuple(...codes.map(() => fc.option(anyCost, { freq: 6 }))).map((list) =>
    costs(
      Object.fromEntries(
        codes.flatMap((code, place) => {
          const own = list[place]
          return own ? [[`exam:${code}`, own]] : []
        }),
      ),
    ),
  )
  const passing = (held: readonly string[]): Evidence => ({
    ...noEvidence,
    exams: held.map((code) => ({ exam: code, mode: null, passedAt: day(-1) })),
  })
  const subsets = Array.from({ length: 32 }, (_, mask) =>
    codes.filter((_code, place) => (mask & (1 << place)) !== 0),
  )

  it('is as cheap as the best of all sets of steps, tried one by one', () => {
    fc.assert(
      fc.property(anyTree, anyCosts, fc.subarray(codes), (tree, given, held) => {
        const outcome = cheapestWay(tree, passing(held), given, at)
        const enough = subsets.filter(
          (set) =>
            set.every((code) => given.leaves[`exam:${code}`] !== undefined && !held.includes(code)) &&
            evaluateRequirement(tree, passing([...held, ...set]), at).met,
        )
        if (outcome.state !== 'way') {
          if (outcome.state === 'none') expect(enough).toEqual([])
          else expect(enough).toContainEqual([])
          return
        }
        expect(outcome.proven).toBe(true)
        const minimal = enough.filter(
          (set) =>
            !enough.some((other) => other.length < set.length && other.every((code) => set.includes(code))),
        )
        // Equal steps are studied in the order of the tree, so each set is put into it.
        const places = leavesOf(tree).map(leafKey)
        for (const set of minimal) {
          const children = set
            .map(exam)
            .sort((a, b) => places.indexOf(leafKey(a)) - places.indexOf(leafKey(b)))
          expect(compareWays(outcome, wayOf({ kind: 'all', children }, given))).toBeLessThanOrEqual(0)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('meets the requirement once its steps are taken, and no step of it is needless', () => {
    fc.assert(
      fc.property(anyTree, anyCosts, (tree, given) => {
        const outcome = cheapestWay(tree, noEvidence, given, at)
        if (outcome.state !== 'way') return
        const taken = outcome.steps.map(({ leaf }) => (leaf.kind === 'exam' ? leaf.exam : ''))
        expect(evaluateRequirement(tree, passing(taken), at).met).toBe(true)
        for (const left of taken)
          expect(evaluateRequirement(tree, passing(taken.filter((code) => code !== left)), at).met).toBe(
            false,
          )
        expect(outcome.learnerHours).toBe(outcome.steps.reduce((sum, { hours }) => sum + hours, 0))
      }),
    )
  })

  it('ends as early as the best order of study, tried one by one', () => {
    const permutations = (list: readonly string[]): string[][] =>
      list.length === 0
        ? [[]]
        : list.flatMap((first) =>
            permutations(list.filter((other) => other !== first)).map((rest) => [first, ...rest]),
          )
    fc.assert(
      fc.property(fc.shuffledSubarray(codes.slice(0, 4), { minLength: 2 }), anyCosts, (set, given) => {
        const outcome = cheapestWay({ kind: 'all', children: set.map(exam) }, noEvidence, given, at)
        if (outcome.state !== 'way') return
        const ends = permutations(set).map(
          (order) =>
            order.reduce<{ free: string; end: string | null }>(
              (sofar, code) => {
                const own = given.leaves[`exam:${code}`] ?? cost()
                const free = addHours(sofar.free, own.hours * 6)
                const ready =
                  [addHours(own.hours === 0 ? at : free, own.waitDays * 24), own.notBefore ?? at].sort()[1] ??
                  at
                const end = own.slots === null ? ready : [...own.slots].sort().find((slot) => slot >= ready)
                return {
                  free,
                  end: end === undefined || sofar.end === null ? null : ([end, sofar.end].sort()[1] ?? null),
                }
              },
              { free: at, end: at },
            ).end,
        )
        const known = ends.filter((end) => end !== null).sort()
        expect(outcome.earliestFinish).toBe(known[0] ?? null)
      }),
    )
  })

  it('lists every step after the steps it waits for', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(codes, { minLength: 2 }), anyCosts, (order, given) => {
        const outcome = cheapestWay(
          { kind: 'all', inOrder: true, children: order.map(exam) },
          noEvidence,
          given,
          at,
        )
        if (outcome.state !== 'way') return
        expect(keysOf(outcome)).toEqual(order.map((code) => leafKey(exam(code))))
        let before: string | null = at
        for (const { startsAt, finishesAt } of outcome.steps) {
          if (before === null) expect([startsAt, finishesAt]).toEqual([null, null])
          else expect(startsAt !== null && startsAt >= before).toBe(true)
          before = finishesAt
        }
      }),
    )
  })

  it('says so when a tree is too wide to compare every way, and still finds one', () => {
    const many = Array.from({ length: 18 }, (_, place) => exam(`M${place}`))
    const given = costs(
      Object.fromEntries(many.map((leaf, place) => [leafKey(leaf), cost({ hours: place + 1 })])),
    )
    const way = wayOf({ kind: 'at-least', count: 9, children: many }, given)
    expect(way.steps).toHaveLength(9)
    expect(way.proven).toBe(false)
    expect(way.learnerHours).toBe(45)
  })
})
