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
