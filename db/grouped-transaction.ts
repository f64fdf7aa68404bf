import { dialectOf } from './portable.ts'
import type { Db } from './schema/index.ts'

type Waiting = {
  readonly run: (trx: Db) => Promise<void>
  readonly done: () => void
  readonly failed: (failure: unknown) => void
}

type Line = { waiting: Waiting[]; running: number }

const lines = new WeakMap<Db, Line>()

/** Works that share one transaction at most: one that fails costs the others a second try. */
const mostTogether = 100

/** PostgreSQL commits on several connections at a time, SQLite on one. */
const groupsAtOnce = { sqlite: 1, postgres: 4 } as const

/**
 * Does a small piece of work in a transaction together with all others that arrived while the last one was being committed: one commit, and so one wait for
 * the disk, for many people. Answers once the work is durable, with what it returned; fails alone where it fails alone.
 *
 * The work may be done twice, the first time without effect, so it may touch nothing but the transaction. It must be short, since others wait for it, and
 * must not be called from inside a transaction.
 */
export function inGroupedTransaction<Result>(db: Db, work: (trx: Db) => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    let result: { value: Result } | undefined
    const line = lines.get(db) ?? { waiting: [], running: 0 }
    lines.set(db, line)
    line.waiting.push({
      run: async (trx) => {
        result = { value: await work(trx) }
      },
      done: () => resolve((result as { value: Result }).value),
      failed: reject,
    })
    // In the next turn of the event loop, so that what arrives in this one goes along.
    setImmediate(() => void drain(db, line))
  })
}

async function drain(db: Db, line: Line): Promise<void> {
  if (line.running >= groupsAtOnce[dialectOf(db)]) return
  line.running += 1
  while (line.waiting.length > 0) await commitTogether(db, line.waiting.splice(0, mostTogether))
  line.running -= 1
}

async function commitTogether(db: Db, group: readonly Waiting[]): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      for (const { run } of group) await run(trx)
    })
  } catch (failure) {
    // One work that cannot be done must not take the others along: each is tried by itself.
    if (group.length > 1) for (const one of group) await commitTogether(db, [one])
    else group[0]?.failed(failure)
    return
  }
  for (const { done } of group) done()
}
