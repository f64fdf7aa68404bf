import type { PersonName } from '#app/domain/shared/person-name.ts'
import type { Db } from '#db/schema/index.ts'

/** A recorded decision with the names of those concerned. */
export async function findGateDecision(db: Db, id: string) {
  return db
    .selectFrom('gateDecision')
    .innerJoin('person', 'person.id', 'gateDecision.personId')
    .innerJoin('outlet', 'outlet.id', 'gateDecision.outletId')
    .innerJoin('organisation as brand', 'brand.id', 'gateDecision.brandId')
    .leftJoin('operation', 'operation.code', 'gateDecision.operationCode')
    .selectAll('gateDecision')
    .select([
      'person.code as engineerCode',
      'person.name as engineerName',
      'person.nameLatin as engineerNameLatin',
      'outlet.code as outletCode',
      'outlet.providerId',
      'outlet.nameEn as outletNameEn',
      'outlet.nameZh as outletNameZh',
      'brand.code as brandCode',
      'brand.nameEn as brandNameEn',
      'brand.nameZh as brandNameZh',
      'operation.nameEn as operationNameEn',
      'operation.nameZh as operationNameZh',
    ])
    .where('gateDecision.id', '=', id)
    .executeTakeFirst()
}

/** The last decisions an organisation asked for, newest first. */
export async function findRecentGateDecisions(db: Db, organisationId: string, limit: number) {
  return db
    .selectFrom('gateDecision')
    .innerJoin('person', 'person.id', 'gateDecision.personId')
    .leftJoin('operation', 'operation.code', 'gateDecision.operationCode')
    .select([
      'gateDecision.id',
      'gateDecision.recordedAt',
      'gateDecision.decision',
      'gateDecision.modelCode',
      'person.code as engineerCode',
      'person.name as engineerName',
      'person.nameLatin as engineerNameLatin',
      'operation.nameEn as operationNameEn',
      'operation.nameZh as operationNameZh',
    ])
    .where('gateDecision.askedForOrganisationId', '=', organisationId)
    .orderBy('gateDecision.recordedAt', 'desc')
    .limit(limit)
    .execute()
}

/** The other engineers whose affiliation to the outlet covers a time, by code. */
export async function findColleagues(db: Db, outletCode: string, window: { start: string; end: string }) {
  return db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .select(['person.code', 'person.name', 'affiliation.role', 'affiliation.isSupervisor'])
    .where('outlet.code', '=', outletCode)
    .where('affiliation.role', 'in', ['ENGINEER', 'LEAD', 'TRAINEE'])
    .where('affiliation.fromAt', '<=', window.start)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>=', window.end)]),
    )
    .orderBy('person.code')
    .limit(60)
    .execute()
}

/** The names of some people by staff code, in one query. */
export async function findNamesByCode(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, PersonName>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['code', 'name', 'nameLatin'])
    .where('code', 'in', [...codes])
    .execute()
  return new Map(rows.map(({ code, ...names }) => [code, names]))
}
