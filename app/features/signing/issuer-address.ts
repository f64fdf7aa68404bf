/**
 * Where a brand's documents are found, all derived from the public address of this site and the brand's code. A brand's identifier is a `did:web` with a
 * path (W3C CCG, did:web method), so that one site speaks for several brands without any of them speaking for another.
 */
export type IssuerAddresses = {
  /** `did:web:skills.example.com:brands:meihe` */
  readonly did: string
  /** The DID document; its address follows from the DID. */
  readonly didDocument: string
  /** All public keys of the brand as a JWK set. */
  readonly jwks: string
  /** The brand's profile, as Open Badges calls it. */
  readonly profile: string
  /** One public key as one JWK; what `kid` of a JWT names. */
  key(keyId: string): string
  /** The same key within the DID document; what `verificationMethod` of a proof names. */
  verificationMethod(keyId: string): string
}

/** The addresses of a brand; `publicUrl` is an origin without a slash at the end. */
export function issuerAddresses(publicUrl: string, brandCode: string): IssuerAddresses {
  const name = brandCode.toLowerCase()
  const folder = `${publicUrl}/brands/${name}`
  const did = `did:web:${new URL(publicUrl).host.replace(':', '%3A')}:brands:${name}`
  return {
    did,
    didDocument: `${folder}/did.json`,
    jwks: `${folder}/jwks.json`,
    profile: `${folder}/issuer.json`,
    key: (keyId) => `${folder}/keys/${keyId}`,
    verificationMethod: (keyId) => `${did}#${keyId}`,
  }
}
