import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { findBadgeFacts, findCredentialsOf } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'
import { qrPath } from './qr-code.server.ts'

/**
 * The staff card of one of the actor's own credentials: what a customer at the door wants to see, with the code of the public page. It is for showing and for printing; what
 * counts is the page behind the code. Null for a credential that is not the actor's.
 */
export async function readStaffCard(ctx: SignedInContext, slug: string) {
  const at = ctx.now()
  const held = await findCredentialsOf(ctx.db, [ctx.actor.personId], at)
  const credential = held.find(({ publicSlug }) => publicSlug === slug)
  const facts = credential && (await findBadgeFacts(ctx.db, slug))
  if (!credential || !facts) return null
  const { name, nameLatin, code } = ctx.actor
  const { type } = facts
  const granted = credential.composite
    ? credential.composite.grants
    : credential.reading.grantsWork
      ? credential.reading.scope.grants
      : []
  return {
    at,
    name,
    nameLatin: nameLatin === name ? null : nameLatin,
    staffCode: code,
    typeCode: type.code,
    typeName: inLanguage(type.name, ctx.language),
    brand: inLanguage(type.brand.name, ctx.language),
    zone: type.brand.zone,
    number: facts.number,
    slug,
    status: credential.reading.status,
    grantsWork: credential.reading.grantsWork,
    validUntil: facts.validUntil,
    scopes: facts.scopes.map(({ category, categoryCode, label, rungs }) => ({
      category: inLanguage(category, ctx.language),
      label,
      rungs,
      held: granted.find((grant) => grant.category === categoryCode)?.level ?? 0,
    })),
    qr: qrPath(ctx.settings.publicUrl + paths.publicCredential(slug)),
  }
}

export type StaffCard = NonNullable<Awaited<ReturnType<typeof readStaffCard>>>
