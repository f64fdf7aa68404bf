import type { Insertable } from 'kysely'
import { firstOf, preparedRead, preparedWrite } from '#db/prepared-query.ts'
import type { ExamOpeningTable, ExamSignalTable } from '#db/schema/exam-room.ts'
import type { Db } from '#db/schema/index.ts'

type DeskQuery = { attemptId: string; personId: string; openingId: string }

const deskOf = preparedRead((db, { attemptId, personId, openingId }: DeskQuery) =>
  db
    .selectFrom('examAttempt')
    .leftJoin('examOpening as own', (join) =>
      join.onRef('own.attemptId', '=', 'examAttempt.id').on('own.openingId', '=', openingId),
    )
    .leftJoin('examOpening as newest', (join) =>
      join.onRef('newest.attemptId', '=', 'examAttempt.id').on((on) =>
        on(
          'newest.number',
          '=',
          on
            .selectFrom('examOpening as each')
            .select((of) => of.fn.max('each.number').as('number'))
            .whereRef('each.attemptId', '=', 'examAttempt.id'),
        ),
      ),
    )
    .select([
      'examAttempt.state',
      'examAttempt.formId',
      'examAttempt.deadlineAt',
      'examAttempt.pausedAt',
      'own.number as opening',
      'own.lastSeenAt',
      'newest.number as newest',
      'newest.kind as newestKind',
      'newest.openedAt as newestOpenedAt',
    ])
    .where('examAttempt.id', '=', attemptId)
    .where('examAttempt.personId', '=', personId),
)

/**
 * All that a delivery is judged by, in one read: the attempt if it is this person's, which opening of its room speaks and which is the newest. An opening
 * that has not spoken before has no number.
 */
export async function findDesk(db: Db, { attemptId, personId, openingId }: DeskQuery) {
  return firstOf(deskOf(db, { attemptId, personId, openingId }))
}

export type Desk = NonNullable<Awaited<ReturnType<typeof findDesk>>>

const newOpening = preparedWrite((db, opening: Omit<ExamOpeningTable, 'kind'> & { kind: string }) =>
  db
    .insertInto('examOpening')
    .values(opening as Insertable<ExamOpeningTable>)
    .onConflict((conflict) => conflict.doNothing()),
)

/** Adds an opening; false where its number or its name is taken. */
export async function insertOpening(db: Db, opening: ExamOpeningTable): Promise<boolean> {
  return (await newOpening(db, opening)) === 1
}

const seenNow = preparedWrite((db, seen: { attemptId: string; number: number; at: string }) =>
  db
    .updateTable('examOpening')
    .set({ lastSeenAt: seen.at })
    .where('attemptId', '=', seen.attemptId)
    .where('number', '=', seen.number),
)

/** Notes that an opening has spoken. */
export async function markSeen(
  db: Db,
  { attemptId, number, at }: { attemptId: string; number: number; at: string },
) {
  await seenNow(db, { attemptId, number, at })
}

const numbersOf = preparedRead((db, { attemptId }: { attemptId: string }) =>
  db.selectFrom('examOpening').select('number').where('attemptId', '=', attemptId),
)

/** The numbers of all openings of an attempt. */
export async function findOpeningNumbers(db: Db, attemptId: string): Promise<number[]> {
  return (await numbersOf(db, { attemptId })).map(({ number }) => number)
}

/** The openings of some attempts, in their order. */
export async function findOpenings(db: Db, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return []
  return db
    .selectFrom('examOpening')
    .select(['attemptId', 'number', 'kind', 'userAgent', 'openedAt', 'lastSeenAt'])
    .where('attemptId', 'in', attemptIds)
    .orderBy('attemptId')
    .orderBy('number')
    .execute()
}

/** How many signals of an attempt are on record. */
export async function countSignals(db: Db, attemptId: string): Promise<number> {
  const { total } = await db
    .selectFrom('examSignal')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('attemptId', '=', attemptId)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** Adds what a device noticed. */
export async function insertSignals(db: Db, signals: readonly Insertable<ExamSignalTable>[]): Promise<void> {
  if (signals.length > 0)
    await db
      .insertInto('examSignal')
      .values([...signals])
      .execute()
}

/** The signals of some attempts, as they arrived. */
export async function findSignals(db: Db, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return []
  return db
    .selectFrom('examSignal')
    .select(['attemptId', 'opening', 'kind', 'seconds', 'changes', 'receivedAt'])
    .where('attemptId', 'in', attemptIds)
    .orderBy('receivedAt')
    .orderBy('id')
    .execute()
}
