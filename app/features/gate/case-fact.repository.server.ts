import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { Db } from '#db/schema/index.ts'

/** The facts of a case that do not depend on people: what is to be done, on what, by whose rules, in whose place. */

/** The brand, the operation and the model a request names; empty lists where there are none. */
export async function findCaseCatalogue(db: Db, named: { brand: string; operation: string; model: string }) {
  const [brand, operation, model] = await Promise.all([
    db
      .selectFrom('organisation')
      .select(['id', 'code', 'timeZone', 'createdAt'])
      .where('code', '=', named.brand)
      .where('kind', '=', 'brand')
      .executeTakeFirst(),
    db
      .selectFrom('operation')
      .leftJoin('category', 'category.id', 'operation.categoryId')
      .leftJoin('organisation', 'organisation.id', 'category.brandId')
      .select([
        'operation.id',
        'operation.code',
        'operation.activityTagsJson',
        'operation.isSupervisable',
        'operation.isOneToOne',
        'category.code as categoryCode',
        'organisation.code as brandCode',
      ])
      .where('operation.code', '=', named.operation)
      .executeTakeFirst(),
    db
      .selectFrom('productModel')
      .innerJoin('category', 'category.id', 'productModel.categoryId')
      .innerJoin('organisation', 'organisation.id', 'productModel.brandId')
      .selectAll('productModel')
      .select(['category.code as categoryCode', 'organisation.code as brandCode'])
      .where('productModel.code', '=', named.model)
      .executeTakeFirst(),
  ])
  return { brand, operation, model }
}

/** A brand's rules that name the operation or name none. */
export async function findRequirementRules(
  db: Db,
  brand: { id: string; code: string },
  operation: { id: string; code: string },
): Promise<GateFacts['requirementRules']> {
  const rows = await db
    .selectFrom('requirementRule')
    .leftJoin('category', 'category.id', 'requirementRule.categoryId')
    .leftJoin('productModel', 'productModel.id', 'requirementRule.modelId')
    .selectAll('requirementRule')
    .select(['category.code as categoryCode', 'productModel.code as modelCode'])
    .where('requirementRule.brandId', '=', brand.id)
    .where((where) =>
      where.or([
        where('requirementRule.operationId', '=', operation.id),
        where('requirementRule.operationId', 'is', null),
      ]),
    )
    .execute()
  return rows.map((row) => ({
    id: row.id,
    brand: brand.code,
    operation: row.operationId ? operation.code : null,
    category: row.categoryCode,
    model: row.modelCode,
    refrigerant: row.refrigerant,
    warranty: row.warranty === null ? null : row.warranty === 'IN' ? 'IN_WARRANTY' : 'OUT_OF_WARRANTY',
    minLevel: row.minLevel,
    endorsementsAllOf: JSON.parse(row.endorsementsAllOfJson),
    endorsementsAnyOf: JSON.parse(row.endorsementsAnyOfJson),
    deltaModuleRequired: row.isDeltaRequired === 1 ? true : null,
    minProviderGrade: row.minProviderGrade,
    quorumRule: null,
    from: row.effectiveFrom,
    until: row.effectiveUntil,
    recordedAt: row.recordedAt,
  }))
}

/** A brand's credential types, as the gate reads them. */
export async function findCredentialTypes(
  db: Db,
  brand: { id: string; code: string },
): Promise<GateFacts['credentialTypes']> {
  const rows = await db.selectFrom('credentialType').selectAll().where('brandId', '=', brand.id).execute()
  return rows.map((row) => ({
    code: row.code,
    brand: brand.code,
    grants: JSON.parse(row.grantsJson),
    endorsements: JSON.parse(row.endorsementsJson),
    components: JSON.parse(row.componentsJson),
    validityMonths: row.validityMonths,
    renewalAnchor: row.renewalAnchor,
    windowDays: row.windowDays,
    workingGraceDays: row.workingGraceDays,
    adminGraceDays: row.adminGraceDays,
    recencyMaxGapDays: row.recencyMaxGapDays,
    requiredEvidenceMode: row.requiredEvidenceMode,
    safetyCritical: row.isSafetyCritical === 1,
    recordedAt: row.createdAt,
  }))
}

/** The brand's gate policy in force, the newest of those that have begun. */
export async function findGatePolicy(db: Db, brandId: string, at: string) {
  return db
    .selectFrom('gatePolicy')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('effectiveFrom', '<=', at)
    .orderBy('effectiveFrom', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whether the rung an operation needs is safety-critical; false where it needs none. */
export async function findSafetyCriticalLevels(db: Db, categoryId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('ladderLevel')
    .select('level')
    .where('categoryId', '=', categoryId)
    .where('isSafetyCritical', '=', 1)
    .execute()
  return rows.map(({ level }) => level)
}
