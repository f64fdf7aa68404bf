import type { Context } from '#app/context.server.ts'
import type { CredentialStatus } from '#app/domain/credential/derived-status.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import { maskName } from '#app/domain/shared/mask-name.ts'
import { findStoredCredentialBySlug, findStoredCredentials } from './credential.repository.server.ts'
import { findRungs } from './credential-type.repository.server.ts'
import { toHeld } from './find-credentials.server.ts'
import { findPublicName } from './person-places.repository.server.ts'
import { labelOf } from './read-ladders.server.ts'

/** What the register says of one category. */
export type PublicScope = {
  readonly category: string
  readonly rungs: number
  /** The level granted now; 0 where the credential does not grant work. */
  readonly held: number
  /** The level printed on the credential. */
  readonly level: number
  readonly label: string
  /** What may be done at the level and below it, lowest first. */
  readonly may: readonly { label: string; text: string }[]
  /** What belongs to the rungs above. */
  readonly mayNot: readonly { label: string; text: string }[]
  /** Of a composite: whether this component carries it now. */
  readonly isCarried: boolean
}

export type PublicCredential = {
  readonly status: CredentialStatus
  readonly isValid: boolean
  /** Since when the status holds; null where it always did. */
  readonly since: string | null
  readonly checkedAt: string
  readonly number: string
  readonly publicSlug: string
  readonly typeCode: string
  readonly name: string
  readonly kind: 'LEVEL' | 'COMPOSITE' | 'ENDORSEMENT'
  readonly issuer: string
  readonly zone: string
  readonly holder: string
  readonly validFrom: string
  readonly validUntil: string
  readonly completeness: 'COMPLETE' | 'INCOMPLETE' | 'NOT_EFFECTIVE' | null
  readonly scopes: readonly PublicScope[]
  /** The composite lacks a component, or the scope was reduced: what is printed is more than what counts. */
  readonly isReduced: boolean
  /** From the records before; no decision of this register stands behind it. */
  readonly isTakenOver: boolean
}

/**
 * One credential for anybody who has its public address: status by the same rules as the gate, the exact scope, a name, masked unless its owner shows it, and nothing else of
 * the person. Null for an address that does not exist. A constant number of queries.
 */
export async function readPublicCredential(ctx: Context, slug: string): Promise<PublicCredential | null> {
  if (!/^[0-9a-z]{20,40}$/.test(slug)) return null
  const at = ctx.now()
  const stored = await findStoredCredentialBySlug(ctx.db, slug)
  if (!stored) return null
  // A composite is carried by the person's other credentials.
  const all = await findStoredCredentials(ctx.db, [stored.personId])
  const one = (await toHeld(ctx.db, all, at)).find(({ id }) => id === stored.id)
  if (!one) return null
  const { type, reading, composite } = one
  const [person, rungs] = await Promise.all([
    findPublicName(ctx.db, stored.personId),
    findRungs(
      ctx.db,
      type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
    ),
  ])
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  const granted = composite ? composite.grants : reading.grantsWork ? reading.scope.grants : []
  const scopes = type.rules.grants.map(({ category, level: printed }): PublicScope => {
    const own = rungs.filter(({ categoryCode }) => categoryCode === category)
    const level = reading.scope.grants.find((grant) => grant.category === category)?.level ?? 0
    const held = granted.find((grant) => grant.category === category)?.level ?? 0
    const part = (rung: (typeof own)[number]) => ({
      label: labelOf(rung.code),
      text: say({ en: rung.scopeEn, zh: rung.scopeZh }),
    })
    const [first] = own
    return {
      category: first ? say({ en: first.categoryEn, zh: first.categoryZh }) : category,
      rungs: own.length,
      held,
      level: printed,
      label: labelOf(own.find((rung) => rung.level === printed)?.code ?? `L${printed}`),
      may: own.filter((rung) => rung.level <= level).map(part),
      mayNot: own.filter((rung) => rung.level > level).map(part),
      isCarried: held > 0,
    }
  })
  return {
    status: reading.status,
    isValid: reading.grantsWork,
    since: reading.since,
    checkedAt: at,
    number: one.number,
    publicSlug: one.publicSlug,
    typeCode: type.code,
    name: say(type.name),
    kind: type.kind,
    issuer: say(type.brand.name),
    zone: type.brand.zone,
    holder: person ? publicNames(person, ctx.language) : '*',
    validFrom: one.validFrom,
    validUntil: one.validUntil,
    completeness: composite?.completeness ?? null,
    scopes,
    isReduced: composite?.completeness === 'INCOMPLETE' || reading.status === 'SCOPE_REDUCED',
    isTakenOver: one.decisionId === null,
  }
}

/** Both faces of a name, the page's own language first; masked unless its owner chose otherwise. */
function publicNames(
  { name, nameLatin, isNamePublic }: { name: string; nameLatin: string | null; isNamePublic: 0 | 1 },
  language: 'en' | 'zh-CN',
): string {
  const shown = isNamePublic === 1 ? (whole: string) => whole : maskName
  const names = [shown(name), ...(nameLatin ? [shown(nameLatin)] : [])]
  return (language === 'en' ? names.toReversed() : names).join(' · ')
}
