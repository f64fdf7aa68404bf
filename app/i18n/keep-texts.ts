import type { i18n, TFunction } from 'i18next'

/** Texts kept for each namespace; the product has fewer without values than this, and those with values push each other out. */
const mostTexts = 2_000

/**
 * The same texts, quicker: for an instance whose language and texts never change. A page asks for some hundred texts, and most of them are the same
 * on every page.
 *
 * The answer is a thin object on top of the instance, because react-i18next copies the own properties of what it is given for every component.
 */
export function keepTexts(instance: i18n): i18n {
  const fixed = new Map<string, TFunction>()
  const getFixedT = (...given: readonly unknown[]) => {
    const key = JSON.stringify(given)
    let texts = fixed.get(key)
    if (!texts) {
      texts = keepingTexts((instance.getFixedT as (...given: readonly unknown[]) => TFunction)(...given))
      fixed.set(key, texts)
    }
    return texts
  }
  return Object.assign(Object.create(instance) as i18n, { getFixedT })
}

type Values = Readonly<Record<string, unknown>> | undefined

/** Keeps every text found. A key without a text is not kept: nobody can fill the memory by asking for what does not exist. */
function keepingTexts(find: TFunction): TFunction {
  const kept = new Map<string, string>()
  const read = find as unknown as (key: unknown, values?: unknown, ...rest: unknown[]) => unknown
  const keeping = (key: unknown, values?: Values, ...rest: unknown[]) => {
    const name = rest.length === 0 ? nameOf(key, values) : null
    if (name === null) return read(key, values, ...rest)
    const known = kept.get(name)
    if (known !== undefined) return known
    const text = read(key, values)
    if (typeof text !== 'string' || text === key) return text
    if (kept.size >= mostTexts) kept.delete(kept.keys().next().value as string)
    kept.set(name, text)
    return text
  }
  return Object.assign(keeping, find) as TFunction
}

/** Under what a text is kept: its key with the values put into it; null where these are more than short words and numbers. */
function nameOf(key: unknown, values: Values): string | null {
  if (typeof key !== 'string') return null
  if (values === undefined) return key
  if (typeof values !== 'object') return null
  let name = key
  for (const word in values) {
    const value = values[word]
    if (typeof value !== 'number' && (typeof value !== 'string' || value.length > 80 || /[\n\t]/.test(value)))
      return null
    name += `\n${word}\t${typeof value === 'number' ? '#' : ''}${value}`
  }
  return name
}
