import type { Insertable } from 'kysely'
import type { GateDecisionTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

/** Adds a decision to the record, which is never changed. */
export async function insertGateDecision(db: Db, decision: Insertable<GateDecisionTable>): Promise<void> {
  await db.insertInto('gateDecision').values(decision).execute()
}

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
      'operation.nameEn as operationNameEn',
      'operation.nameZh as operationNameZh',
    ])
    .where('gateDecision.askedForOrganisationId', '=', organisationId)
    .orderBy('gateDecision.recordedAt', 'desc')
    .limit(limit)
    .execute()
}

/** Who and what a decision is about, by code; null for what does not exist, which cannot be recorded. */
export async function findDecisionSubjects(
  db: Db,
  named: { engineer: string; outlet: string; brand: string },
) {
  const [person, outlet, brand] = await Promise.all([
    db.selectFrom('person').select('id').where('code', '=', named.engineer).executeTakeFirst(),
    db.selectFrom('outlet').select(['id', 'providerId']).where('code', '=', named.outlet).executeTakeFirst(),
    db
      .selectFrom('organisation')
      .select('id')
      .where('code', '=', named.brand)
      .where('kind', '=', 'brand')
      .executeTakeFirst(),
  ])
  return person && outlet && brand
    ? { personId: person.id, outletId: outlet.id, providerId: outlet.providerId, brandId: brand.id }
    : null
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
