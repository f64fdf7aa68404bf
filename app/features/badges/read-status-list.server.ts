import { withEmbeddedProof } from '#app/badge-format/embedded-proof.server.ts'
import { encodeStatusBits } from '#app/badge-format/status-bits.server.ts'
import type { Context } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { findPublishedBrand, type PublishedBrand, proofSigner } from '#app/features/signing/index.server.ts'
import {
  findListNumbers,
  findSignedList,
  hasList,
  markListChecked,
  type StatusPurpose,
  saveSignedList,
} from './badge.repository.server.ts'
import { badgeAddresses } from './badge-addresses.ts'
import { profileOf } from './build-badge.server.ts'
import { findMarkedPlaces } from './list-places.server.ts'

/** A list that was compared with the facts so long ago at most is handed out as it is: what happens is seen by others after a minute. */
const freshForMs = 60_000

/** No list has more digits in its number. */
const listNumberForm = /^[1-9]\d{0,5}$/

/**
 * A signed status list of a brand (W3C, Bitstring Status List 1.0), as JSON; null where there is none. It is compared with the derived statuses of this instant, so
 * that a suspension shows when it begins and is gone when it ends, and signed anew where they differ.
 */
export async function readStatusList(
  ctx: Context,
  asked: { brandName: string; purpose: string; list: string },
): Promise<string | null> {
  const brand = await findPublishedBrand(ctx, asked.brandName)
  if (!brand || !listNumberForm.test(asked.list)) return null
  if (asked.purpose !== 'revocation' && asked.purpose !== 'suspension') return null
  const list = { brandId: brand.id, purpose: asked.purpose as StatusPurpose, listNumber: Number(asked.list) }
  const signed = await findSignedList(ctx.db, list)
  const checkedAt = ctx.now()
  if (signed && addMilliseconds(signed.checkedAt, freshForMs) > checkedAt) return signed.credentialJson
  if (!signed && !(await hasList(ctx.db, list.brandId, list.listNumber))) return null
  const marked = await findMarkedPlaces(ctx, list.brandId, list.listNumber)
  const places = marked.filter(({ purposes }) => purposes.includes(list.purpose)).map(({ place }) => place)
  const placesJson = JSON.stringify(places)
  if (signed?.placesJson === placesJson) {
    await markListChecked(ctx.db, { ...list, checkedAt })
    return signed.credentialJson
  }
  const credentialJson = JSON.stringify(await signList(ctx, brand, list, places))
  await saveSignedList(ctx.db, { ...list, placesJson, credentialJson, signedAt: checkedAt, checkedAt })
  return credentialJson
}

async function signList(
  ctx: Context,
  brand: PublishedBrand,
  { purpose, listNumber }: { purpose: StatusPurpose; listNumber: number },
  places: readonly number[],
): Promise<object> {
  const { publicUrl } = ctx.settings
  const id = badgeAddresses(publicUrl).statusList(brand.code, purpose, listNumber)
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: profileOf(publicUrl, brand).id,
    validFrom: ctx.now(),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeStatusBits(places),
    },
  }
  return withEmbeddedProof(credential, { signer: await proofSigner(ctx, brand.id), now: ctx.now() })
}

const reasons = { REVOKED: 'Revoked', WITHDRAWN: 'Withdrawn', SUPERSEDED: 'Superseded by a newer credential' }

/** The badges of a brand that are void for good, with the reason in a word, as 1EdTech's plain revocation list has them; null where there is no such brand. */
export async function readRevocations(ctx: Context, brandName: string): Promise<object | null> {
  const brand = await findPublishedBrand(ctx, brandName)
  if (!brand) return null
  const { publicUrl } = ctx.settings
  const addresses = badgeAddresses(publicUrl)
  const revoked = []
  for (const listNumber of await findListNumbers(ctx.db, brand.id))
    for (const { publicSlug, status, purposes } of await findMarkedPlaces(ctx, brand.id, listNumber))
      if (purposes.includes('revocation'))
        revoked.push({
          id: addresses.badge(publicSlug),
          revoked: true,
          revocationReason: reasons[status as keyof typeof reasons],
        })
  return {
    id: addresses.revocations(brand.code),
    issuer: profileOf(publicUrl, brand).id,
    revokedCredential: revoked,
  }
}
