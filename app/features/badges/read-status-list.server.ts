import { withEmbeddedProof } from '#app/badge-format/embedded-proof.server.ts'
import { encodeStatusBits } from '#app/badge-format/status-bits.server.ts'
import type { Context } from '#app/context.server.ts'
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
import { keptList, listComparedAt, type PublishedList } from './kept-lists.server.ts'
import { findMarkedPlaces } from './list-places.server.ts'

/** No list has more digits in its number. */
const listNumberForm = /^[1-9]\d{0,5}$/

/**
 * A signed status list of a brand (W3C, Bitstring Status List 1.0), as JSON; null where there is none. Once a minute it is compared with the derived statuses of that
 * instant, so that a suspension shows when it begins and is gone when it ends, and signed anew where they differ.
 */
export async function readStatusList(
  ctx: Context,
  asked: { brandName: string; purpose: string; list: string },
): Promise<PublishedList | null> {
  const { brandName, purpose } = asked
  if (!listNumberForm.test(asked.list)) return null
  if (purpose !== 'revocation' && purpose !== 'suspension') return null
  const listNumber = Number(asked.list)
  return keptList(ctx, [brandName, purpose, asked.list], async () => {
    const brand = await findPublishedBrand(ctx, brandName)
    return brand && compareList(ctx, brand, { brandId: brand.id, purpose, listNumber })
  })
}

async function compareList(
  ctx: Context,
  brand: PublishedBrand,
  list: { brandId: string; purpose: StatusPurpose; listNumber: number },
): Promise<PublishedList | null> {
  const signed = await findSignedList(ctx.db, list)
  const checkedAt = ctx.now()
  // Another process may have compared it just now.
  const before = signed && listComparedAt(signed.credentialJson, signed.checkedAt)
  if (before && before.freshUntil > checkedAt) return before
  if (!signed && !(await hasList(ctx.db, list.brandId, list.listNumber))) return null
  const marked = await findMarkedPlaces(ctx, list.brandId, list.listNumber)
  const places = marked.filter(({ purposes }) => purposes.includes(list.purpose)).map(({ place }) => place)
  const placesJson = JSON.stringify(places)
  if (signed?.placesJson === placesJson) {
    await markListChecked(ctx.db, { ...list, checkedAt })
    return listComparedAt(signed.credentialJson, checkedAt)
  }
  const credentialJson = JSON.stringify(await signList(ctx, brand, list, places))
  await saveSignedList(ctx.db, { ...list, placesJson, credentialJson, signedAt: checkedAt, checkedAt })
  return listComparedAt(credentialJson, checkedAt)
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

/** The badges of a brand that are void for good, with the reason in a word, as 1EdTech's plain revocation list has them; null where there is no such brand. At most a minute old. */
export async function readRevocations(ctx: Context, brandName: string): Promise<PublishedList | null> {
  return keptList(ctx, [brandName], async () => {
    const brand = await findPublishedBrand(ctx, brandName)
    if (!brand) return null
    const checkedAt = ctx.now()
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
    const document = {
      id: addresses.revocations(brand.code),
      issuer: profileOf(publicUrl, brand).id,
      revokedCredential: revoked,
    }
    return listComparedAt(JSON.stringify(document), checkedAt)
  })
}
