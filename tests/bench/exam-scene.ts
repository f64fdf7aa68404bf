import { hashSecret } from '#app/features/identity/secrets.server.ts'
import { readStoredFace } from '#app/features/item-bank/stored-item.ts'
import { createDatabase } from '#db/client.ts'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { AskedItem } from './exam-journey.ts'

/** The exam that is sat: SAFE-101, 25 items, with an invigilator. */
export const exam = 'SAFE-101'
export const checkInCode = '424242'

export type Candidate = { readonly cookie: string }

export type ExamScene = {
  readonly candidates: readonly Candidate[]
  /** Answers stored, and attempts by state, as the database has them. */
  count(): Promise<{ answers: number; attempts: Record<string, number> }>
  /** The form of an attempt, in its order. */
  itemsOf(attemptId: string): Promise<readonly AskedItem[]>
  close(): Promise<void>
}

const formOf = preparedRead((db, { attemptId }: { attemptId: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('examFormItem', 'examFormItem.formId', 'examAttempt.formId')
    .innerJoin('itemVersion', 'itemVersion.id', 'examFormItem.itemVersionId')
    .select(['itemVersion.id', 'itemVersion.faceJson'])
    .where('examAttempt.id', '=', attemptId)
    .orderBy('examFormItem.position'),
)

const longAgo = '2026-01-02T00:00:00.000Z'
const farOff = '2036-01-01T00:00:00.000Z'
const rowsAtOnce = 500

/** Puts so many engineers with an open session and a completed course into a running server's database, and opens an exam session for them. */
export async function examScene(databaseUrl: string, people: number): Promise<ExamScene> {
  const db = createDatabase(databaseUrl)
  const candidates = await addCandidates(db, people)
  await openExamSession(db)
  return {
    candidates,
    async count() {
      const { count } = db.fn
      const { answers } = await db
        .selectFrom('examResponse')
        .innerJoin('examAttempt', 'examAttempt.id', 'examResponse.attemptId')
        .where('examAttempt.personId', 'like', 'BENCH-%')
        .where('examResponse.kind', '=', 'answer')
        .select(count<number>('examResponse.sequence').as('answers'))
        .executeTakeFirstOrThrow()
      const rows = await db
        .selectFrom('examAttempt')
        .where('personId', 'like', 'BENCH-%')
        .groupBy('state')
        .select(['state', count<number>('id').as('attempts')])
        .execute()
      return {
        answers: Number(answers),
        attempts: Object.fromEntries(rows.map(({ state, attempts }) => [state, Number(attempts)])),
      }
    },
    async itemsOf(attemptId) {
      const form = await formOf(db, { attemptId })
      return form.map(({ id, faceJson }) => ({ id, content: readStoredFace(faceJson).content }))
    },
    close: () => db.destroy(),
  }
}

async function addCandidates(db: Db, people: number): Promise<Candidate[]> {
  const provider = await db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', 'P1')
    .executeTakeFirstOrThrow()
  const course = await db
    .selectFrom('course')
    .innerJoin('courseVersion', 'courseVersion.courseId', 'course.id')
    .select(['course.id as courseId', 'courseVersion.id as courseVersionId'])
    .where('course.code', '=', exam)
    .executeTakeFirstOrThrow()
  const numbers = Array.from({ length: people }, (_, number) => number)
  const idOf = (number: number) => `BENCH-${number}`
  const secretOf = (number: number) => `bench-session-${number}`
  for (let start = 0; start < people; start += rowsAtOnce) {
    const some = numbers.slice(start, start + rowsAtOnce)
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('person')
        .values(
          some.map((number) => ({
            id: idOf(number),
            code: `E-B${number}`,
            name: `考生${number}`,
            nameLatin: null,
            phone: null,
            email: null,
            language: number % 2 === 0 ? ('zh-CN' as const) : ('en' as const),
            accountState: 'active' as const,
            identityVerifiedAt: longAgo,
            createdAt: longAgo,
          })),
        )
        .execute()
      await trx
        .insertInto('roleAssignment')
        .values(
          some.map((number) => ({
            id: `BENCH-R-${number}`,
            personId: idOf(number),
            organisationId: provider.id,
            role: 'engineer' as const,
            fromAt: longAgo,
            untilAt: null,
            grantedBy: null,
            recordedAt: longAgo,
          })),
        )
        .execute()
      await trx
        .insertInto('session')
        .values(
          some.map((number) => ({
            id: hashSecret(secretOf(number)),
            personId: idOf(number),
            organisationId: provider.id,
            expiresAt: farOff,
            createdAt: longAgo,
            lastSeenAt: farOff,
            userAgent: 'bench',
            address: '127.0.0.1',
          })),
        )
        .execute()
      await trx
        .insertInto('courseEnrolment')
        .values(
          some.map((number) => ({
            id: `BENCH-C-${number}`,
            personId: idOf(number),
            ...course,
            enrolledBy: idOf(number),
            enrolledAt: longAgo,
            dueAt: null,
            completedAt: longAgo,
            withdrawnAt: null,
          })),
        )
        .execute()
    })
  }
  return numbers.map((number) => ({ cookie: `session=${secretOf(number)}` }))
}

async function openExamSession(db: Db): Promise<void> {
  const { id: examId } = await db
    .selectFrom('exam')
    .select('id')
    .where('code', '=', exam)
    .executeTakeFirstOrThrow()
  const { id: invigilatorPersonId } = await db
    .selectFrom('person')
    .select('id')
    .where('code', '=', 'I-2101')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('examSession')
    .values({
      id: 'BENCH-SESSION',
      examId,
      invigilatorPersonId,
      placeEn: 'Bench',
      placeZh: '压测',
      checkInCode,
      opensAt: longAgo,
      closesAt: farOff,
      createdAt: longAgo,
      closedAt: null,
    })
    .execute()
}
