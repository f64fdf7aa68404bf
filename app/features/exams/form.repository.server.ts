import type { Insertable } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamFormItemTable, ExamFormTable } from '#db/schema/learning.ts'

const rowsAtOnce = 100

/** Freezes a form; nothing of it is ever changed. */
export async function insertForm(
  db: Db,
  form: Insertable<ExamFormTable>,
  items: readonly Insertable<ExamFormItemTable>[],
): Promise<void> {
  await db.insertInto('examForm').values(form).execute()
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    await db
      .insertInto('examFormItem')
      .values(items.slice(start, start + rowsAtOnce))
      .execute()
  }
}

/** A form as its candidate may see it, in order: faces and the stored order of options. Keys and rationales are not selected. */
export async function findFormForCandidate(db: Db, formId: string) {
  return db
    .selectFrom('examFormItem')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select(['itemVersion.id', 'itemVersion.scoring', 'itemVersion.faceJson', 'examFormItem.optionOrderJson'])
    .where('examFormItem.formId', '=', formId)
    .orderBy('examFormItem.position')
    .execute()
}

/** A form with its keys, to be scored; never leaves the server. */
export async function findFormForScoring(db: Db, formId: string) {
  return db
    .selectFrom('examFormItem')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select([
      'itemVersion.id',
      'itemVersion.isCritical',
      'itemVersion.scoring',
      'itemVersion.faceJson',
      'itemVersion.keyJson',
      'examFormItem.section',
    ])
    .where('examFormItem.formId', '=', formId)
    .orderBy('examFormItem.position')
    .execute()
}

/** Items that a person has met in earlier attempts at an exam, in whatever version. */
export async function findSeenItemIds(db: Db, personId: string, examId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('examAttempt')
    .innerJoin('examFormItem', 'examFormItem.formId', 'examAttempt.formId')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select('itemVersion.itemId')
    .distinct()
    .where('examAttempt.personId', '=', personId)
    .where('examAttempt.examId', '=', examId)
    .execute()
  return new Set(rows.map(({ itemId }) => itemId))
}

/** On how many forms each item of a course has been, in whatever version. */
export async function countShownItems(db: Db, courseId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('item')
    .innerJoin('itemVersion', 'itemVersion.itemId', 'item.id')
    .innerJoin('examFormItem', 'examFormItem.itemVersionId', 'itemVersion.id')
    .select(['item.id', countOf().as('shown')])
    .where('item.courseId', '=', courseId)
    .groupBy('item.id')
    .execute()
  return new Map(rows.map(({ id, shown }) => [id, shown]))
}
