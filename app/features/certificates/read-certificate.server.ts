import { createHash } from 'node:crypto'
import type { Context, SignedInContext } from '#app/context.server.ts'
import { type BadgeFacts, findBadgeFacts, findCredentialsOf } from '#app/features/credentials/index.server.ts'
import { formatDay, formatLastDay } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { findCertificateFile, insertCertificateFile } from './certificate-file.repository.server.ts'
import type { CertificateOrder } from './certificate-order.ts'
import { printCertificate } from './certificate-printer.server.ts'
import { qrModules } from './qr-code.server.ts'

export type CertificateOutcome =
  | { ok: true; number: string; pdf: Buffer }
  /** `void`: nothing is printed of what was revoked, withdrawn or replaced, unless it was printed before. */
  | { ok: false; reason: 'unknown' | 'void' }
  | { ok: false; reason: 'letters-missing'; letters: readonly string[] }
  /** `scripts` by ISO 15924: they run from right to left, beside others that do not. */
  | { ok: false; reason: 'directions-mixed'; scripts: readonly string[] }

const voidStatuses = ['REVOKED', 'WITHDRAWN', 'SUPERSEDED']

/**
 * The certificate of one of the actor's own credentials: printed when it is asked for first, then the same bytes for ever. Where no font has a letter of it, or
 * the order of its letters would not be sure, nothing is printed, and the credential holds all the same.
 */
export async function readCertificate(ctx: SignedInContext, slug: string): Promise<CertificateOutcome> {
  const held = await findCredentialsOf(ctx.db, [ctx.actor.personId], ctx.now())
  const credential = held.find(({ publicSlug }) => publicSlug === slug)
  const facts = credential && (await findBadgeFacts(ctx.db, slug))
  if (!credential || !facts) return { ok: false, reason: 'unknown' }
  const { number } = facts
  const kept = await findCertificateFile(ctx.db, credential.id)
  if (kept) return { ok: true, number, pdf: Buffer.from(kept.contentBase64, 'base64') }
  if (voidStatuses.includes(credential.reading.status)) return { ok: false, reason: 'void' }
  const { name, nameLatin } = ctx.actor
  const drawn = await printCertificate(orderOf(ctx, facts, { name, nameLatin }))
  if ('missing' in drawn) return { ok: false, reason: 'letters-missing', letters: drawn.missing }
  if ('mixed' in drawn) return { ok: false, reason: 'directions-mixed', scripts: drawn.mixed }
  await insertCertificateFile(ctx.db, {
    credentialId: credential.id,
    contentHash: createHash('sha256').update(drawn.pdf).digest('hex'),
    contentBase64: Buffer.from(drawn.pdf).toString('base64'),
    madeAt: ctx.now(),
  })
  // Of two that print at once, the first one's file is the certificate.
  const file = await findCertificateFile(ctx.db, credential.id)
  if (!file) throw new Error(`The certificate ${number} is gone as soon as it was printed`)
  return { ok: true, number, pdf: Buffer.from(file.contentBase64, 'base64') }
}

/** What a certificate shows, in both languages. Ends are printed as the last day. */
export function orderOf(
  ctx: Context,
  facts: BadgeFacts,
  { name, nameLatin }: { name: string; nameLatin: string | null },
): CertificateOrder {
  const { type } = facts
  const { zone } = type.brand
  const [en, zh] = [i18nFor('en').getFixedT(null, 'public'), i18nFor('zh-CN').getFixedT(null, 'public')]
  const link = ctx.settings.publicUrl + paths.publicCredential(facts.publicSlug)
  return {
    title: { en: en('certificate.title'), zh: zh('certificate.title') },
    holder: name,
    holderLatin: nameLatin !== null && nameLatin !== name ? nameLatin : null,
    statement: {
      en: en('certificate.statement', { brand: type.brand.name.en }),
      zh: zh('certificate.statement', { brand: type.brand.name.zh }),
    },
    type: { en: `${type.code} ${type.name.en}`, zh: `${type.code} ${type.name.zh}` },
    scopes: facts.scopes.map(({ category, label, text, rungs, level }) => ({
      rungs,
      level,
      text: {
        en: en('certificate.scope', { category: category.en, label, text: text.en }),
        zh: zh('certificate.scope', { category: category.zh, label, text: text.zh }),
      },
    })),
    validity: {
      en: en('certificate.validity', {
        period: en('credential.period', {
          from: formatDay(facts.validFrom, 'en', zone),
          to: formatLastDay(facts.validUntil, 'en', zone),
        }),
      }),
      zh: zh('certificate.validity', {
        period: zh('credential.period', {
          from: formatDay(facts.validFrom, 'zh-CN', zone),
          to: formatLastDay(facts.validUntil, 'zh-CN', zone),
        }),
      }),
    },
    number: facts.number,
    issuer: type.brand.name,
    check: { en: en('certificate.check'), zh: zh('certificate.check') },
    link,
    qr: qrModules(link),
    issuedAt: facts.issuedAt,
  }
}
