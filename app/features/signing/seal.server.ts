import { createCipheriv, createDecipheriv } from 'node:crypto'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const form = 'v1.'

/** Encrypts bytes with AES-256-GCM. `about` is authenticated with them: what was sealed for one row opens in no other. */
export function seal(
  bytes: Uint8Array,
  {
    key,
    about,
    randomBytes,
  }: { key: Uint8Array; about: string; randomBytes: (length: number) => Uint8Array },
): string {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([sealing.update(bytes), sealing.final()])
  return form + Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url')
}

/** Opens what `seal` made; throws where the key, the purpose or a single bit differs. */
export function unseal(sealed: string, { key, about }: { key: Uint8Array; about: string }): Buffer {
  if (!sealed.startsWith(form)) throw new Error('Sealed in a form that is not known')
  const all = Buffer.from(sealed.slice(form.length), 'base64url')
  const opening = createDecipheriv(cipher, key, all.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(about))
    .setAuthTag(all.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([opening.update(all.subarray(nonceBytes + tagBytes)), opening.final()])
}
