import type { Db } from '#db/schema/index.ts'
import { type LessonViews, upsertLessonViews } from './lesson-progress.repository.server.ts'

type Place = Pick<LessonViews, 'courseEnrolmentId' | 'lessonId'>
type Waiting = { place: Place; at: string; done: () => void; failed: (failure: unknown) => void }

const mostAtOnce = 200
const waitingOn = new WeakMap<Db, Waiting[]>()

/**
 * Records a view together with all others that arrive in the same turn of the event loop: one commit, and so one wait for the disk, for many
 * readers. Answers once the view is durable. Must not be called inside a transaction.
 */
export function recordViewInGroup(db: Db, place: Place, at: string): Promise<void> {
  return new Promise((done, failed) => {
    const waiting = waitingOn.get(db)
    if (waiting) waiting.push({ place, at, done, failed })
    else {
      waitingOn.set(db, [{ place, at, done, failed }])
      setImmediate(() => void writeGroup(db))
    }
  })
}

async function writeGroup(db: Db): Promise<void> {
  const all = waitingOn.get(db) ?? []
  waitingOn.delete(db)
  for (let start = 0; start < all.length; start += mostAtOnce) {
    const group = all.slice(start, start + mostAtOnce)
    try {
      await upsertLessonViews(db, together(group))
      for (const { done } of group) done()
    } catch {
      // One view that cannot be written must not take the others along.
      for (const one of group) await upsertLessonViews(db, together([one])).then(one.done, one.failed)
    }
  }
}

/** One entry a place: PostgreSQL refuses to touch a row twice in one statement. */
function together(group: readonly Waiting[]): LessonViews[] {
  const views = new Map<string, LessonViews>()
  for (const { place, at } of group) {
    const key = `${place.courseEnrolmentId} ${place.lessonId}`
    const known = views.get(key)
    const isLater = known === undefined || at > known.at
    views.set(key, { ...place, count: (known?.count ?? 0) + 1, at: isLater ? at : known.at })
  }
  return [...views.values()]
}
