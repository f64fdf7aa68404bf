import type { Insertable } from 'kysely'
import { preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ItemTable, ItemVersionTable } from '#db/schema/learning.ts'

/** Every item of a course with its newest version's number and hash, retired ones included. */
export async function findItemHeads(db: Db, courseId: string) {
  return newestVersions(db)
    .select(['item.id', 'item.code', 'item.state', 'itemVersion.version', 'itemVersion.contentHash'])
    .where('item.courseId', '=', courseId)
    .execute()
}

const activeVersions = preparedRead((db, { courseId }: { courseId: string }) =>
  newestVersions(db)
    .select([
      'item.id as itemId',
      'item.code',
      'item.shownCount',
      'itemVersion.id as itemVersionId',
      'itemVersion.domain',
      'itemVersion.difficulty',
      'itemVersion.isCritical',
      'itemVersion.contentHash',
    ])
    .where('item.courseId', '=', courseId)
    .where('item.state', '=', 'ACTIVE')
    .orderBy('item.code'),
)

/** The newest versions of a course's active items, without their texts and keys. */
export async function findActiveVersions(db: Db, courseId: string) {
  return activeVersions(db, { courseId })
}

/** The faces of some versions, without their keys. */
export async function findFaces(db: Db, itemVersionIds: readonly string[]) {
  if (itemVersionIds.length === 0) return []
  return db.selectFrom('itemVersion').select(['id', 'faceJson']).where('id', 'in', itemVersionIds).execute()
}

const oneMoreShowing = preparedWrite((db, { formId }: { formId: string }) =>
  db
    .updateTable('item')
    .set((of) => ({ shownCount: of('shownCount', '+', 1) }))
    .where('id', 'in', (of) =>
      of
        .selectFrom('examFormItem')
        .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
        .select('itemVersion.itemId')
        .where('examFormItem.formId', '=', formId),
    ),
)

/** Counts a new form for every item on it. */
export async function countShowing(db: Db, formId: string): Promise<void> {
  await oneMoreShowing(db, { formId })
}

/** The code of another course that already has one of these items; undefined where there is none. */
export async function findOwnerOfCodes(db: Db, codes: readonly string[], courseId: string) {
  if (codes.length === 0) return undefined
  return db
    .selectFrom('item')
    .innerJoin('course', 'course.id', 'item.courseId')
    .select(['item.code', 'course.code as courseCode'])
    .where('item.code', 'in', codes)
    .where('item.courseId', '!=', courseId)
    .executeTakeFirst()
}

export async function insertItem(db: Db, item: Insertable<ItemTable>): Promise<void> {
  await db.insertInto('item').values(item).execute()
}

export async function insertItemVersion(db: Db, version: Insertable<ItemVersionTable>): Promise<void> {
  await db.insertInto('itemVersion').values(version).execute()
}

export async function updateItemState(
  db: Db,
  itemIds: readonly string[],
  state: ItemTable['state'],
): Promise<void> {
  if (itemIds.length === 0) return
  await db.updateTable('item').set({ state }).where('id', 'in', itemIds).execute()
}

function newestVersions(db: Db) {
  return db
    .selectFrom('item')
    .innerJoin('itemVersion', 'itemVersion.itemId', 'item.id')
    .where((where) =>
      where(
        'itemVersion.version',
        '=',
        where
          .selectFrom('itemVersion as newest')
          .select((of) => of.fn.max('newest.version').as('version'))
          .whereRef('newest.itemId', '=', 'item.id'),
      ),
    )
}
