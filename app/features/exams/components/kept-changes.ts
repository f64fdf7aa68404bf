import type { Change } from './answer-sender.ts'

const family = (attemptId: string) => `tiergate.attempt.${attemptId}.`

/**
 * Changes that have not been delivered, kept in this browser. Each tab writes a place of its own, so that two of them never overwrite each other,
 * and a new one takes over what others left: sending the same change twice does no harm.
 */
export function keptChanges(attemptId: string) {
  const own = `${family(attemptId)}${randomName()}`
  return {
    /** Everything left by any tab, now kept in this tab's place. */
    takeOver(): Change[] {
      const found = new Map<number, Change>()
      try {
        const names = Object.keys(localStorage).filter((name) => name.startsWith(family(attemptId)))
        for (const name of names)
          for (const change of parsed(localStorage.getItem(name))) found.set(change.sequence, change)
        if (found.size > 0) localStorage.setItem(own, JSON.stringify([...found.values()]))
        for (const name of names) if (name !== own) localStorage.removeItem(name)
      } catch {
        // A browser that keeps nothing still sends; only closing the page would lose what waits.
      }
      return [...found.values()]
    },
    keep(changes: readonly Change[]): void {
      try {
        if (changes.length === 0) localStorage.removeItem(own)
        else localStorage.setItem(own, JSON.stringify(changes))
      } catch {
        // As above.
      }
    },
  }
}

function parsed(text: string | null): Change[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isChange) : []
  } catch {
    return []
  }
}

function isChange(value: unknown): value is Change {
  if (typeof value !== 'object' || value === null) return false
  const { sequence, itemId, kind } = value as Partial<Change>
  return Number.isInteger(sequence) && typeof itemId === 'string' && (kind === 'answer' || kind === 'flag')
}

function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('')
}
