import type { Selectable } from 'kysely'
import { preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { ExamFormItemTable, ExamFormTable } from '#db/schema/learning.ts'

const rowsAtOnce = 100

const newForm = preparedWrite((db, form: Selectable<ExamFormTable>) => db.insertInto('examForm').values(form))

const newFormItems = preparedWrite((db, { items }: { items: readonly Selectable<ExamFormItemTable>[] }) =>
  db.insertInto('examFormItem').values(items),
)

/** Freezes a form; nothing of it is ever changed. */
export async function insertForm(
  db: Db,
  form: Selectable<ExamFormTable>,
  items: readonly Selectable<ExamFormItemTable>[],
): Promise<void> {
  await newForm(db, form)
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    await newFormItems(db, { items: items.slice(start, start + rowsAtOnce) })
  }
}

const formForCandidate = preparedRead((db, { formId }: { formId: string }) =>
  db
    .selectFrom('examFormItem')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select(['itemVersion.id', 'itemVersion.scoring', 'itemVersion.faceJson', 'examFormItem.optionOrderJson'])
    .where('examFormItem.formId', '=', formId)
    .orderBy('examFormItem.position'),
)

/** A form as its candidate may see it, in order: faces and the stored order of options. Keys and rationales are not selected. */
export async function findFormForCandidate(db: Db, formId: string) {
  return formForCandidate(db, { formId })
}

const formForScoring = preparedRead((db, { formId }: { formId: string }) =>
  db
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
    .orderBy('examFormItem.position'),
)

/** A form with its keys, to be scored; never leaves the server. */
export async function findFormForScoring(db: Db, formId: string) {
  return formForScoring(db, { formId })
}

const seenItems = preparedRead((db, { personId, examId }: { personId: string; examId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('examFormItem', 'examFormItem.formId', 'examAttempt.formId')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select('itemVersion.itemId')
    .distinct()
    .where('examAttempt.personId', '=', personId)
    .where('examAttempt.examId', '=', examId),
)

/** Items that a person has met in earlier attempts at an exam, in whatever version. */
export async function findSeenItemIds(db: Db, personId: string, examId: string): Promise<Set<string>> {
  return new Set((await seenItems(db, { personId, examId })).map(({ itemId }) => itemId))
}
