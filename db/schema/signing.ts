/** Tables of what brands sign with and what they have signed. The migrations are the source; a test compares. */

export interface SigningKeyTable {
  id: string
  brandId: string
  algorithm: 'Ed25519' | 'RS256'
  publicJwkJson: string
  sealedPrivateKey: string
  createdAt: string
  retiredAt: string | null
}

export interface BadgeStatusPlaceTable {
  credentialId: string
  brandId: string
  listNumber: number
  place: number
}

export interface BadgeTable {
  credentialId: string
  embeddedJson: string
  jwt: string
  signedAt: string
}

export interface BadgeStatusListTable {
  brandId: string
  purpose: 'revocation' | 'suspension'
  listNumber: number
  placesJson: string
  credentialJson: string
  signedAt: string
  checkedAt: string
}

export interface CertificateFileTable {
  credentialId: string
  contentHash: string
  contentBase64: string
  madeAt: string
}
