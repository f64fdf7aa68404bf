import type { Insertable } from 'kysely'
import type { Db } from '#db/schema/index.ts'
import type { ItemImportTable } from '#db/schema/learning.ts'

export async function insertItemImport(db: Db, itemImport: Insertable<ItemImportTable>): Promise<void> {
  await db.insertInto('itemImport').values(itemImport).execute()
}

/** Drops files that wait for a word: those of a person for a course, and all that have waited since before an instant. */
export async function deleteWaitingImports(
  db: Db,
  { personId, courseId, before }: { personId: string; courseId: string; before: string },
): Promise<void> {
  await db
    .deleteFrom('itemImport')
    .where('state', '=', 'OPEN')
    .where((where) =>
      where.or([
        where('createdAt', '<', before),
        where.and([where('personId', '=', personId), where('courseId', '=', courseId)]),
      ]),
    )
    .execute()
}

/** A file that was brought for a bank, without its items; undefined where there is none of that id in that bank. */
export async function findItemImport(db: Db, importId: string, courseId: string) {
  return db
    .selectFrom('itemImport')
    .select(['id', 'state', 'fileName', 'reportJson', 'createdAt'])
    .where('id', '=', importId)
    .where('courseId', '=', courseId)
    .executeTakeFirst()
}

/** The same with its items, as long as it waits. */
export async function findWaitingImport(db: Db, importId: string, courseId: string) {
  return db
    .selectFrom('itemImport')
    .selectAll()
    .where('id', '=', importId)
    .where('courseId', '=', courseId)
    .where('state', '=', 'OPEN')
    .executeTakeFirst()
}

/** The newest files that were brought for a bank. */
export async function findNewestImports(db: Db, courseId: string, limit: number) {
  return db
    .selectFrom('itemImport')
    .innerJoin('person', 'person.id', 'itemImport.personId')
    .select([
      'itemImport.id',
      'itemImport.state',
      'itemImport.fileName',
      'itemImport.createdAt',
      'itemImport.closedAt',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
    ])
    .where('itemImport.courseId', '=', courseId)
    .orderBy('itemImport.createdAt', 'desc')
    .limit(limit)
    .execute()
}

/** Closes a file that waits, with what became of it; its items are not needed any more. False where somebody was first. */
export async function completeItemImport(
  db: Db,
  importId: string,
  done: { reportJson: string; closedAt: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('itemImport')
    .set({ ...done, state: 'DONE', itemsJson: '' })
    .where('id', '=', importId)
    .where('state', '=', 'OPEN')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Keeps a newer report of a file that waits. */
export async function updateImportReport(db: Db, importId: string, reportJson: string): Promise<void> {
  await db
    .updateTable('itemImport')
    .set({ reportJson })
    .where('id', '=', importId)
    .where('state', '=', 'OPEN')
    .execute()
}

/** Drops one file that waits. False where there is none. */
export async function deleteItemImport(db: Db, importId: string, courseId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('itemImport')
    .where('id', '=', importId)
    .where('courseId', '=', courseId)
    .where('state', '=', 'OPEN')
    .executeTakeFirst()
  return numDeletedRows === 1n
}
