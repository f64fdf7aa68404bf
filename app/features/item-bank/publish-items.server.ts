import type { Insertable } from 'kysely'
import type { CourseItem } from '#app/content/item-mapping.ts'
import type { Context } from '#app/context.server.ts'
import { findItemProblems } from '#app/domain/exam/item-problems.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import type { ItemTable, ItemVersionTable } from '#db/schema/learning.ts'
import {
  findItemHeads,
  findOwnerOfCodes,
  findUsedHashes,
  insertItems,
  insertItemVersions,
  updateItemState,
} from './item.repository.server.ts'
import { hashOfItem } from './item-hash.server.ts'
import { storedVersion } from './stored-item.ts'

/** Thrown where a bank names an item that belongs to another course: an item is one thing in one bank. */
export class ForeignItemError extends Error {
  constructor(code: string, course: string) {
    super(`Item ${code} belongs to ${course}. Give it an id of its own in items.yaml.`)
    this.name = 'ForeignItemError'
  }
}

/** Thrown for an item that could not be shown or scored fairly. */
export class UnsoundItemError extends Error {
  constructor(code: string, problems: readonly string[]) {
    super(`Item ${code} cannot be used: ${problems.join(', ')}.`)
    this.name = 'UnsoundItemError'
  }
}

/** How many items each thing happened to. */
export type PublishedItems = {
  readonly added: number
  readonly changed: number
  readonly retired: number
  readonly unchanged: number
}

/**
 * Publishes the whole reviewed bank of a course. An item with the same content stays; a changed one gets its next version, which attempts begun
 * before do not see; one that is no longer in the bank is retired and never deleted, and is active again when it comes back. Throws
 * ForeignItemError or UnsoundItemError, and then nothing of the transaction may stay.
 */
export async function publishItems(
  ctx: Context,
  trx: Db,
  input: { courseId: string; items: readonly CourseItem[] },
): Promise<PublishedItems> {
  const { courseId, items } = input
  for (const item of items) {
    const problems = findItemProblems(item)
    if (problems.length > 0) throw new UnsoundItemError(item.id, problems)
  }
  const codes = new Set(items.map(({ id }) => id))
  const foreign = await findOwnerOfCodes(trx, [...codes], courseId)
  if (foreign) throw new ForeignItemError(foreign.code, foreign.courseCode)

  const known = new Map((await findItemHeads(trx, courseId)).map((head) => [head.code, head]))
  const used = new Map((await findUsedHashes(trx, courseId)).map(({ id, contentHash }) => [id, contentHash]))
  const at = ctx.now()
  const fresh: Insertable<ItemTable>[] = []
  const versions: Insertable<ItemVersionTable>[] = []
  const back: string[] = []
  for (const item of items) {
    const head = known.get(item.id)
    const contentHash = hashOfItem(item)
    if (head && head.state !== 'ACTIVE') back.push(head.id)
    if (head && used.get(head.id) === contentHash) continue
    const itemId = head?.id ?? ctx.newId()
    if (!head) fresh.push({ id: itemId, courseId, code: item.id, state: 'ACTIVE', createdAt: at })
    versions.push({
      id: ctx.newId(),
      itemId,
      version: (head?.version ?? 0) + 1,
      ...storedVersion(item),
      contentHash,
      createdAt: at,
    })
  }
  await insertItems(trx, fresh)
  await insertItemVersions(trx, versions)
  await updateItemState(trx, back, 'ACTIVE')
  const gone = [...known.values()].filter(({ code, state }) => state === 'ACTIVE' && !codes.has(code))
  await updateItemState(
    trx,
    gone.map(({ id }) => id),
    'RETIRED',
  )

  const added = fresh.length
  const changed = versions.length - added
  const retired = gone.length
  if (added + changed + retired + back.length > 0) {
    await recordAudit(ctx, trx, {
      action: 'items.published',
      subjectKind: 'course',
      subjectId: courseId,
      details: { added, changed, retired, reactivated: back.length },
    })
  }
  return { added, changed, retired, unchanged: items.length - added - changed }
}
