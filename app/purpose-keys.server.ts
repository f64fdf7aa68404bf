import { hkdfSync } from 'node:crypto'

/** Gives the 32-byte key of a purpose, such as `signing-keys`; the same for the same secret and purpose, unrelated to every other. */
export type PurposeKey = (purpose: string) => Uint8Array

const salt = 'tiergate'
const keyBytes = 32

/** Purpose keys from TIERGATE_SECRET by HKDF with SHA-256 (RFC 5869). The secret itself stays inside. */
export function purposeKeysOf(secret: string): PurposeKey {
  const known = new Map<string, Uint8Array>()
  return (purpose) => {
    const key = known.get(purpose) ?? new Uint8Array(hkdfSync('sha256', secret, salt, purpose, keyBytes))
    known.set(purpose, key)
    return key
  }
}
