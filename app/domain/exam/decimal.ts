/** Decimal numbers compared exactly: 0.1 + 0.2 is 0.3 here, so an answer at the edge of a tolerance is judged right. */
export type Decimal = { readonly digits: bigint; readonly scale: number }

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i
const LONGEST = 40

/**
 * Reads a number as people type it: full-width digits and signs count as plain ones, blanks around it do not matter.
 * A comma is refused, since it stands for different things in different places. Null for what is no number.
 */
export function parseDecimal(text: string): Decimal | null {
  const plain = text
    .trim()
    .replace(/[０-９．＋－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace('。', '.')
    .replace('\u2212', '-')
  const match = plain.length > LONGEST ? null : DECIMAL.exec(plain)
  if (match === null) return null
  const [, sign = '', whole = '', part = '', exponent = '0'] = match
  if (whole === '' && part === '') return null
  const digits = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n)
  const scale = part.length - Number(exponent)
  return reduced(scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale })
}

/** The one way to write a decimal: no exponent, no leading plus, no needless zeros. */
export function decimalText({ digits, scale }: Decimal): string {
  const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const whole = padded.slice(0, padded.length - scale)
  const part = scale === 0 ? '' : `.${padded.slice(-scale)}`
  return `${digits < 0n ? '-' : ''}${whole}${part}`
}

/** Whether a number lies in [value - tolerance, value + tolerance]. */
export function isWithin(given: Decimal, value: Decimal, tolerance: Decimal): boolean {
  const scale = Math.max(given.scale, value.scale, tolerance.scale)
  const at = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own)
  const distance = at(given) - at(value)
  return (distance < 0n ? -distance : distance) <= at(tolerance)
}

/** A number of a key as the decimal it is written as; throws RangeError for NaN and the infinities. */
export function decimalOf(value: number): Decimal {
  const decimal = parseDecimal(String(value))
  if (decimal === null) throw new RangeError(`${value} is no decimal number`)
  return decimal
}

function reduced({ digits, scale }: Decimal): Decimal {
  let [short, places] = [digits, scale]
  while (places > 0 && short % 10n === 0n) {
    short /= 10n
    places -= 1
  }
  return { digits: short, scale: places }
}
