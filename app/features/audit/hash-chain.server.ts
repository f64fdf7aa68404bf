import { createHash } from 'node:crypto'

/** What the first link of a chain names as its predecessor. */
export const firstPreviousHash = '0'.repeat(64)

/** A link's place and hashes as they are stored. */
export type StoredLink = { readonly sequence: number; readonly previousHash: string; readonly hash: string }

/** SHA-256 over the hash before and the fields of a link, so that nothing in the middle can change unseen. */
export function hashLink(previousHash: string, fields: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([previousHash, ...fields]))
    .digest('hex')
}

/** The number of links that hold together, or the first place at which a chain breaks. */
export type ChainReport = { ok: true; count: number } | { ok: false; brokenAt: number }

const batch = 1_000

/**
 * Recomputes a chain in batches. A changed, missing or added link breaks it at its place. `fieldsOf` gives what a link was hashed over, in its order;
 * `holdsOtherwise` looks at what a link stands for beyond its hash.
 */
export async function verifyChain<Link extends StoredLink>(
  linksAfter: (sequence: number, limit: number) => Promise<readonly Link[]>,
  fieldsOf: (link: Link) => readonly unknown[],
  holdsOtherwise: (links: readonly Link[]) => Promise<readonly boolean[]> = async (links) =>
    links.map(() => true),
): Promise<ChainReport> {
  let previousHash = firstPreviousHash
  let count = 0
  for (;;) {
    const links = await linksAfter(count, batch)
    const others = await holdsOtherwise(links)
    for (const [index, link] of links.entries()) {
      const holds =
        link.sequence === count + 1 &&
        link.previousHash === previousHash &&
        link.hash === hashLink(previousHash, fieldsOf(link)) &&
        others[index] === true
      if (!holds) return { ok: false, brokenAt: count + 1 }
      previousHash = link.hash
      count = link.sequence
    }
    if (links.length < batch) return { ok: true, count }
  }
}
