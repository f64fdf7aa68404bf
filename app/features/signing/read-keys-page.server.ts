import type { Context } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { issuerAddresses } from './issuer-address.ts'
import { findBrands, findPublicKeys } from './signing-key.repository.server.ts'

/** The keys of every brand as an admin sees them: current ones first, newest first; and the identifier others know the brand by. */
export async function readKeysPage(ctx: Context) {
  const [brands, keys] = [await findBrands(ctx.db), await findPublicKeys(ctx.db)]
  return brands.map((brand) => ({
    code: brand.code,
    name: inLanguage({ en: brand.nameEn, zh: brand.nameZh }, ctx.language),
    did: issuerAddresses(ctx.settings.publicUrl, brand.code).did,
    keys: keys
      .filter(({ brandId }) => brandId === brand.id)
      .map(({ id, algorithm, createdAt, retiredAt }) => ({ id, algorithm, createdAt, retiredAt }))
      .toReversed()
      .sort((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null)),
  }))
}

export type BrandKeys = Awaited<ReturnType<typeof readKeysPage>>[number]
