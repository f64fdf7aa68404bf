export { type IssuerAddresses, issuerAddresses } from './issuer-address.ts'
export { makeMissingKeys } from './make-keys.server.ts'
export {
  findPublishedBrand,
  type PublishedBrand,
  readDidDocument,
  readJwks,
  readKeyDocument,
} from './read-key-documents.server.ts'
export { type BrandKeys, readKeysPage } from './read-keys-page.server.ts'
export { type RotateOutcome, rotateKeys } from './rotate-keys.server.ts'
export {
  type DetachedSignature,
  type ProofSigner,
  proofSigner,
  signDetached,
  signJwt,
  verifyDetached,
} from './sign.server.ts'
