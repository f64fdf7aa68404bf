import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import { type PublicCredential, readPublicCredential } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'
import { findSlugByHash, isPrinted } from './certificate-file.repository.server.ts'

export type RecognisedFile =
  /** The very file that was issued; what it says holds only if the status now does. */
  | { kind: 'issued'; credential: PublicCredential }
  /** It says that it is a certificate of ours, and is not the file that was issued. */
  | { kind: 'altered'; slug: string; number: string }
  | { kind: 'unknown' }

/** Whether a file is a certificate as it was issued here, by its hash, and what has become of the credential. */
export async function recogniseFile(ctx: Context, file: Uint8Array): Promise<RecognisedFile> {
  const slug = await findSlugByHash(ctx.db, createHash('sha256').update(file).digest('hex'))
  const credential = slug === undefined ? null : await readPublicCredential(ctx, slug)
  if (credential) return { kind: 'issued', credential }
  for (const claimed of addressesIn(ctx, file)) {
    const named = (await isPrinted(ctx.db, claimed)) ? await readPublicCredential(ctx, claimed) : null
    if (named) return { kind: 'altered', slug: claimed, number: named.number }
  }
  return { kind: 'unknown' }
}

const mostAddresses = 5

/** Public addresses of credentials that stand in a file as plain text. */
function addressesIn(ctx: Context, file: Uint8Array): string[] {
  const before = ctx.settings.publicUrl + paths.publicCredential('')
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1')
  const found = new Set<string>()
  for (
    let at = text.indexOf(before);
    at >= 0 && found.size < mostAddresses;
    at = text.indexOf(before, at + 1)
  ) {
    const slug = /^[0-9a-z]{20,40}/.exec(text.slice(at + before.length, at + before.length + 40))?.[0]
    if (slug) found.add(slug)
  }
  return [...found]
}
