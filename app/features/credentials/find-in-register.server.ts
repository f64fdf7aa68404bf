import type { Context } from '#app/context.server.ts'
import { readCertificateNumber } from '#app/domain/credential/certificate-number.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { findSlugByNumber, hasSlug } from './credential.repository.server.ts'
import { findNumberPrefixes } from './credential-type.repository.server.ts'

/** Why a look-up found nothing. */
export type RegisterMiss =
  /** Nothing was typed. */
  | 'empty'
  /** Neither a certificate number nor an address of one. */
  | 'other-form'
  /** Has the form of a number, but one character is wrong. */
  | 'mistyped'
  /** Well formed, and no credential has it. */
  | 'unknown'

/** Longer is no number and no address of ours. */
const longest = 200

/**
 * Finds the public address of a credential by what somebody typed, pasted or scanned: its number in any spelling people confuse, or the address that the
 * code on the certificate holds. Numbers of certificates taken over from elsewhere have forms of their own and are looked up as written.
 */
export async function findInRegister(
  { db }: Pick<Context, 'db'>,
  typed: string,
): Promise<Outcome<{ readonly slug: string }, RegisterMiss>> {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return { ok: false, reason: 'empty' }
  if (text.length > longest) return { ok: false, reason: 'other-form' }

  const slug = /(?:^|\/)c\/([0-9a-z]{20,40})(?:$|[/?#.])/i.exec(text)?.[1]?.toLowerCase()
  if (slug) return (await hasSlug(db, slug)) ? { ok: true, slug } : { ok: false, reason: 'unknown' }

  const asWritten = text.toUpperCase().replace(/\s+/g, ' ')
  const read = readCertificateNumber(text)
  const found = await findSlugByNumber(db, [...(read.ok ? [read.number.text] : []), asWritten])
  if (found) return { ok: true, slug: found }
  if (!read.ok) return read

  // The brand or type may be spelled with O for 0 as well.
  const again = readCertificateNumber(text, await findNumberPrefixes(db))
  const other = again.ok && again.number.text !== read.number.text ? again.number.text : null
  const slugOfOther = other && (await findSlugByNumber(db, [other]))
  return slugOfOther ? { ok: true, slug: slugOfOther } : { ok: false, reason: 'unknown' }
}
