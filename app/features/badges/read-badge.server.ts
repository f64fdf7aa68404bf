import { bakePng, bakeSvg } from '#app/badge-format/bake.server.ts'
import { schemaFaults } from '#app/badge-format/check-schema.server.ts'
import { withEmbeddedProof } from '#app/badge-format/embedded-proof.server.ts'
import { ladderPng, ladderSvg } from '#app/badge-format/ladder-picture.server.ts'
import { bitsInList } from '#app/badge-format/status-bits.server.ts'
import type { Context } from '#app/context.server.ts'
import { type BadgeFacts, findBadgeFacts } from '#app/features/credentials/index.server.ts'
import { proofSigner, signJwt } from '#app/features/signing/index.server.ts'
import {
  findBadge,
  findNewestList,
  findStatusPlace,
  insertBadge,
  insertStatusPlace,
} from './badge.repository.server.ts'
import { buildBadge, type UnsignedBadge } from './build-badge.server.ts'

/** The forms a badge can be had in. */
export const badgeForms = ['json', 'jwt', 'png', 'svg'] as const
export type BadgeForm = (typeof badgeForms)[number]

export type BadgeFile = { readonly type: string; readonly body: string | Buffer }

/** A list is left for a new one at half its places, so that a free place is found at random in a try or two. */
const mostInList = bitsInList / 2
const saltBytes = 16

/**
 * The badge of a credential by its public address, for anybody: signed when it is asked for first, then the same bytes for ever, whatever becomes of the
 * credential; that is said by the status lists. Null where there is no such credential.
 */
export async function readBadge(ctx: Context, slug: string, form: BadgeForm): Promise<BadgeFile | null> {
  const facts = await findBadgeFacts(ctx.db, slug)
  if (!facts) return null
  const badge = await signedBadge(ctx, facts)
  const title = `${facts.type.code} ${facts.number}`
  switch (form) {
    case 'json':
      return { type: 'application/vc+ld+json', body: badge.embeddedJson }
    case 'jwt':
      return { type: 'application/vc+jwt', body: badge.jwt }
    case 'png':
      return { type: 'image/png', body: bakePng(ladderPng(facts.scopes), badge.embeddedJson) }
    case 'svg':
      return { type: 'image/svg+xml', body: bakeSvg(ladderSvg(facts.scopes, title), badge.embeddedJson) }
  }
}

async function signedBadge(ctx: Context, facts: BadgeFacts) {
  const kept = await findBadge(ctx.db, facts.credentialId)
  if (kept) return kept
  const { listNumber, place } = await takePlace(ctx, facts)
  const salt = Buffer.from(ctx.randomBytes(saltBytes)).toString('base64url')
  const unsigned = buildBadge(ctx.settings.publicUrl, facts, { listNumber, place, salt })
  const brandId = facts.type.brand.id
  const signer = await proofSigner(ctx, brandId)
  const embedded = await withEmbeddedProof(unsigned, { signer, now: ctx.now() })
  const faults = schemaFaults(embedded)
  if (faults.length > 0) throw new Error(`A badge of ${facts.type.code} is no badge: ${faults.join('; ')}`)
  await insertBadge(ctx.db, {
    credentialId: facts.credentialId,
    embeddedJson: JSON.stringify(embedded),
    jwt: await signJwt(ctx, brandId, jwtPayload(unsigned)),
    signedAt: ctx.now(),
  })
  // Of two that sign at once, the first one’s badge is the badge.
  const badge = await findBadge(ctx.db, facts.credentialId)
  if (!badge) throw new Error(`The badge of ${facts.number} is gone as soon as it was signed`)
  return badge
}

/** The credential with the claims that JWTs have for the same (Open Badges 3.0, 8.2.3); dates in seconds since 1970. */
function jwtPayload(unsigned: UnsignedBadge) {
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000)
  return {
    ...unsigned,
    iss: unsigned.issuer.id,
    jti: unsigned.id,
    sub: unsigned.credentialSubject.id,
    nbf: seconds(unsigned.validFrom),
    exp: seconds(unsigned.validUntil),
  }
}

/** A place of its own in the brand's status lists, at random: neighbours in a list say nothing of who was certified when. */
async function takePlace(ctx: Context, { credentialId, type }: BadgeFacts) {
  for (let tries = 0; tries < 50; tries += 1) {
    const taken = await findStatusPlace(ctx.db, credentialId)
    if (taken) return taken
    const newest = (await findNewestList(ctx.db, type.brand.id)) ?? { listNumber: 1, taken: 0 }
    const listNumber = newest.taken < mostInList ? newest.listNumber : newest.listNumber + 1
    const place = Buffer.from(ctx.randomBytes(4)).readUInt32BE() % bitsInList
    await insertStatusPlace(ctx.db, { credentialId, brandId: type.brand.id, listNumber, place })
  }
  throw new Error(`No free place in a status list of ${type.brand.code} in fifty tries`)
}
