import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

type Somebody = { personIds: readonly string[]; at: string }

const affiliatedWith = preparedRead((db, { personIds, at }: Somebody) =>
  db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .innerJoin('organisation', 'organisation.id', 'outlet.providerId')
    .select(['affiliation.personId', 'organisation.code'])
    .where('affiliation.personId', 'in', personIds)
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    ),
)

const employedBy = preparedRead((db, { personIds, at }: Somebody) =>
  db
    .selectFrom('roleAssignment')
    .innerJoin('organisation', 'organisation.id', 'roleAssignment.organisationId')
    .select(['roleAssignment.personId', 'organisation.code'])
    .where('roleAssignment.personId', 'in', personIds)
    .where('organisation.kind', '=', 'provider')
    .where('roleAssignment.fromAt', '<=', at)
    .where((where) =>
      where.or([where('roleAssignment.untilAt', 'is', null), where('roleAssignment.untilAt', '>', at)]),
    ),
)

/** The codes of the providers that people belong to at an instant, through a job in an outlet or a role. */
export async function findProvidersOf(
  db: Db,
  personIds: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const [affiliated, employed] = await Promise.all([
    affiliatedWith(db, { personIds, at }),
    employedBy(db, { personIds, at }),
  ])
  const found = [...affiliated, ...employed]
  return new Map(
    personIds.map((person) => [
      person,
      [...new Set(found.filter(({ personId }) => personId === person).map(({ code }) => code))],
    ]),
  )
}
