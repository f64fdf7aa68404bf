import type { Insertable } from 'kysely'
import type { Db } from '#db/schema/index.ts'
import type { ItemVersionMediaTable } from '#db/schema/learning.ts'

export async function insertItemMedia(
  db: Db,
  media: readonly Insertable<ItemVersionMediaTable>[],
): Promise<void> {
  for (const one of media) await db.insertInto('itemVersionMedia').values(one).execute()
}

/** The hashes of the pictures of a course's items, by version, in their order. */
export async function findMediaHashes(
  db: Db,
  courseId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('itemVersionMedia')
    .innerJoin('itemVersion', 'itemVersion.id', 'itemVersionMedia.itemVersionId')
    .innerJoin('item', 'item.id', 'itemVersion.itemId')
    .select(['itemVersionMedia.itemVersionId', 'itemVersionMedia.contentHash'])
    .where('item.courseId', '=', courseId)
    .orderBy('itemVersionMedia.position')
    .execute()
  return groupedByVersion(rows, ({ contentHash }) => contentHash)
}

/** The pictures of some versions, with their bytes, in their order. */
export async function findItemMedia(db: Db, itemVersionIds: readonly string[]) {
  const rows = []
  for (let at = 0; at < itemVersionIds.length; at += 500)
    rows.push(
      ...(await db
        .selectFrom('itemVersionMedia')
        .selectAll()
        .where('itemVersionId', 'in', itemVersionIds.slice(at, at + 500))
        .orderBy('position')
        .execute()),
    )
  return groupedByVersion(rows, (row) => row)
}

function groupedByVersion<Row extends { itemVersionId: string }, Value>(
  rows: readonly Row[],
  take: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const grouped = new Map<string, Value[]>()
  for (const row of rows) {
    const list = grouped.get(row.itemVersionId)
    if (list) list.push(take(row))
    else grouped.set(row.itemVersionId, [take(row)])
  }
  return grouped
}
