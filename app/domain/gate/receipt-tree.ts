/**
 * A Merkle tree over what was decided, as RFC 6962 builds one: leaves and nodes are hashed apart, so that no node can pass for a leaf; a level of an odd number
 * hands its last one up. Hashes are hexadecimal; `hash` takes bytes and is given from outside.
 */
export type HashBytes = (bytes: Uint8Array) => string

/** One step from a leaf to the root: the other hash, and the side on which it stands. */
export type PathStep = { readonly side: 'left' | 'right'; readonly hash: string }

const encoder = new TextEncoder()

/** The hash of a leaf: of a zero byte and the text in UTF-8. */
export function leafHash(text: string, hash: HashBytes): string {
  return hash(prefixed(0, encoder.encode(text)))
}

/** The hash of a node: of a one byte and the two hashes below it. */
export function nodeHash(left: string, right: string, hash: HashBytes): string {
  return hash(prefixed(1, bytesOf(left + right)))
}

/** The root over texts in their order, and the path of each. Throws where there is none. */
export function receiptTree(
  texts: readonly string[],
  hash: HashBytes,
): { readonly root: string; readonly paths: readonly (readonly PathStep[])[] } {
  const paths: PathStep[][] = texts.map(() => [])
  let level = texts.map((text, index) => ({ hash: leafHash(text, hash), leaves: [index] }))
  while (level.length > 1) {
    const above: typeof level = []
    for (let place = 0; place < level.length; place += 2) {
      const [left, right] = [level[place], level[place + 1]]
      if (!left) continue
      if (!right) {
        above.push(left)
        continue
      }
      for (const leaf of left.leaves) paths[leaf]?.push({ side: 'right', hash: right.hash })
      for (const leaf of right.leaves) paths[leaf]?.push({ side: 'left', hash: left.hash })
      above.push({
        hash: nodeHash(left.hash, right.hash, hash),
        leaves: [...left.leaves, ...right.leaves],
      })
    }
    level = above
  }
  const [top] = level
  if (!top) throw new Error('A receipt is for one decision or more')
  return { root: top.hash, paths }
}

/** The root that a text and its path lead to. */
export function rootFrom(text: string, path: readonly PathStep[], hash: HashBytes): string {
  return path.reduce(
    (below, step) =>
      step.side === 'left' ? nodeHash(step.hash, below, hash) : nodeHash(below, step.hash, hash),
    leafHash(text, hash),
  )
}

function prefixed(first: number, rest: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(rest.length + 1)
  bytes[0] = first
  bytes.set(rest, 1)
  return bytes
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
