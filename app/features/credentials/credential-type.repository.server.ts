import type { CredentialType } from '#app/domain/credential/credential.ts'
import type { RequirementTree } from '#app/domain/requirement/requirement-tree.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'

const typeColumns = [
  'credentialType.id',
  'credentialType.brandId',
  'credentialType.code',
  'credentialType.kind',
  'credentialType.nameEn',
  'credentialType.nameZh',
  'credentialType.level',
  'credentialType.grantsJson',
  'credentialType.endorsementsJson',
  'credentialType.componentsJson',
  'credentialType.validityMonths',
  'credentialType.renewalAnchor',
  'credentialType.windowDays',
  'credentialType.workingGraceDays',
  'credentialType.adminGraceDays',
  'credentialType.recencyMaxGapDays',
  'credentialType.requiredEvidenceMode',
  'credentialType.isSafetyCritical',
  'credentialType.isTwoPerson',
  'organisation.code as brandCode',
  'organisation.nameEn as brandEn',
  'organisation.nameZh as brandZh',
  'organisation.timeZone as zone',
  'category.code as categoryCode',
] as const

function types(db: Db) {
  return db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .leftJoin('category', 'category.id', 'credentialType.categoryId')
    .select(typeColumns)
}

type TypeRow = Awaited<ReturnType<ReturnType<typeof types>['execute']>>[number]

/** A credential type with what names it: the rules' own view is `rules`. */
export type StoredType = {
  readonly id: string
  readonly code: string
  readonly kind: 'LEVEL' | 'COMPOSITE' | 'ENDORSEMENT'
  readonly name: Bilingual
  readonly brand: {
    readonly id: string
    readonly code: string
    readonly name: Bilingual
    readonly zone: string
  }
  readonly categoryCode: string | null
  readonly level: number | null
  readonly isTwoPerson: boolean
  readonly rules: CredentialType
}

/** A type with what it asks for. */
export type StoredTypeWithRequirement = StoredType & {
  readonly requirement: RequirementTree
  /** What renews it; null where everything is asked for again. */
  readonly renewal: RequirementTree | null
}

const requirementColumns = ['credentialType.requirementJson', 'credentialType.renewalJson'] as const

function withRequirement(
  row: TypeRow & { requirementJson: string; renewalJson: string | null },
): StoredTypeWithRequirement {
  return {
    ...toStoredType(row),
    requirement: JSON.parse(row.requirementJson),
    renewal: row.renewalJson === null ? null : JSON.parse(row.renewalJson),
  }
}

/** The type of a row that carries `typeColumns`. */
export function toStoredType(row: TypeRow): StoredType {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    name: { en: row.nameEn, zh: row.nameZh },
    brand: {
      id: row.brandId,
      code: row.brandCode,
      name: { en: row.brandEn, zh: row.brandZh },
      zone: row.zone,
    },
    categoryCode: row.categoryCode,
    level: row.level,
    isTwoPerson: row.isTwoPerson === 1,
    rules: {
      code: row.code,
      brand: row.brandCode,
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
    },
  }
}

/** Every type of some brands with its requirement. */
export async function findTypesOfBrands(
  db: Db,
  brandIds: readonly string[],
): Promise<StoredTypeWithRequirement[]> {
  if (brandIds.length === 0) return []
  const rows = await types(db)
    .select(requirementColumns)
    .where('credentialType.brandId', 'in', brandIds)
    .orderBy('credentialType.code')
    .execute()
  return rows.map(withRequirement)
}

/** Every type of a brand, named by its code, with its requirement. */
export async function findTypesOfBrandCode(db: Db, brandCode: string): Promise<StoredTypeWithRequirement[]> {
  const rows = await types(db)
    .select(requirementColumns)
    .where('organisation.code', '=', brandCode)
    .orderBy('credentialType.code')
    .execute()
  return rows.map(withRequirement)
}

/** One type by brand and code. */
export async function findTypeByCode(
  db: Db,
  brandCode: string,
  typeCode: string,
): Promise<StoredTypeWithRequirement | null> {
  const row = await types(db)
    .select(requirementColumns)
    .where('organisation.code', '=', brandCode)
    .where('credentialType.code', '=', typeCode)
    .executeTakeFirst()
  return row ? withRequirement(row) : null
}

/** Types by their ids. */
export async function findTypesByIds(db: Db, typeIds: readonly string[]): Promise<Map<string, StoredType>> {
  if (typeIds.length === 0) return new Map()
  const rows = await types(db)
    .where('credentialType.id', 'in', [...new Set(typeIds)])
    .execute()
  return new Map(rows.map((row) => [row.id, toStoredType(row)]))
}

/** The rungs of some categories, lowest first. */
export async function findRungs(db: Db, categories: readonly { brandCode: string; categoryCode: string }[]) {
  if (categories.length === 0) return []
  const rows = await db
    .selectFrom('ladderLevel')
    .innerJoin('category', 'category.id', 'ladderLevel.categoryId')
    .innerJoin('organisation', 'organisation.id', 'category.brandId')
    .select([
      'organisation.code as brandCode',
      'organisation.nameEn as brandEn',
      'organisation.nameZh as brandZh',
      'organisation.timeZone as zone',
      'category.code as categoryCode',
      'category.nameEn as categoryEn',
      'category.nameZh as categoryZh',
      'category.position',
      'ladderLevel.level',
      'ladderLevel.code',
      'ladderLevel.nameEn',
      'ladderLevel.nameZh',
      'ladderLevel.scopeEn',
      'ladderLevel.scopeZh',
    ])
    .where(
      'category.code',
      'in',
      categories.map(({ categoryCode }) => categoryCode),
    )
    .where(
      'organisation.code',
      'in',
      categories.map(({ brandCode }) => brandCode),
    )
    .orderBy('category.position')
    .orderBy('ladderLevel.level')
    .execute()
  const wanted = new Set(categories.map(({ brandCode, categoryCode }) => `${brandCode}/${categoryCode}`))
  return rows.filter(({ brandCode, categoryCode }) => wanted.has(`${brandCode}/${categoryCode}`))
}

export type RungRow = Awaited<ReturnType<typeof findRungs>>[number]

/** What certificate numbers begin with: brand and type, such as `MEIHE-AC-L2`. */
export async function findNumberPrefixes(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select(['organisation.code as brand', 'credentialType.code as type'])
    .execute()
  return rows.map(({ brand, type }) => `${brand}-${type}`)
}
