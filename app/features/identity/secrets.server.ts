import { createHash } from 'node:crypto'

/** What is stored of a token or code: its SHA-256, so that a copy of the database opens no account. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** A token for a link: 32 random bytes in base64url. */
export function tokenFrom(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

/** Six digits without bias from random bytes (at least 4). */
export function sixDigitsFrom(randomBytes: (length: number) => Uint8Array): string {
  for (;;) {
    const number = Buffer.from(randomBytes(4)).readUInt32BE()
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0')
  }
}
