import type { Insertable } from 'kysely'
import { countOf } from '#db/portable.ts'
import { preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ItemTable, ItemVersionTable } from '#db/schema/learning.ts'

/** Well below what either database takes as values of one statement. */
const rowsAtOnce = 100

/** Every item of a course with its newest version's number, drafts and retired ones included. */
export async function findItemHeads(db: Db, courseId: string) {
  return newestVersions(db, 'any')
    .select(['item.id', 'item.code', 'item.state', 'itemVersion.version'])
    .where('item.courseId', '=', courseId)
    .execute()
}

/** The hashes of the newest versions of a course's items that are or were in use, by item. */
export async function findUsedHashes(db: Db, courseId: string) {
  return newestVersions(db, 'used')
    .select(['item.id', 'itemVersion.contentHash'])
    .where('item.courseId', '=', courseId)
    .execute()
}

const activeVersions = preparedRead((db, { courseId }: { courseId: string }) =>
  newestVersions(db, 'used')
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

/** Inserts items, many in a statement. */
export async function insertItems(db: Db, items: readonly Insertable<ItemTable>[]): Promise<void> {
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    await db
      .insertInto('item')
      .values(items.slice(start, start + rowsAtOnce))
      .execute()
  }
}

/** Inserts versions of items that are there already, many in a statement. */
export async function insertItemVersions(
  db: Db,
  versions: readonly Insertable<ItemVersionTable>[],
): Promise<void> {
  for (let start = 0; start < versions.length; start += rowsAtOnce) {
    await db
      .insertInto('itemVersion')
      .values(versions.slice(start, start + rowsAtOnce))
      .execute()
  }
}

export async function updateItemState(
  db: Db,
  itemIds: readonly string[],
  state: ItemTable['state'],
): Promise<void> {
  if (itemIds.length === 0) return
  await db.updateTable('item').set({ state }).where('id', 'in', itemIds).execute()
}

/** Everything of the newest versions of a course's items: of any, or of those that are or were in use. Holds keys. */
export async function findWholeVersions(db: Db, courseId: string, which: 'any' | 'used') {
  return newestVersions(db, which)
    .select([
      'item.id as itemId',
      'item.code',
      'item.externalId',
      'item.state',
      'itemVersion.id as itemVersionId',
      'itemVersion.version',
      'itemVersion.domain',
      'itemVersion.difficulty',
      'itemVersion.isCritical',
      'itemVersion.scoring',
      'itemVersion.faceJson',
      'itemVersion.keyJson',
      'itemVersion.rationaleJson',
      'itemVersion.source',
    ])
    .where('item.courseId', '=', courseId)
    .orderBy('item.code')
    .execute()
}

/** Which of these codes are items of another course. */
export async function findForeignCodes(
  db: Db,
  codes: readonly string[],
  courseId: string,
): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < codes.length; at += 500) {
    const rows = await db
      .selectFrom('item')
      .select('code')
      .where('code', 'in', codes.slice(at, at + 500))
      .where('courseId', '!=', courseId)
      .execute()
    found.push(...rows.map(({ code }) => code))
  }
  return found
}

/** Every code that begins with a prefix, of whichever course. */
export async function findCodesWithPrefix(db: Db, prefix: string): Promise<string[]> {
  const rows = await db.selectFrom('item').select('code').where('code', 'like', `${prefix}%`).execute()
  return rows.map(({ code }) => code)
}

/** How many items of each state the banks of these courses hold. */
export async function countItemsByState(db: Db, courseIds: readonly string[]) {
  if (courseIds.length === 0) return []
  return db
    .selectFrom('item')
    .select(['courseId', 'state', countOf().as('count')])
    .where('courseId', 'in', courseIds)
    .groupBy(['courseId', 'state'])
    .execute()
}

/** How many items of each of these courses have a draft as their newest version. */
export async function countDraftsByCourse(db: Db, courseIds: readonly string[]) {
  if (courseIds.length === 0) return []
  return newestVersions(db, 'any')
    .select(['item.courseId', countOf().as('count')])
    .where('item.courseId', 'in', courseIds)
    .where('itemVersion.isDraft', '=', 1)
    .groupBy('item.courseId')
    .execute()
}

/** The newest version of each item; `used` leaves drafts out. */
function newestVersions(db: Db, which: 'any' | 'used') {
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
          .whereRef('newest.itemId', '=', 'item.id')
          .where('newest.isDraft', 'in', which === 'any' ? [0, 1] : [0]),
      ),
    )
}
