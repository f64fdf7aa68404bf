import { hash } from 'node:crypto'

/** A drawn page, cut where the nonce of the answer goes, which is another one each time. */
type Drawn = { readonly pieces: readonly Buffer[]; readonly size: number }

export type DrawnPages = {
  /** The page drawn before for the same data, with this answer's nonce; undefined where it has to be drawn. */
  find(key: string, nonce: string): Buffer | undefined
  /** Whether a page that has just been drawn is worth keeping: only the second time, since most data come once. */
  isWanted(key: string): boolean
  keep(key: string, html: Buffer, nonce: string): void
}

/** Pages asked for once that are remembered, each in some 60 bytes. */
const mostSeenOnce = 20_000

/**
 * Pages drawn for data that come again: a page depends on nothing but its address and its data (decision 0016), so the same data look the same. Loading the
 * data, and with it every check of who may see them, is done for each request; only the drawing is saved. Keeps at most so many bytes and forgets what was
 * not asked for longest.
 */
export function drawnPages(mostBytes: number): DrawnPages {
  const kept = new Map<string, Drawn>()
  const seenOnce = new Set<string>()
  let bytes = 0

  function forget(key: string): void {
    bytes -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  return {
    find(key, nonce) {
      const drawn = kept.get(key)
      if (!drawn) return undefined
      kept.delete(key)
      kept.set(key, drawn)
      return joined(drawn.pieces, Buffer.from(nonce))
    },
    isWanted(key) {
      if (seenOnce.has(key)) return true
      seenOnce.add(key)
      if (seenOnce.size > mostSeenOnce) seenOnce.delete(first(seenOnce))
      return false
    },
    keep(key, html, nonce) {
      const drawn = { pieces: cutAt(html, Buffer.from(nonce)), size: html.length }
      if (drawn.size > mostBytes) return
      forget(key)
      kept.set(key, drawn)
      bytes += drawn.size
      seenOnce.delete(key)
      while (bytes > mostBytes) forget(first(kept.keys()))
    },
  }
}

/** The key of a page: a digest of its address and of all its data, written as JSON. */
export function keyOfPage(address: string, data: string): string {
  return hash('sha256', `${address}\n${data}`, 'base64url')
}

function cutAt(html: Buffer, nonce: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  let start = 0
  for (let at = html.indexOf(nonce); at !== -1; at = html.indexOf(nonce, start)) {
    pieces.push(html.subarray(start, at))
    start = at + nonce.length
  }
  return [...pieces, html.subarray(start)]
}

function joined(pieces: readonly Buffer[], nonce: Buffer): Buffer {
  return Buffer.concat(pieces.flatMap((piece, place) => (place === 0 ? [piece] : [nonce, piece])))
}

function first<Value>(values: Iterable<Value>): Value {
  for (const value of values) return value
  throw new Error('Nothing is kept')
}
