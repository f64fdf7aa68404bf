import { middleOf, readNumber } from './build-item.server.ts'
import { attributeOf, childrenOf, descendantsOf, type Element, textOf } from './element.ts'
import { ItemRefusedError, type LossList, type ParsedItem } from './neutral-item.ts'
import { type QtiResponse, rightValues } from './read-qti-response.ts'

type NumericAnswer = Extract<ParsedItem['answer'], { type: 'numeric' }>

/**
 * The number that a text entry asks for, with its tolerance and unit. QTI has many ways to say a tolerance: absolute, in per cent, rounded, as a range between
 * two bounds. Throws ItemRefusedError where the answer is words.
 */
export function readQtiNumber(
  item: Element,
  body: Element,
  interaction: Element,
  response: QtiResponse,
  losses: LossList,
): NumericAnswer {
  const [given, ...others] = rightValues(response)
  if (others.length > 0) losses.add('other-right-answers', others.join(', '))
  for (const [key, value] of response.mapping?.entries ?? [])
    if (key !== given && value > 0) losses.add('other-right-answers', `${key}=${value}`)
  const unit = unitOf(body, interaction)
  const processing = childrenOf(item, 'responseProcessing')
  const found = (name: string) =>
    processing.flatMap((one) => descendantsOf(one, (child) => child.name === name))
  const range = rangeOf(found, losses)
  if (range) return { type: 'numeric', ...range, unit }
  const [equal] = [...found('equal'), ...found('equalRounded')]
  const written = (equal && textOf(childrenOf(equal, 'baseValue')[0])) || given
  if (written === undefined || written === '') throw new ItemRefusedError('no-key')
  if (!/[0-9]/.test(written) || !/^[-+.,\d\seE×]+$/.test(written))
    throw new ItemRefusedError('text-answer', written.slice(0, 60))
  if (response.baseType === 'string') losses.add('text-as-number', written)
  const value = readNumber(written)
  if (equal?.name === 'equalRounded')
    return { type: 'numeric', value, tolerance: rounding(equal, losses), unit }
  return { type: 'numeric', ...withTolerance(value, equal, losses), unit }
}

function withTolerance(
  value: number,
  equal: Element | undefined,
  losses: LossList,
): Pick<NumericAnswer, 'value' | 'tolerance'> {
  const mode = attributeOf(equal, 'toleranceMode')
  if (!equal || mode === '' || mode === 'exact') return { value, tolerance: 0 }
  const [below = '0', above = below] = attributeOf(equal, 'tolerance').split(/\s+/)
  for (const bound of ['includeLowerBound', 'includeUpperBound'])
    if (attributeOf(equal, bound) === 'false') losses.add('boundary-excluded', bound)
  const share = mode === 'relative' ? Math.abs(value) / 100 : 1
  const [low, high] = [readNumber(below) * share, readNumber(above) * share].map((one) =>
    Number(one.toPrecision(12)),
  ) as [number, number]
  if (low === high) return { value, tolerance: low }
  losses.add('scoring-approximated', `${value} -${low} +${high}`)
  return middleOf(String(value - low), String(value + high))
}

/** Half of the last place that counts. */
function rounding(equal: Element, losses: LossList): number {
  const places = Number(attributeOf(equal, 'figures'))
  if (
    attributeOf(equal, 'roundingMode') !== 'decimalPlaces' ||
    !Number.isInteger(places) ||
    places < 0 ||
    places > 9
  ) {
    losses.add('scoring-approximated', `equalRounded ${attributeOf(equal, 'roundingMode')} ${places}`)
    return 0
  }
  losses.add('boundary-excluded', 'equalRounded')
  return readNumber(`5e-${places + 1}`)
}

/** Right between two bounds, written as two comparisons. */
function rangeOf(
  found: (name: string) => readonly Element[],
  losses: LossList,
): Pick<NumericAnswer, 'value' | 'tolerance'> | null {
  const bound = (inclusive: string, exclusive: string) => {
    const [comparison] = [...found(inclusive), ...found(exclusive)]
    const value = comparison && textOf(childrenOf(comparison, 'baseValue')[0])
    if (!value || !childrenOf(comparison, 'variable')[0]) return null
    if (comparison.name === exclusive) losses.add('boundary-excluded', exclusive)
    return value
  }
  const [low, high] = [bound('gte', 'gt'), bound('lte', 'lt')]
  return low !== null && high !== null ? middleOf(low, high) : null
}

/** The unit in an element that says so, as our own exports have it, else the one short word that follows the field. */
function unitOf(body: Element, interaction: Element): string {
  const [said] = descendantsOf(body, (one) => one.name === 'span' && attributeOf(one, 'class') === 'unit')
  if (said) return textOf(said)
  const block = descendantsOf(body, (one) => one.children.includes(interaction))[0] ?? body
  const after = block.children.slice(block.children.indexOf(interaction) + 1)
  const text = after.map((node) => (typeof node === 'string' ? node : textOf(node))).join('')
  return /^\s*([^\s.,;:!?。，；：]{1,8})\s*[.。]?\s*$/.exec(text)?.[1] ?? ''
}
