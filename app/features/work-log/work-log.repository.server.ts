import type { Insertable } from 'kysely'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type { FreeSlotTable, WorkLogConnectionTable, WorkLogEntryTable } from '#db/schema/machine.ts'

const connectionsOf = preparedRead((db, { brandId }: { brandId: string }) =>
  db
    .selectFrom('workLogConnection')
    .select(['countsFrom', 'recordedAt'])
    .where('brandId', '=', brandId)
    .orderBy('recordedAt'),
)

/** What a brand has said of its work log, in the order of saying: from when it counts, or null for not at all. */
export async function findWorkLogConnections(db: Db, brandId: string) {
  return connectionsOf(db, { brandId })
}

/** Adds what a brand says of its work log. */
export async function insertWorkLogConnection(
  db: Db,
  row: Insertable<WorkLogConnectionTable>,
): Promise<void> {
  await db.insertInto('workLogConnection').values(row).execute()
}

const lastJobs = preparedRead((db, given: { brandId: string; at: string; personIds: readonly string[] }) =>
  db
    .selectFrom('workLogEntry')
    .innerJoin('category', 'category.id', 'workLogEntry.categoryId')
    .select((one) => [
      'workLogEntry.personId',
      'category.code as category',
      one.fn.max('workLogEntry.finishedAt').as('finishedAt'),
      one.fn.max('workLogEntry.recordedAt').as('recordedAt'),
    ])
    .where('workLogEntry.brandId', '=', given.brandId)
    .where('workLogEntry.recordedAt', '<=', given.at)
    .where('workLogEntry.personId', 'in', given.personIds)
    .groupBy(['workLogEntry.personId', 'category.code']),
)

/** The last finished job of each person in each category of a brand, as known at an instant. */
export async function findLastJobs(
  db: Db,
  asked: { brandId: string; at: string; personIds: readonly string[] },
) {
  return lastJobs(db, asked)
}

const supervisedJobs = preparedRead((db, given: { brandId: string; personIds: readonly string[] }) =>
  db
    .selectFrom('workLogEntry')
    .innerJoin('category', 'category.id', 'workLogEntry.categoryId')
    .innerJoin('person as supervisor', 'supervisor.id', 'workLogEntry.supervisorId')
    .select([
      'workLogEntry.id',
      'workLogEntry.personId',
      'workLogEntry.finishedAt',
      'workLogEntry.recordedAt',
      'category.code as category',
      'supervisor.code as supervisor',
    ])
    .where('workLogEntry.brandId', '=', given.brandId)
    .where('workLogEntry.personId', 'in', given.personIds)
    .orderBy('workLogEntry.finishedAt'),
)

/** The jobs that people did under a supervisor for a brand, oldest first. */
export async function findSupervisedJobs(db: Db, asked: { brandId: string; personIds: readonly string[] }) {
  return supervisedJobs(db, asked)
}

/** A job of a brand's log by the number it has in the brand's own system. */
export async function findJob(db: Db, brandId: string, job: string) {
  return db
    .selectFrom('workLogEntry')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('job', '=', job)
    .executeTakeFirst()
}

/** Adds finished jobs. */
export async function insertJobs(db: Db, rows: readonly Insertable<WorkLogEntryTable>[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('workLogEntry')
      .values([...rows])
      .execute()
}

/** Puts a person's free time as an organisation knows it in place of what it knew before. */
export async function replaceFreeSlots(
  db: Db,
  whose: { personId: string; organisationId: string },
  rows: readonly Insertable<FreeSlotTable>[],
): Promise<void> {
  await db
    .deleteFrom('freeSlot')
    .where('personId', '=', whose.personId)
    .where('organisationId', '=', whose.organisationId)
    .execute()
  if (rows.length > 0)
    await db
      .insertInto('freeSlot')
      .values([...rows])
      .execute()
}

/** Free time of people that ends after an instant, as these organisations know it, the earliest first. */
export async function findFreeSlots(
  db: Db,
  asked: { personIds: readonly string[]; organisationIds: readonly string[]; after: string },
) {
  if (asked.personIds.length === 0 || asked.organisationIds.length === 0) return []
  return db
    .selectFrom('freeSlot')
    .select(['personId', 'startAt', 'endAt'])
    .where('personId', 'in', asked.personIds)
    .where('organisationId', 'in', asked.organisationIds)
    .where('endAt', '>', asked.after)
    .orderBy('startAt')
    .execute()
}
