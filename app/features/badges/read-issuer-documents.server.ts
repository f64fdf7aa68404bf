import { badgeContexts } from '#app/badge-format/packaged-contexts.server.ts'
import type { Context } from '#app/context.server.ts'
import { findCertifiedType } from '#app/features/credentials/index.server.ts'
import { findPublishedBrand } from '#app/features/signing/index.server.ts'
import { achievementOf, profileOf } from './build-badge.server.ts'

/** The profile of a brand as an issuer of badges; null for a name that is no brand's. */
export async function readIssuerProfile(ctx: Context, brandName: string): Promise<object | null> {
  const brand = await findPublishedBrand(ctx, brandName)
  return brand && { '@context': [...badgeContexts], ...profileOf(ctx.settings.publicUrl, brand) }
}

/** A credential type of a brand as an achievement; null where the brand has none of this code. Codes are in lower case in addresses. */
export async function readAchievement(
  ctx: Context,
  brandName: string,
  typeName: string,
): Promise<object | null> {
  const brand = await findPublishedBrand(ctx, brandName)
  if (!brand || typeName !== typeName.toLowerCase()) return null
  const found = await findCertifiedType(ctx.db, brand.id, typeName)
  if (!found) return null
  const { publicUrl } = ctx.settings
  return {
    '@context': [...badgeContexts],
    ...achievementOf(publicUrl, found.type, found.scopes),
    creator: profileOf(publicUrl, brand),
  }
}
