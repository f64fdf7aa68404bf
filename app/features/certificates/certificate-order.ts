import type { Bilingual } from '#app/domain/shared/bilingual.ts'

/** What a certificate shows, in words that are ready: whoever draws it decides nothing. */
export type CertificateOrder = {
  readonly title: Bilingual
  readonly holder: string
  /** The name in Latin letters, where the person has one besides. */
  readonly holderLatin: string | null
  readonly statement: Bilingual
  readonly type: Bilingual
  readonly scopes: readonly { readonly text: Bilingual; readonly rungs: number; readonly level: number }[]
  readonly validity: Bilingual
  readonly number: string
  readonly issuer: Bilingual
  readonly check: Bilingual
  /** The public page; also in the file, so that a file that was altered still says what it claims to be. */
  readonly link: string
  readonly qr: { readonly size: number; readonly dark: readonly number[] }
  readonly issuedAt: string
}

/** A file; or the letters that no font has; or the scripts (ISO 15924) that run against what stands beside them. */
export type DrawnCertificate =
  | { readonly pdf: Uint8Array }
  | { readonly missing: readonly string[] }
  | { readonly mixed: readonly string[] }
