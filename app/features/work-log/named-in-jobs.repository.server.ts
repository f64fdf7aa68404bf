import type { Db } from '#db/schema/index.ts'

type Named = {
  readonly engineer: string
  readonly operation: string
  readonly model: string | null
  readonly outlet: string
  readonly supervisor: string | null
}

/** What a job names, as far as the brand may see it: its own operations and models, outlets of its providers, who works or worked there. */
export async function findNamed(db: Db, brandId: string, named: Named) {
  const person = (code: string | null) => findSeenPerson(db, { brandId, providerId: null }, code)
  const [engineer, supervisor, operation, model, outlet] = await Promise.all([
    person(named.engineer),
    person(named.supervisor),
    db
      .selectFrom('operation')
      .leftJoin('category', 'category.id', 'operation.categoryId')
      .select(['operation.id', 'operation.categoryId'])
      .where('operation.code', '=', named.operation)
      .where((where) =>
        where.or([where('category.brandId', '=', brandId), where('operation.categoryId', 'is', null)]),
      )
      .executeTakeFirst(),
    named.model === null
      ? undefined
      : db
          .selectFrom('productModel')
          .select(['id', 'categoryId'])
          .where('code', '=', named.model)
          .where('brandId', '=', brandId)
          .executeTakeFirst(),
    db
      .selectFrom('outlet')
      .innerJoin('providerContract', 'providerContract.providerId', 'outlet.providerId')
      .select('outlet.id')
      .where('outlet.code', '=', named.outlet)
      .where('providerContract.brandId', '=', brandId)
      .executeTakeFirst(),
  ])
  return { person: engineer, supervisor, operation, model, outlet }
}

/** A person by code who works or worked at an outlet in scope: of a brand's providers, or of a provider; undefined for everybody else. */
export async function findSeenPerson(
  db: Db,
  scope: { brandId: string | null; providerId: string | null },
  code: string | null,
) {
  if (code === null) return undefined
  let rows = db
    .selectFrom('person')
    .innerJoin('affiliation', 'affiliation.personId', 'person.id')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .select(['person.id', 'person.code'])
    .where('person.code', '=', code)
  const { brandId, providerId } = scope
  if (providerId) rows = rows.where('outlet.providerId', '=', providerId)
  if (brandId) {
    rows = rows
      .innerJoin('providerContract', 'providerContract.providerId', 'outlet.providerId')
      .where('providerContract.brandId', '=', brandId)
  }
  return rows.executeTakeFirst()
}
