import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

/** The facts of a case that do not depend on people: what is to be done, on what, by whose rules, in whose place. */

const brandByCode = preparedRead((db, { code }: { code: string }) =>
  db
    .selectFrom('organisation')
    .select(['id', 'code', 'timeZone', 'createdAt'])
    .where('code', '=', code)
    .where('kind', '=', 'brand'),
)

const operationByCode = preparedRead((db, { code }: { code: string }) =>
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
    .where('operation.code', '=', code),
)

const modelByCode = preparedRead((db, { code }: { code: string }) =>
  db
    .selectFrom('productModel')
    .innerJoin('category', 'category.id', 'productModel.categoryId')
    .innerJoin('organisation', 'organisation.id', 'productModel.brandId')
    .selectAll('productModel')
    .select(['category.code as categoryCode', 'organisation.code as brandCode'])
    .where('productModel.code', '=', code),
)

/** The brand, the operation and the model a request names; empty lists where there are none. */
export async function findCaseCatalogue(db: Db, named: { brand: string; operation: string; model: string }) {
  const [brand, operation, model] = await Promise.all([
    firstOf(brandByCode(db, { code: named.brand })),
    firstOf(operationByCode(db, { code: named.operation })),
    firstOf(modelByCode(db, { code: named.model })),
  ])
  return { brand, operation, model }
}

const rulesForOperation = preparedRead(
  (db, { brandId, operationId }: { brandId: string; operationId: string }) =>
    db
      .selectFrom('requirementRule')
      .leftJoin('category', 'category.id', 'requirementRule.categoryId')
      .leftJoin('productModel', 'productModel.id', 'requirementRule.modelId')
      .selectAll('requirementRule')
      .select(['category.code as categoryCode', 'productModel.code as modelCode'])
      .where('requirementRule.brandId', '=', brandId)
      .where((where) =>
        where.or([
          where('requirementRule.operationId', '=', operationId),
          where('requirementRule.operationId', 'is', null),
        ]),
      ),
)

/** A brand's rules that name the operation or name none. */
export async function findRequirementRules(
  db: Db,
  brand: { id: string; code: string },
  operation: { id: string; code: string },
): Promise<GateFacts['requirementRules']> {
  const rows = await rulesForOperation(db, { brandId: brand.id, operationId: operation.id })
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

const typesOfBrand = preparedRead((db, { brandId }: { brandId: string }) =>
  db.selectFrom('credentialType').selectAll().where('brandId', '=', brandId),
)

/** A brand's credential types as the gate reads them, and their codes by id. */
export type KnownTypes = {
  readonly facts: GateFacts['credentialTypes']
  readonly codes: ReadonlyMap<string, string>
}

/** A brand's credential types, as the gate reads them. */
export async function findCredentialTypes(
  db: Db,
  brand: { id: string; code: string },
): Promise<GateFacts['credentialTypes']> {
  return (await findCredentialTypesById(db, brand)).facts
}

/** The same with the codes by id. */
export async function findCredentialTypesById(
  db: Db,
  brand: { id: string; code: string },
): Promise<KnownTypes> {
  const rows = await typesOfBrand(db, { brandId: brand.id })
  const facts = rows.map((row) => ({
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
  return { facts, codes: new Map(rows.map(({ id, code }) => [id, code])) }
}

const policiesOf = preparedRead((db, { brandId }: { brandId: string }) =>
  db.selectFrom('gatePolicy').selectAll().where('brandId', '=', brandId).orderBy('effectiveFrom'),
)

/** The brand's gate policies, in the order in which they come into force. */
export async function findGatePolicies(db: Db, brandId: string) {
  return policiesOf(db, { brandId })
}

const safetyCriticalLevels = preparedRead((db, { categoryId }: { categoryId: string }) =>
  db
    .selectFrom('ladderLevel')
    .select('level')
    .where('categoryId', '=', categoryId)
    .where('isSafetyCritical', '=', 1),
)

/** Whether the rung an operation needs is safety-critical; false where it needs none. */
export async function findSafetyCriticalLevels(db: Db, categoryId: string): Promise<readonly number[]> {
  const rows = await safetyCriticalLevels(db, { categoryId })
  return rows.map(({ level }) => level)
}
