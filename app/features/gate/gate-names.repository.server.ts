import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'

/** What codes in a decision are called, in both languages. */
export type GateNames = {
  categories: Record<string, Bilingual>
  credentialTypes: Record<string, Bilingual>
  licences: Record<string, Bilingual>
}

/** The names that a brand's decisions may mention. */
export async function findGateNames(db: Db, brandId: string): Promise<GateNames> {
  const [categories, types, licences] = await Promise.all([
    db.selectFrom('category').select(['code', 'nameEn', 'nameZh']).where('brandId', '=', brandId).execute(),
    db
      .selectFrom('credentialType')
      .select(['code', 'nameEn', 'nameZh'])
      .where('brandId', '=', brandId)
      .execute(),
    db.selectFrom('licenceType').select(['code', 'nameEn', 'nameZh']).execute(),
  ])
  return { categories: byCode(categories), credentialTypes: byCode(types), licences: byCode(licences) }
}

function byCode(
  rows: readonly { code: string; nameEn: string; nameZh: string }[],
): Record<string, Bilingual> {
  return Object.fromEntries(rows.map(({ code, nameEn, nameZh }) => [code, { en: nameEn, zh: nameZh }]))
}

/** A ladder's brand and number of rungs. */
export async function findLadderOf(db: Db, brandCode: string, categoryCode: string) {
  const rows = await db
    .selectFrom('ladderLevel')
    .innerJoin('category', 'category.id', 'ladderLevel.categoryId')
    .innerJoin('organisation', 'organisation.id', 'category.brandId')
    .select(['organisation.id as brandId', 'organisation.timeZone', 'ladderLevel.level'])
    .where('organisation.code', '=', brandCode)
    .where('category.code', '=', categoryCode)
    .execute()
  const [first] = rows
  return first ? { brandId: first.brandId, timeZone: first.timeZone, rungs: rows.length } : null
}
