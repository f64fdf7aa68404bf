import type { Membership } from '#app/features/identity/index.server.ts'

/** What a key of the machine interface may be allowed, one word for each. */
export const apiScopes = ['gate:check', 'gate:read', 'worklog:write', 'availability:write'] as const

export type ApiScope = (typeof apiScopes)[number]

/** The kinds of organisation that have keys. */
export type KeyOwnerKind = Extract<Membership['organisationKind'], 'brand' | 'provider'>

/** What keys of a kind of organisation can be allowed: finished jobs come from the systems of the brand that had them done. */
export const scopesOfKind: Readonly<Record<KeyOwnerKind, readonly ApiScope[]>> = {
  brand: apiScopes,
  provider: ['gate:check', 'gate:read', 'availability:write'],
}

/** For how many days a new key may be good; null: until it is revoked. */
export const lifetimes = [30, 90, 365, null] as const

/** The key of a scope's words: a colon would stand for a namespace. */
export function scopeKey<Scope extends ApiScope>(scope: Scope) {
  return scope.replace(':', '-') as Scope extends `${infer Head}:${infer Tail}` ? `${Head}-${Tail}` : never
}

/** Who asks over the machine interface: a key, for its organisation. */
export type ApiCaller = {
  readonly keyId: string
  readonly organisationId: string
  readonly organisationCode: string
  readonly organisationKind: KeyOwnerKind
  readonly timeZone: string
  readonly scopes: readonly ApiScope[]
}
