/**
 * Random numbers that a stored seed reproduces on any machine: xoshiro128** 1.1 (Blackman and Vigna), 32-bit integer
 * arithmetic only. It draws exam forms and samples; it is predictable and therefore never makes a secret.
 */
export type SeededRandom = {
  /** The next 32 bits, 0 to 2^32 - 1. */
  readonly next32: () => number
  /** A whole number in [0, limit), each equally likely. Throws RangeError unless 1 <= limit <= 2^32. */
  readonly below: (limit: number) => number
}

/** Four 32-bit words, not all zero. */
export type RandomState = readonly [number, number, number, number]

const RANGE = 0x1_0000_0000
const GOLDEN = 0x9e37_79b9

/** A stream for a text; streams of texts that differ in one sign are unrelated, so `seed/part` names a stream of its own. */
export function seededRandom(seed: string): SeededRandom {
  return randomFrom(stateOf(seed))
}

/** A stream from a given state; throws RangeError for the state of zeros, which yields only zeros. */
export function randomFrom(state: RandomState): SeededRandom {
  let [a, b, c, d] = state.map((word) => word >>> 0) as [number, number, number, number]
  if ((a | b | c | d) === 0) throw new RangeError('The state of a random stream must not be all zeros')

  const next32 = () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return result
  }
  const below = (limit: number) => {
    if (!Number.isInteger(limit) || limit < 1 || limit > RANGE)
      throw new RangeError(`No range of ${limit} numbers`)
    // Numbers past the last whole multiple of the limit would favour small results, so they are drawn again.
    const fair = RANGE - (RANGE % limit)
    for (;;) {
      const drawn = next32()
      if (drawn < fair) return drawn % limit
    }
  }
  return { next32, below }
}

/** The entries in a random order, each order equally likely (Fisher and Yates); the given list stays as it is. */
export function shuffled<Entry>(entries: readonly Entry[], random: SeededRandom): Entry[] {
  const result = [...entries]
  for (let last = result.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const kept = result[last] as Entry
    result[last] = result[other] as Entry
    result[other] = kept
  }
  return result
}

/** The text hashed twice in different ways (64 bits in all), each hash stretched to two words by splitmix32. */
function stateOf(seed: string): RandomState {
  let fnv = 0x811c_9dc5
  let turned = 0x9747_b28c
  for (let index = 0; index < seed.length; index++) {
    const unit = seed.charCodeAt(index)
    fnv = Math.imul(fnv ^ unit, 0x0100_0193)
    turned = Math.imul(rotated(turned ^ unit, 13), 0x85eb_ca6b)
  }
  const state: [number, number, number, number] = [
    mixed(fnv + GOLDEN),
    mixed(turned + GOLDEN),
    mixed(fnv + 2 * GOLDEN),
    mixed(turned + 2 * GOLDEN),
  ]
  if (state.every((word) => word === 0)) state[0] = 1
  return state
}

/** The finaliser of murmur3, which splitmix32 applies to each step of its counter. */
function mixed(counter: number): number {
  let word = counter | 0
  word = Math.imul(word ^ (word >>> 16), 0x85eb_ca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2_ae35)
  return (word ^ (word >>> 16)) >>> 0
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0
}
