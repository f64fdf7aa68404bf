import { afterAll, describe, expect, test } from 'vitest'
import {
  findFinishedAttempts,
  findFormItems,
  findJournals,
  findVersionsOnForms,
} from '#app/features/exams/statistics/exam-answers.repository.server.ts'
import { gatherFacts } from '#app/features/gate/gather-facts.server.ts'
import { findDemoPeople } from '#app/features/identity/demo-people.repository.server.ts'
import { findMemberships, findPersonBySignInName } from '#app/features/identity/person.repository.server.ts'
import { findSession } from '#app/features/identity/session.repository.server.ts'
import { findDueMessages, findInboxPage } from '#app/features/notifications/message.repository.server.ts'
import { findDueJobs } from '#app/jobs/job.repository.server.ts'
import type { Db } from '#db/schema/index.ts'
import { demoImageForTests, frozenNow } from '#tests/support/frozen-context.ts'
import { recordingDatabase } from './recorded-queries.ts'

const { db, queriesOf } = recordingDatabase(await demoImageForTests())
const { id: personId } = await db
  .selectFrom('person')
  .select('id')
  .where('code', '=', 'E-1001')
  .executeTakeFirstOrThrow()

afterAll(() => db.destroy())

/** Read on every request, for every answer or by every machine that asks: none may walk through a table that grows. */
const hotReads: Record<string, (db: Db) => Promise<unknown>> = {
  'the session of a cookie': (handle) => findSession(handle, 'x'),
  'the roles of a signed-in person': (handle) => findMemberships(handle, personId, frozenNow),
  'the person a sign-in name means': (handle) => findPersonBySignInName(handle, 'E-1001'),
  'the messages that are due': (handle) => findDueMessages(handle, frozenNow, 50),
  'the jobs that are due': (handle) => findDueJobs(handle, frozenNow, 50),
  'a page of the inbox': (handle) => findInboxPage(handle, personId, 1, 20),
  'the demo people of the sign-in page': (handle) => findDemoPeople(handle, frozenNow),
  'the facts of a gate decision': (handle) =>
    gatherFacts(handle, {
      engineer: 'E-1001',
      outlet: 'O1',
      brand: 'MEIHE',
      operation: 'AC-COMPRESSOR',
      model: 'MH-AC-35-R32',
      site: { jurisdiction: 'CN/42/4201' },
      window: { start: frozenNow, end: '2026-11-23T04:00:00.000Z' },
      checkpoint: 'ASSIGN',
      asOf: frozenNow,
    }),
  'the responses of an attempt': (handle) =>
    handle.selectFrom('examResponse').selectAll().where('attemptId', '=', 'x').orderBy('sequence').execute(),
  'the running attempt of a person': (handle) =>
    handle
      .selectFrom('examAttempt')
      .selectAll()
      .where('personId', '=', personId)
      .where('state', '=', 'IN_PROGRESS')
      .execute(),
  'the attempts that are overdue': (handle) =>
    handle
      .selectFrom('examAttempt')
      .select('id')
      .where('state', '=', 'IN_PROGRESS')
      .where('deadlineAt', '<=', frozenNow)
      .execute(),
  'the progress of an enrolment': (handle) =>
    handle.selectFrom('lessonProgress').selectAll().where('courseEnrolmentId', '=', 'x').execute(),
  'the answers that statistics of an exam rest on': async (handle) => {
    await findFinishedAttempts(handle, 'x')
    await findFormItems(handle, ['x'])
    await findJournals(handle, ['x'])
    await findVersionsOnForms(handle, 'x')
  },
  'the credential of a public page': (handle) =>
    handle.selectFrom('credential').selectAll().where('publicSlug', '=', 'x').execute(),
  'the events of a credential': (handle) =>
    handle
      .selectFrom('credentialEvent')
      .selectAll()
      .where('credentialId', '=', 'x')
      .orderBy('recordedAt')
      .execute(),
}

describe.each(Object.entries(hotReads))('%s', (_name, read) => {
  test('is found by indexes', async () => {
    const queries = await queriesOf(read)
    expect(queries.length).toBeGreaterThan(0)
    const walks = queries.flatMap(({ sql, plan }) =>
      plan.filter((line) => isWalkThroughTable(line)).map((line) => `${line}: ${sql}`),
    )
    expect(walks).toEqual([])
  })
})

test('a gate decision asks as often with many credentials as with one', async () => {
  const ask = (engineer: string) =>
    queriesOf((handle) =>
      gatherFacts(handle, {
        engineer,
        outlet: 'O1',
        brand: 'MEIHE',
        operation: 'WM-INLET-VALVE',
        model: 'MH-WM-10',
        site: { jurisdiction: 'CN/42/4201' },
        window: { start: frozenNow, end: '2026-11-23T04:00:00.000Z' },
        checkpoint: 'ASSIGN',
        asOf: frozenNow,
      }),
    )
  expect((await ask('E-1001')).length).toBe((await ask('E-1004')).length)
})

/** What a brand sets up by hand stays small, and SQLite rightly reads it whole; everything else grows with people and time. */
const smallTables =
  /^SCAN (category|operation|licence_type|legal_rule_set|legal_rule|gate_policy|credential_type)\b/

function isWalkThroughTable(line: string): boolean {
  return (
    /^SCAN /.test(line) &&
    !/USING (COVERING )?INDEX/.test(line) &&
    !/^SCAN \d+ CONSTANT/.test(line) &&
    !smallTables.test(line)
  )
}
