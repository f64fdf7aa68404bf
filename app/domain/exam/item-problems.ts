import { type Item, type ItemContent, type OptionTexts, optionIdsOf } from './item.ts'

/** A language an item can be shown in, as faces are named. */
export type FaceLanguage = 'en' | 'zh'

export type ItemProblem =
  | 'face-incomplete'
  | 'faces-differ'
  | 'too-few-options'
  | 'key-of-other-type'
  | 'key-names-unknown-option'
  | 'key-repeats-option'
  | 'key-incomplete'
  | 'nothing-asked'
  | 'scoring-does-not-fit'
  | 'tolerance-negative'
  | 'weight-not-positive'

/** The languages in which every text of an item is written. */
export function languagesOf(content: ItemContent): readonly FaceLanguage[] {
  return (['en', 'zh'] as const).filter((language) =>
    textsOf(content, language).every((text) => text.trim() !== ''),
  )
}

/** Why an item could not be shown or scored fairly; empty for a sound one. Each problem is named once. */
export function findItemProblems(
  item: Pick<Item, 'content' | 'key' | 'scoring' | 'weight'>,
): readonly ItemProblem[] {
  const problems = new Set<ItemProblem>()
  const { content, key } = item
  if (languagesOf(content).length < 2) problems.add('face-incomplete')
  if (!facesAgree(content)) problems.add('faces-differ')
  const known = optionIdsOf(content)
  if (content.type !== 'numeric' && known.options.length < 2) problems.add('too-few-options')
  if (!Number.isSafeInteger(item.weight) || item.weight < 1) problems.add('weight-not-positive')
  const splits = content.type === 'multi' || content.type === 'ordering' || content.type === 'matching'
  if (item.scoring === 'partial' && !splits) problems.add('scoring-does-not-fit')

  if (key.type !== content.type) return [...problems.add('key-of-other-type')]
  const named = (ids: readonly string[], among: readonly string[]) => {
    if (ids.some((id) => !among.includes(id))) problems.add('key-names-unknown-option')
  }
  const once = (ids: readonly string[]) => {
    if (new Set(ids).size !== ids.length) problems.add('key-repeats-option')
  }
  switch (key.type) {
    case 'single':
      named([key.correct], known.options)
      break
    case 'multi':
      named(key.correct, known.options)
      once(key.correct)
      if (key.correct.length === 0) problems.add('key-incomplete')
      if (new Set(key.correct).size === known.options.length) problems.add('nothing-asked')
      break
    case 'ordering':
      named(key.order, known.options)
      once(key.order)
      if (known.options.some((id) => !key.order.includes(id))) problems.add('key-incomplete')
      break
    case 'matching':
      named(Object.keys(key.pairs), known.options)
      named(Object.values(key.pairs), known.right)
      if (known.options.some((id) => !Object.hasOwn(key.pairs, id))) problems.add('key-incomplete')
      break
    case 'numeric':
      if (!Number.isFinite(key.value)) problems.add('key-incomplete')
      if (!(key.tolerance >= 0)) problems.add('tolerance-negative')
      break
    default:
      break
  }
  return [...problems]
}

function textsOf(content: ItemContent, language: FaceLanguage): readonly string[] {
  switch (content.type) {
    case 'matching': {
      const { stem, left, right } = content.faces[language]
      return [stem, ...Object.values(left), ...Object.values(right)]
    }
    case 'truefalse':
      return [content.faces[language].stem]
    case 'numeric':
      return [content.faces[language].stem, content.unit]
    default: {
      const { stem, options } = content.faces[language]
      return [stem, ...Object.values(options)]
    }
  }
}

function facesAgree(content: ItemContent): boolean {
  if (content.type === 'truefalse' || content.type === 'numeric') return true
  const { en, zh } = content.faces
  if ('left' in en && 'left' in zh) return sameIds(en.left, zh.left) && sameIds(en.right, zh.right)
  return 'options' in en && 'options' in zh && sameIds(en.options, zh.options)
}

function sameIds(a: OptionTexts, b: OptionTexts): boolean {
  const ids = Object.keys(a)
  return ids.length === Object.keys(b).length && ids.every((id) => Object.hasOwn(b, id))
}
