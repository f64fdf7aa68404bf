import type { Change, KeptOpening } from './answer-sender.ts'

const database = 'tiergate-exams'
const store = 'changes'

/** How long an answer waits for the store before it is sent without having been kept. */
const patienceMs = 2_000

/** A change as this browser keeps it; person and attempt come first, so that nobody is ever offered another's. */
type Kept = Change & {
  readonly personId: string
  readonly attemptId: string
  readonly openingId: string
  readonly seen: number
}

export type KeptChanges = ReturnType<typeof keptChanges>

/**
 * Changes of one person's attempt that have not been delivered, kept in this browser (IndexedDB) under the opening of the room that made them: an opening
 * never touches what another wrote, and delivers it under the other's name. Where a browser keeps nothing, everything still goes on; only closing the
 * page would lose what waits.
 */
export function keptChanges(personId: string, attemptId: string) {
  let opened: Promise<IDBDatabase | null> | undefined
  const db = () => {
    opened ??= openDatabase()
    return opened
  }
  const range = () => IDBKeyRange.bound([personId, attemptId], [personId, attemptId, []])
  return {
    /** What is kept, opening by opening, in the order in which they were opened as far as it is known. */
    async load(): Promise<KeptOpening[]> {
      const open = await db()
      if (!open) return []
      const rows = await asked<Kept[]>(open.transaction(store).objectStore(store).getAll(range()), [])
      const found = new Map<string, { openingId: string; seen: number; changes: Change[] }>()
      for (const { openingId, seen, sequence, itemId, kind, value } of rows) {
        const opening = found.get(openingId) ?? { openingId, seen, changes: [] }
        found.set(openingId, opening)
        opening.changes.push({ sequence, itemId, kind, value })
      }
      return [...found.values()].sort((a, b) => a.seen - b.seen)
    },
    /** Keeps a change before it is first sent; a store that takes too long is not waited for. */
    keep({ openingId, seen }: { openingId: string; seen: number }, change: Change): Promise<void> {
      const put = async () => {
        const open = await db()
        if (open) await done(changing(open).put({ personId, attemptId, openingId, seen, ...change }))
      }
      return inTime(put())
    },
    /** Forgets what has arrived, or never will. */
    async forget(openingId: string, changes: readonly Change[]): Promise<void> {
      const open = await db()
      if (!open || changes.length === 0) return
      const objects = changing(open)
      await Promise.all(
        changes.map(({ sequence }) => done(objects.delete([personId, attemptId, openingId, sequence]))),
      )
    },
    /** Forgets everything of this attempt. */
    async forgetAll(): Promise<void> {
      const open = await db()
      if (open) await done(changing(open).delete(range()))
    },
  }
}

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(database, 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore(store, {
          keyPath: ['personId', 'attemptId', 'openingId', 'sequence'],
        })
      }
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

function changing(db: IDBDatabase): IDBObjectStore {
  return db.transaction(store, 'readwrite').objectStore(store)
}

/** When a change of the store is over, whether or not it could be made. */
function done(request: IDBRequest): Promise<void> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve()
    request.onerror = (event) => {
      event.preventDefault()
      resolve()
    }
  })
}

function asked<Result>(request: IDBRequest<Result>, otherwise: Result): Promise<Result> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = (event) => {
      event.preventDefault()
      resolve(otherwise)
    }
  })
}

/** Some browsers leave a request to the store without an answer for ever; what somebody answers must not wait for that. */
function inTime(work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, patienceMs))])
}
