import { afterAll, describe, expect, test } from 'vitest'
import type { Db } from '#db/schema/index.ts'
import { openDatabase, testDialects } from '#tests/support/database.ts'
import { fillEveryTable } from './fill-tables.ts'

const at = '2026-11-23T02:00:00.000Z'
const later = '2027-11-23T02:00:00.000Z'

const opened = new Map(
  await Promise.all(testDialects.map(async (dialect) => [dialect, await openDatabase(dialect)] as const)),
)
for (const { db } of opened.values()) await fillEveryTable(db)

afterAll(async () => {
  for (const one of opened.values()) await one.close()
})

/** Races are decided by the database: of two that come at once, one is refused. */
describe.each(testDialects)('on %s there is only one', (dialect) => {
  const { db } = opened.get(dialect) as { db: Db }

  test('running attempt of a person, but any number of finished ones', async () => {
    const attempt = (id: string, number: number, state: 'IN_PROGRESS' | 'FAILED') =>
      db
        .insertInto('examAttempt')
        .values({
          id,
          examId: 'e',
          blueprintId: 'b',
          formId: 'f',
          personId: 'p',
          number,
          mode: 'UNPROCTORED',
          state,
          language: 'en',
          startedAt: at,
          deadlineAt: later,
        })
        .execute()
    await expect(attempt('at-2', 2, 'IN_PROGRESS')).rejects.toThrow(/unique/i)
    await attempt('at-3', 3, 'FAILED')
    await attempt('at-4', 4, 'FAILED')
    await expect(attempt('at-5', 4, 'FAILED')).rejects.toThrow(/unique/i)
  })

  test('open enrolment of a person for a credential type, and a new one after it is closed', async () => {
    const enrol = (id: string) =>
      db
        .insertInto('enrolment')
        .values({
          id,
          personId: 'p',
          credentialTypeId: 't',
          requirementJson: '{}',
          state: 'LEARNING',
          enrolledBy: 'p',
          enrolledAt: at,
          recordedAt: at,
        })
        .execute()
    await expect(enrol('en-2')).rejects.toThrow(/unique/i)
    await db
      .updateTable('enrolment')
      .set({ state: 'COMPLETED', closedAt: at })
      .where('id', '=', 'en')
      .execute()
    await enrol('en-3')
  })

  test('open course enrolment of a person', async () => {
    const enrol = (id: string) =>
      db
        .insertInto('courseEnrolment')
        .values({ id, personId: 'p', courseId: 'c', courseVersionId: 'cv', enrolledBy: 'p', enrolledAt: at })
        .execute()
    await expect(enrol('ce-2')).rejects.toThrow(/unique/i)
    await db.updateTable('courseEnrolment').set({ withdrawnAt: at }).where('id', '=', 'ce').execute()
    await enrol('ce-3')
  })

  test('primary outlet of a person at a time', async () => {
    const affiliate = (id: string, isPrimary: 0 | 1, untilAt: string | null) =>
      db
        .insertInto('affiliation')
        .values({
          id,
          personId: 'p',
          outletId: 'out',
          role: 'ENGINEER',
          isPrimary,
          hiredOn: '2026-01-01',
          fromAt: at,
          untilAt,
          recordedAt: at,
        })
        .execute()
    await affiliate('af-1', 1, later)
    await affiliate('af-2', 1, null)
    await affiliate('af-3', 0, null)
    await expect(affiliate('af-4', 1, null)).rejects.toThrow(/unique/i)
  })

  test('answer at a place of an attempt', async () => {
    const answer = () =>
      db
        .insertInto('examResponse')
        .values({
          attemptId: 'at',
          sequence: 2,
          itemVersionId: 'iv',
          kind: 'answer',
          valueJson: '[]',
          receivedAt: at,
        })
        .execute()
    await answer()
    await expect(answer()).rejects.toThrow(/unique/i)
  })

  test('entry at a place of the ledger', async () => {
    const entry = {
      sequence: 1,
      id: 'a-2',
      at,
      action: 'made',
      subjectKind: 'person',
      subjectId: 'p',
      detailsJson: '{}',
      previousHash: '0',
      hash: '2',
    }
    await expect(db.insertInto('auditEntry').values(entry).execute()).rejects.toThrow(/unique/i)
  })
})
