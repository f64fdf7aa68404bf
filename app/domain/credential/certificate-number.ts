/**
 * Certificate numbers such as `MEIHE-AC-L2-7K3M-9Q2X-D`: brand, type, eight random Crockford characters and a check
 * character over the whole. They carry nothing countable (contracts, Pages and language).
 */

/** Gives so many random bytes. */
export type RandomBytes = (count: number) => Uint8Array

export type CertificateNumber = {
  /** As printed. Where the typed prefix matched no known one, upper case as typed. */
  readonly text: string
  /** Look-up key: the same for every spelling that people confuse (case, O and 0, I, L and 1). */
  readonly key: string
  readonly prefix: string
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_CHARACTERS = 8
const SLUG_BYTES = 16

/** Makes a number for a type's code of a brand, both upper-case letters, digits and hyphens; throws RangeError otherwise. */
export function makeCertificateNumber(
  brand: string,
  typeCode: string,
  randomBytes: RandomBytes,
): CertificateNumber {
  const prefix = `${brand}-${typeCode}`
  if (!/^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(prefix))
    throw new RangeError(`Not a prefix for certificate numbers: ${prefix}`)
  const random = base32(bytesFrom(randomBytes, (RANDOM_CHARACTERS * 5) / 8)).slice(0, RANDOM_CHARACTERS)
  return assemble(prefix, random)
}

/** What a typed number turned out to be; `mistyped` has the form of one, but its check character tells of a wrong character. */
export type ReadNumber =
  | { readonly ok: true; readonly number: CertificateNumber }
  | { readonly ok: false; readonly reason: 'other-form' | 'mistyped' }

/**
 * Reads a number as typed or scanned: lower case, O for 0, I or L for 1, spaces or missing hyphens in the random part.
 * `knownPrefixes` (brand and type, such as `MEIHE-AC-L2`) give the prefix its printed spelling back. Null if it has not
 * the form or the check character does not match.
 */
export function parseCertificateNumber(
  typed: string,
  knownPrefixes: Iterable<string> = [],
): CertificateNumber | null {
  const read = readCertificateNumber(typed, knownPrefixes)
  return read.ok ? read.number : null
}

/** The same, saying of what is no number whether it was meant to be one. */
export function readCertificateNumber(typed: string, knownPrefixes: Iterable<string> = []): ReadNumber {
  const compact = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐-―−]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
  const match = /^([A-Z0-9]+(?:-[A-Z0-9]+)*?)-([A-Z0-9]{4})-?([A-Z0-9]{4})-?([A-Z0-9])$/.exec(compact)
  if (match === null) return { ok: false, reason: 'other-form' }
  const [, typedPrefix = '', first = '', second = '', check = ''] = match
  const random = fold(first + second)
  if ([...random].some((character) => !CROCKFORD.includes(character)))
    return { ok: false, reason: 'mistyped' }
  const folded = fold(typedPrefix)
  let prefix = typedPrefix
  for (const known of knownPrefixes) if (fold(known) === folded) prefix = known
  const number = assemble(prefix, random)
  return number.text.at(-1) === fold(check) ? { ok: true, number } : { ok: false, reason: 'mistyped' }
}

/** A public address for a credential: 128 random bits as 26 lower-case Crockford characters, not derived from anything. */
export function makePublicSlug(randomBytes: RandomBytes): string {
  return base32(bytesFrom(randomBytes, SLUG_BYTES)).toLowerCase()
}

function assemble(prefix: string, random: string): CertificateNumber {
  const check = checkCharacter(fold(prefix) + random)
  const tail = `${random.slice(0, 4)}-${random.slice(4)}-${check}`
  return { text: `${prefix}-${tail}`, key: `${fold(prefix)}-${tail}`, prefix }
}

/**
 * ISO/IEC 7064 hybrid system with M = 32 over the folded characters: every single wrong character is found. Hyphens
 * separate and do not count; U is no Crockford character but stands in brand codes, so the check reads it as V.
 */
function checkCharacter(folded: string): string {
  const modulus = CROCKFORD.length
  let product = modulus
  for (const character of folded) {
    const value = CROCKFORD.indexOf(character === 'U' ? 'V' : character)
    if (value < 0) continue
    const sum = (product + value) % modulus
    product = ((sum === 0 ? modulus : sum) * 2) % (modulus + 1)
  }
  return CROCKFORD.charAt((modulus + 1 - product) % modulus)
}

function fold(text: string): string {
  return text.replaceAll('O', '0').replace(/[IL]/g, '1')
}

function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += CROCKFORD.charAt((value >>> bits) & 31)
    }
    value &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + CROCKFORD.charAt((value << (5 - bits)) & 31)
}

function bytesFrom(randomBytes: RandomBytes, count: number): Uint8Array {
  const bytes = randomBytes(count)
  if (bytes.length !== count)
    throw new RangeError(`The random source gave ${bytes.length} bytes instead of ${count}`)
  return bytes
}
