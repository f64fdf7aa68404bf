import fc from 'fast-check'
import type { BankItem, BlueprintSection } from '#app/domain/exam/blueprint.ts'
import type {
  Difficulty,
  Item,
  ItemContent,
  ItemKey,
  OptionTexts,
  ScoringRule,
} from '#app/domain/exam/item.ts'
import type { Response } from '#app/domain/exam/response.ts'

/** An item and a response to it that a candidate could give. */
export type Answered = { readonly item: Item; readonly response: Response | null }

const alphabet = [...'abcdefghijkl']
const ids = fc.integer({ min: 2, max: 12 }).map((count) => alphabet.slice(0, count))
const texts = (known: readonly string[], language: string): OptionTexts =>
  Object.fromEntries(known.map((id) => [id, `${language} ${id}`]))
const choiceFaces = (known: readonly string[]) => ({
  en: { stem: 'Which?', options: texts(known, 'en') },
  zh: { stem: '哪个？', options: texts(known, 'zh') },
})
const plainFaces = { en: { stem: 'Is it?' }, zh: { stem: '是吗？' } }

type Parts = { readonly content: ItemContent; readonly key: ItemKey; readonly response: Response | null }

const single = ids.chain((known) =>
  fc.record({ correct: fc.constantFrom(...known), choice: fc.constantFrom(...known) }).map(
    ({ correct, choice }): Parts => ({
      content: { type: 'single', faces: choiceFaces(known) },
      key: { type: 'single', correct },
      response: { type: 'single', choice },
    }),
  ),
)

const multi = ids.chain((known) =>
  fc
    .record({
      correct: fc.subarray(known, { minLength: 1, maxLength: known.length - 1 }),
      choices: fc.subarray(known, { minLength: 1 }),
    })
    .map(
      ({ correct, choices }): Parts => ({
        content: { type: 'multi', faces: choiceFaces(known) },
        key: { type: 'multi', correct },
        response: { type: 'multi', choices },
      }),
    ),
)

const shuffledIds = (known: string[]) => fc.shuffledSubarray(known, { minLength: known.length })
const ordering = ids.chain((known) =>
  fc.record({ key: shuffledIds(known), order: fc.shuffledSubarray(known, { minLength: 1 }) }).map(
    ({ key, order }): Parts => ({
      content: { type: 'ordering', faces: choiceFaces(known) },
      key: { type: 'ordering', order: key },
      response: { type: 'ordering', order },
    }),
  ),
)

const matching = ids.chain((left) => {
  const right = ['p', 'q', 'r', 's']
  const target = fc.constantFrom(...right)
  const faces = {
    en: { stem: 'Match', left: texts(left, 'en'), right: texts(right, 'en') },
    zh: { stem: '匹配', left: texts(left, 'zh'), right: texts(right, 'zh') },
  }
  const to = fc.tuple(...left.map(() => target))
  return fc.record({ key: to, given: to, some: fc.subarray(left, { minLength: 1 }) }).map(
    ({ key, given, some }): Parts => ({
      content: { type: 'matching', faces },
      key: { type: 'matching', pairs: Object.fromEntries(left.map((id, place) => [id, key[place] ?? 'p'])) },
      response: {
        type: 'matching',
        pairs: Object.fromEntries(some.map((id) => [id, given[left.indexOf(id)] ?? 'p'])),
      },
    }),
  )
})

const truefalse = fc.record({ correct: fc.boolean(), choice: fc.boolean() }).map(
  ({ correct, choice }): Parts => ({
    content: { type: 'truefalse', faces: plainFaces },
    key: { type: 'truefalse', correct },
    response: { type: 'truefalse', choice },
  }),
)

const numeric = fc
  .record({
    value: fc.integer({ min: -500, max: 500 }),
    tolerance: fc.integer({ min: 0, max: 20 }),
    given: fc.integer({ min: -600, max: 600 }),
  })
  .map(
    ({ value, tolerance, given }): Parts => ({
      content: { type: 'numeric', unit: 'V', faces: plainFaces },
      key: { type: 'numeric', value, tolerance },
      response: { type: 'numeric', value: String(given) },
    }),
  )

