import { afterAll, describe, expect, test } from 'vitest'
import {
  findAttemptsOf,
  findAttemptToClose,
  findOverdueAttempts,
  findOwnAttempt,
  findOwnResult,
  findRunningAttempt,
} from '#app/features/exams/attempt.repository.server.ts'
import { findExam } from '#app/features/exams/exam.repository.server.ts'
import { findOpenSession } from '#app/features/exams/exam-session.repository.server.ts'
import {
  findFormForCandidate,
  findFormForScoring,
  findSeenItemIds,
} from '#app/features/exams/form.repository.server.ts'
import { countSignals, findDesk, findOpeningNumbers } from '#app/features/exams/opening.repository.server.ts'
import {
  findFaceOnForm,
  findLastPlace,
  findResponse,
  findResponses,
} from '#app/features/exams/response.repository.server.ts'
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
import { findActiveVersions } from '#app/features/item-bank/item.repository.server.ts'
import {
  findCompletedEnrolments,
  findEnrolment,
  findEnrolmentProgress,
} from '#app/features/learning/course-enrolment.repository.server.ts'
import {
  findLessonProgress,
  findOneLessonProgress,
} from '#app/features/learning/lesson-progress.repository.server.ts'
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
  'the messages that are due': (handle) => findDueMessages(handle, 'sms', frozenNow, 50),
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
  'an exam before its start': async (handle) => {
    await findExam(handle, 'WM-201')
    await findAttemptsOf(handle, personId)
    await findCompletedEnrolments(handle, [personId])
  },
  'the start of an attempt': async (handle) => {
    await findRunningAttempt(handle, personId)
    await findOpenSession(handle, { examId: 'x', checkInCode: '123456', at: frozenNow })
    await findActiveVersions(handle, 'x')
    await findSeenItemIds(handle, personId, 'x')
  },
  'the exam room': async (handle) => {
    await findOwnAttempt(handle, 'x', personId)
    await findFormForCandidate(handle, 'x')
    await findResponses(handle, 'x')
  },
  'the saving of an answer': async (handle) => {
    await findDesk(handle, { attemptId: 'x', personId, openingId: 'x' })
    await findOpeningNumbers(handle, 'x')
    await findFaceOnForm(handle, { formId: 'x', itemVersionId: 'x' })
    await findLastPlace(handle, 'x', 1)
    await countSignals(handle, 'x')
    await findResponse(handle, 'x', 1)
  },
  'the scoring of an attempt and its result': async (handle) => {
    await findAttemptToClose(handle, 'x')
    await findFormForScoring(handle, 'x')
    await findOwnResult(handle, 'x', personId)
  },
  'the attempts that are overdue': (handle) =>
    findOverdueAttempts(handle, { at: frozenNow, after: null, limit: 50 }),
  'a course and its lessons': async (handle) => {
    await findEnrolment(handle, personId, 'WM-201')
    await findLessonProgress(handle, 'x')
    await findOneLessonProgress(handle, { courseEnrolmentId: 'x', lessonId: 'x' })
    await findEnrolmentProgress(handle, personId)
  },
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
  // What hardly changes is kept in memory after the first time.
  await ask('E-1001')
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
