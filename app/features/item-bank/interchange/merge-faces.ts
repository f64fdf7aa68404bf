import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { ParsedItem, ParsedOption } from './neutral-item.ts'

/** Two readings of one item, each in a language of its own, as one; null where they differ in more than their texts. */
export function mergeFaces(first: ParsedItem, second: ParsedItem): ParsedItem | null {
  if (shapeOf(first) !== shapeOf(second)) return null
  return {
    ...first,
    stem: both(first.stem, second.stem),
    answer: mergedAnswer(first.answer, second.answer),
    rationale: both(first.rationale, second.rationale),
    domain: first.domain ?? second.domain,
    difficulty: first.difficulty ?? second.difficulty,
    critical: first.critical ?? second.critical,
    source: first.source ?? second.source,
    media: [
      ...first.media,
      ...second.media.filter(({ name }) => !first.media.some((one) => one.name === name)),
    ],
  }
}

function both(a: Bilingual, b: Bilingual): Bilingual {
  return { en: a.en || b.en, zh: a.zh || b.zh }
}

function mergedAnswer(first: ParsedItem['answer'], second: ParsedItem['answer']): ParsedItem['answer'] {
  const merged = (options: readonly ParsedOption[], others: readonly ParsedOption[]) =>
    options.map(({ id, text }) => {
      const other = others.find((one) => one.id === id)
      return { id, text: other ? both(text, other.text) : text }
    })
  if ('options' in first && 'options' in second)
    return { ...first, options: merged(first.options, second.options) }
  if ('left' in first && 'left' in second)
    return { ...first, left: merged(first.left, second.left), right: merged(first.right, second.right) }
  return first
}

/** Everything but the texts and the order in which options are listed. */
function shapeOf({ answer, scoring, weight }: ParsedItem): string {
  return JSON.stringify([scoring, weight, answer], (key, value: unknown) => {
    if (key === 'options' || key === 'left' || key === 'right')
      return (value as readonly ParsedOption[]).map(({ id }) => id).sort()
    if (key === 'correct' && Array.isArray(value)) return [...value].sort()
    return value
  })
}
