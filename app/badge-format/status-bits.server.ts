import { gunzipSync, gzipSync } from 'node:zlib'

/** The shortest list that hides who is meant in a crowd (W3C, Bitstring Status List 1.0, 3.1): 16 KB. */
export const bitsInList = 131_072

/** Four million credentials; a longer list is refused before it is unpacked to its end. */
const mostBits = 32 * bitsInList
const longestEncoded = 4 * 1024 * 1024

/** A list that cannot be read, or is larger than we unpack. */
export class StatusListError extends Error {
  override readonly name = 'StatusListError'
}

/** A status list with ones at these places, as the standard encodes it: gzip, then multibase base64url. */
export function encodeStatusBits(places: Iterable<number>): string {
  const bytes = Buffer.alloc(bitsInList / 8)
  for (const place of places) {
    if (!Number.isInteger(place) || place < 0 || place >= bitsInList)
      throw new RangeError(`No place in a status list: ${place}`)
    bytes[place >> 3] = (bytes[place >> 3] as number) | (0x80 >> (place & 7))
  }
  return `u${gzipSync(bytes).toString('base64url')}`
}

/** Whether a list has a one at a place; throws a StatusListError for what is no list, too large, or shorter than the place. */
export function statusBitAt(encoded: string, place: number): boolean {
  const bytes = decodeStatusBits(encoded)
  if (!Number.isInteger(place) || place < 0 || place >= bytes.length * 8)
    throw new StatusListError(`The list has no place ${place}`)
  return ((bytes[place >> 3] as number) & (0x80 >> (place & 7))) !== 0
}

function decodeStatusBits(encoded: string): Buffer {
  // Lists written before the standard was finished lack the multibase sign; gzip begins with the bytes of `H4s`.
  const text = encoded.startsWith('u') ? encoded.slice(1) : encoded
  if (text.length > longestEncoded) throw new StatusListError('The list is larger than is read')
  if (!/^[\w-]+={0,2}$/.test(text)) throw new StatusListError('The list is not base64url')
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: mostBits / 8 })
  } catch (failure) {
    throw new StatusListError('The list cannot be unpacked, or is larger than is read', { cause: failure })
  }
}
