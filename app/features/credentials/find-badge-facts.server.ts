import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'
import { findStoredCredentialBySlug } from './credential.repository.server.ts'
import {
  findRungs,
  findTypesByIds,
  findTypesOfBrands,
  type StoredType,
} from './credential-type.repository.server.ts'
import { findPublicName } from './person-places.repository.server.ts'
import { labelOf } from './read-ladders.server.ts'

/** What a type of credential certifies in one category. */
export type CertifiedScope = {
  readonly category: Bilingual
  readonly categoryCode: string
  readonly rungs: number
  readonly level: number
  readonly label: string
  /** What may be done at this level. */
  readonly text: Bilingual
}

/** What a badge says: dates, number, type, scope as printed. Nothing here changes after the credential was issued. */
export type BadgeFacts = {
  readonly credentialId: string
  readonly publicSlug: string
  readonly number: string
  readonly staffCode: string
  readonly issuedAt: string
  readonly validFrom: string
  readonly validUntil: string
  readonly type: StoredType
  readonly scopes: readonly CertifiedScope[]
}

/** The facts of one credential by its public address; null where there is none. */
export async function findBadgeFacts(db: Db, slug: string): Promise<BadgeFacts | null> {
  if (!/^[0-9a-z]{20,40}$/.test(slug)) return null
  const stored = await findStoredCredentialBySlug(db, slug)
  const type = stored && (await findTypesByIds(db, [stored.credentialTypeId])).get(stored.credentialTypeId)
  if (!stored || !type) return null
  const person = await findPublicName(db, stored.personId)
  if (!person) return null
  return {
    credentialId: stored.id,
    publicSlug: stored.publicSlug,
    number: stored.number,
    staffCode: person.code,
    issuedAt: stored.issuedAt,
    validFrom: stored.validFrom,
    validUntil: stored.validUntil,
    type,
    scopes: await scopesOf(db, type),
  }
}

/** A brand's credential type by its code in any case, with what it certifies; null where the brand has none. */
export async function findCertifiedType(
  db: Db,
  brandId: string,
  typeCode: string,
): Promise<{ type: StoredType; scopes: readonly CertifiedScope[] } | null> {
  const types = await findTypesOfBrands(db, [brandId])
  const type = types.find(({ code }) => code.toLowerCase() === typeCode.toLowerCase())
  return type ? { type, scopes: await scopesOf(db, type) } : null
}

async function scopesOf(db: Db, type: StoredType): Promise<CertifiedScope[]> {
  const rungs = await findRungs(
    db,
    type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
  )
  return type.rules.grants.map(({ category, level }) => {
    const own = rungs.filter(({ categoryCode }) => categoryCode === category)
    const rung = own.find((one) => one.level === level)
    return {
      category: rung ? { en: rung.categoryEn, zh: rung.categoryZh } : { en: category, zh: category },
      categoryCode: category,
      rungs: own.length,
      level,
      label: labelOf(rung?.code ?? `L${level}`),
      text: rung ? { en: rung.scopeEn, zh: rung.scopeZh } : { en: '', zh: '' },
    }
  })
}
