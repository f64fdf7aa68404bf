import type { Language } from '#app/domain/shared/bilingual.ts'

/** The roles a person may have in an organisation, one word each from the glossary. */
export const roles = [
  'engineer',
  'trainer',
  'provider-manager',
  'curriculum-author',
  'item-reviewer',
  'certification-officer',
  'assessor',
  'invigilator',
  'dispatcher',
  'monitor',
  'regulator',
  'admin',
] as const

export type Role = (typeof roles)[number]

export type OrganisationKind = 'brand' | 'provider' | 'monitor' | 'government' | 'platform'

/** Which roles make sense in which kind of organisation; `admin` opens everything and is therefore the platform's alone. */
export const rolesOfKind: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  brand: [
    'trainer',
    'curriculum-author',
    'item-reviewer',
    'certification-officer',
    'assessor',
    'invigilator',
    'dispatcher',
  ],
  provider: ['engineer', 'trainer', 'provider-manager'],
  monitor: ['monitor'],
  government: ['regulator'],
  platform: [
    'trainer',
    'curriculum-author',
    'item-reviewer',
    'certification-officer',
    'assessor',
    'invigilator',
    'dispatcher',
    'admin',
  ],
}

/** One organisation a person belongs to, with the roles in force there now. */
export type Membership = {
  readonly organisationId: string
  readonly organisationCode: string
  readonly organisationKind: OrganisationKind
  readonly nameEn: string
  readonly nameZh: string
  readonly timeZone: string
  readonly roles: readonly Role[]
}

/** Who asks: a signed-in person, acting for one organisation at a time. */
export type Actor = {
  readonly personId: string
  readonly code: string
  readonly name: string
  readonly nameLatin: string | null
  readonly language: Language | null
  /** The session as it is stored: a hash of what the cookie carries. */
  readonly sessionId: string
  /** The membership the person acts under now. */
  readonly acting: Membership
  /** All memberships, the acting one included. */
  readonly memberships: readonly Membership[]
}

/** Whether the actor has one of these roles in the organisation acted for. */
export function hasRole(actor: Actor, wanted: readonly Role[]): boolean {
  return wanted.some((role) => actor.acting.roles.includes(role))
}
