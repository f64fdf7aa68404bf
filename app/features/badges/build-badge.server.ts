import { createHash } from 'node:crypto'
import { badgeContexts } from '#app/badge-format/packaged-contexts.server.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { BadgeFacts, CertifiedScope } from '#app/features/credentials/index.server.ts'
import { issuerAddresses } from '#app/features/signing/index.server.ts'
import { badgeAddresses } from './badge-addresses.ts'

/** The schema that readers of badges know this kind of credential by. */
const schemaUrl =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'

export type BadgeType = BadgeFacts['type']

/** Both languages in one text: Open Badges has room for one text, and whoever reads it may know either. */
function both({ en, zh }: Bilingual): string {
  return en === zh ? en : `${en} · ${zh}`
}

/** A brand as Open Badges describes an issuer. */
export function profileOf(publicUrl: string, brand: { code: string; name: Bilingual }) {
  const { did, profile } = issuerAddresses(publicUrl, brand.code)
  return { id: did, type: ['Profile'], name: both(brand.name), url: profile }
}

/** A credential type as Open Badges describes an achievement: name, criteria and exact scope, in both languages. */
export function achievementOf(publicUrl: string, type: BadgeType, scopes: readonly CertifiedScope[]) {
  return {
    id: badgeAddresses(publicUrl).achievement(type.brand.code, type.code),
    type: ['Achievement'],
    achievementType: 'Certification',
    humanCode: type.code,
    name: `${type.code} ${both(type.name)}`,
    description: scopes.length === 0 ? both(type.name) : scopes.map(describe).join('\n\n'),
    criteria: {
      narrative: [
        `For those who meet what ${type.brand.name.en} requires for ${type.code}; an officer of the brand decides on the evidence.`,
        `达到${type.brand.name.zh}对 ${type.code} 的要求，由该品牌认证人员依据证据决定签发。`,
      ].join('\n\n'),
    },
  }
}

function describe({ category, label, text }: CertifiedScope): string {
  return [
    `${category.en} up to ${label}${text.en ? `: ${text.en}` : ''}`,
    `${category.zh}至 ${label}${text.zh ? `：${text.zh}` : ''}`,
  ].join('\n')
}

/**
 * The credential of Open Badges 3.0 on VC Data Model 2.0, not yet signed: the one object from which both forms are made. It names the person by a salted hash of the
 * staff code alone. `place` is its place in the brand's status lists.
 */
export function buildBadge(
  publicUrl: string,
  facts: BadgeFacts,
  { listNumber, place, salt }: { listNumber: number; place: number; salt: string },
) {
  const { type, scopes } = facts
  const addresses = badgeAddresses(publicUrl)
  const list = addresses.statusList(type.brand.code, 'suspension', listNumber)
  const achievement = achievementOf(publicUrl, type, scopes)
  return {
    '@context': [...badgeContexts],
    id: addresses.badge(facts.publicSlug),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: profileOf(publicUrl, type.brand),
    awardedDate: facts.issuedAt,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    credentialSubject: {
      id: addresses.holder(facts.publicSlug),
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${createHash('sha256').update(`${facts.staffCode}${salt}`).digest('hex')}`,
          identityType: 'systemId',
          salt,
        },
      ],
      licenseNumber: facts.number,
      achievement,
    },
    credentialStatus: {
      id: `${list}#${place}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'suspension',
      statusListIndex: String(place),
      statusListCredential: list,
    },
    credentialSchema: [{ id: schemaUrl, type: '1EdTechJsonSchemaValidator2019' }],
  }
}

export type UnsignedBadge = ReturnType<typeof buildBadge>
