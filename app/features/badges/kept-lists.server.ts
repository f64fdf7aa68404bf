import type { Context } from '#app/context.server.ts'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'

/** A list that was compared with the facts so long ago at most is handed out as it is: what happens is seen by others after a minute. */
export const freshForMs = 60_000

/** A list as anybody gets it. */
export type PublishedList = {
  readonly json: string
  /** Until then it need not be asked for again. */
  readonly freshUntil: string
}

/** A brand has two lists for 65,536 badges, and one of what is void. */
const mostKept = 200

const keptOf = new WeakMap<Db, ReturnType<typeof boundedCache<Promise<PublishedList | null>>>>()

/** A list that was compared with the facts at an instant. */
export function listComparedAt(json: string, comparedAt: string): PublishedList {
  return { json, freshUntil: addMilliseconds(comparedAt, freshForMs) }
}

/**
 * A list by the words of its address: the one in memory while it is fresh, otherwise as `make` makes it. Who asks while one is being made waits for that one, so that however many ask, it
 * is compared once a minute. What is not there is not kept.
 */
export async function keptList(
  ctx: Context,
  words: readonly string[],
  make: () => Promise<PublishedList | null>,
): Promise<PublishedList | null> {
  // A transaction may see what nobody else will ever see.
  if (ctx.db.isTransaction) return make()
  const lists = keptOf.get(ctx.db) ?? boundedCache(mostKept)
  keptOf.set(ctx.db, lists)
  const address = [ctx.settings.publicUrl, ...words].join('\n')
  for (;;) {
    const kept = lists.get(address)
    if (!kept) break
    const list = await kept.catch(() => null)
    if (list && list.freshUntil > ctx.now()) return list
    if (lists.get(address) === kept) break
  }
  const made = make()
  lists.set(address, made)
  const forget = () => {
    if (lists.get(address) === made) lists.delete(address)
  }
  made.then((list) => list ?? forget(), forget)
  return made
}
