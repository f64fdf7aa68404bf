import type { Context } from '#app/context.server.ts'
import {
  readAchievement,
  readBadge,
  readIssuerProfile,
  readStatusList,
} from '#app/features/badges/index.server.ts'
import { readDidDocument, readJwks, readKeyDocument } from '#app/features/signing/index.server.ts'

export type BadgeJson = {
  '@context': string[]
  id: string
  type: string[]
  name: string
  issuer: { id: string; type: string[]; name: string }
  validFrom: string
  validUntil: string
  credentialSubject: {
    id: string
    licenseNumber: string
    identifier: { identityHash: string; salt: string }[]
    achievement: { id: string; name: string; description: string }
  }
  credentialStatus: { id: string; statusListIndex: string; statusListCredential: string }
  credentialSchema: { id: string }[]
  proof: { verificationMethod: string; proofValue: string }[]
}

/** The credential of a type that a person of the demonstration holds; the newest of several. */
export async function credentialOf(ctx: Context, personCode: string, typeCode: string) {
  return ctx.db
    .selectFrom('credential')
    .innerJoin('person', 'person.id', 'credential.personId')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select(['credential.id', 'credential.publicSlug', 'credential.number', 'credentialType.brandId'])
    .where('person.code', '=', personCode)
    .where('credentialType.code', '=', typeCode)
    .orderBy('credential.validFrom', 'desc')
    .executeTakeFirstOrThrow()
}

/** A badge as JSON and as a JWT. */
export async function badgeOf(
  ctx: Context,
  slug: string,
): Promise<{ json: BadgeJson; text: string; jwt: string }> {
  const [json, jwt] = [await readBadge(ctx, slug, 'json'), await readBadge(ctx, slug, 'jwt')]
  const text = String(json?.body)
  return { json: JSON.parse(text) as BadgeJson, text, jwt: String(jwt?.body) }
}

/** What this site publishes at an address, as a program that fetches it would get it; undefined where that is 404. */
export async function publishedAt(ctx: Context, url: string): Promise<unknown> {
  const { origin, pathname } = new URL(url)
  if (origin !== ctx.settings.publicUrl) return undefined
  const [, area, brand = '', kind = '', first = '', second = ''] = pathname.split('/')
  if (area !== 'brands') return undefined
  switch (kind) {
    case 'did.json':
      return (await readDidDocument(ctx, brand)) ?? undefined
    case 'jwks.json':
      return (await readJwks(ctx, brand)) ?? undefined
    case 'keys':
      return (await readKeyDocument(ctx, brand, first)) ?? undefined
    case 'issuer.json':
      return (await readIssuerProfile(ctx, brand)) ?? undefined
    case 'achievements':
      return (await readAchievement(ctx, brand, first)) ?? undefined
    case 'status': {
      const list = await readStatusList(ctx, { brandName: brand, purpose: first, list: second })
      return list === null ? undefined : JSON.parse(list.json)
    }
    default:
      return undefined
  }
}

/** Writes an event of a credential as the use cases do. */
export async function happen(
  ctx: Context,
  credentialId: string,
  event: {
    kind: 'SUSPENDED' | 'REVOKED' | 'SUSPENSION_LIFTED'
    effectiveAt: string
    untilAt?: string | null
  },
): Promise<void> {
  await ctx.db
    .insertInto('credentialEvent')
    .values({
      id: ctx.newId(),
      credentialId,
      kind: event.kind,
      effectiveAt: event.effectiveAt,
      untilAt: event.untilAt ?? null,
      recordedAt: ctx.now(),
      actorPersonId: null,
      reason: 'Test',
      detailsJson: '{}',
    })
    .execute()
}