const partial: readonly string[] = ['multi', 'ordering', 'matching']

/** Any sound item of any type, with a response or none. */
export const answeredItem: fc.Arbitrary<Answered> = fc
  .record({
    parts: fc.oneof(single, multi, ordering, matching, truefalse, numeric),
    isAnswered: fc.boolean(),
    wantsPartial: fc.boolean(),
    critical: fc.boolean(),
    weight: fc.integer({ min: 1, max: 5 }),
    difficulty: fc.constantFrom<Difficulty>(1, 2, 3, 4, 5),
  })
  .map(({ parts, isAnswered, wantsPartial, critical, weight, difficulty }) => {
    const scoring: ScoringRule =
      wantsPartial && partial.includes(parts.content.type) ? 'partial' : 'all-or-nothing'
    const { content, key, response } = parts
    const item = {
      id: 'Q-1',
      domain: 'd',
      difficulty,
      critical,
      scoring,
      weight,
      content,
      key,
      rationale: { en: 'r', zh: '理' },
    }
    return { item, response: isAnswered ? response : null }
  })

/** An item's key as a response, which earns the full weight. */
export function fullResponse(key: ItemKey): Response {
  switch (key.type) {
    case 'single':
      return { type: 'single', choice: key.correct }
    case 'multi':
      return { type: 'multi', choices: key.correct }
    case 'truefalse':
      return { type: 'truefalse', choice: key.correct }
    case 'ordering':
      return { type: 'ordering', order: key.order }
    case 'matching':
      return { type: 'matching', pairs: key.pairs }
    case 'numeric':
      return { type: 'numeric', value: String(key.value) }
  }
}

/** A section with the titles and lessons that drawing does not look at. */
export function section(
  domain: string,
  easy: number,
  medium: number,
  hard: number,
  critical?: number,
  cutPermille = 600,
): BlueprintSection {
  return {
    domain,
    titles: { en: domain, zh: domain },
    lessons: [`01-${domain}`],
    count: easy + medium + hard,
    cutPermille,
    difficulty: { easy, medium, hard },
    ...(critical === undefined ? {} : { critical }),
  }
}

export function bankItemOf(
  id: string,
  domain: string,
  difficulty: Difficulty,
  critical = false,
  languages: BankItem['languages'] = ['en', 'zh'],
): BankItem {
  return {
    id,
    domain,
    difficulty,
    critical,
    languages,
    optionIds: { options: ['a', 'b', 'c', 'd'], right: [] },
    isShuffled: true,
  }
}

const difficulty = fc.constantFrom<Difficulty>(1, 2, 3, 4, 5)
const languages = fc.constantFrom<BankItem['languages']>(
  ['en', 'zh'],
  ['en', 'zh'],
  ['en', 'zh'],
  ['en'],
  ['zh'],
)

/** A small bank over the domains x and y. */
export const smallBank: fc.Arbitrary<BankItem[]> = fc
  .array(fc.record({ domain: fc.constantFrom('x', 'y'), difficulty, critical: fc.boolean(), languages }), {
    maxLength: 14,
  })
  .map((items) =>
    items.map((item, place) =>
      bankItemOf(`Q-${place}`, item.domain, item.difficulty, item.critical, item.languages),
    ),
  )

const few = fc.integer({ min: 0, max: 2 })

/** One or two sections over those domains, with or without an exact number of critical items. */
export const smallSections: fc.Arbitrary<BlueprintSection[]> = fc
  .tuple(
    fc.record({
      easy: few,
      medium: few,
      hard: few,
      critical: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    }),
    fc.option(
      fc.record({
        easy: few,
        medium: few,
        hard: few,
        critical: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
      }),
    ),
  )
  .map(([x, y]) => [
    section('x', x.easy, x.medium, x.hard, x.critical),
    ...(y === null ? [] : [section('y', y.easy, y.medium, y.hard, y.critical)]),
  ])
