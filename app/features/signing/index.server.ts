export { type IssuerAddresses, issuerAddresses } from './issuer-address.ts'
export { makeMissingKeys } from './make-keys.server.ts'
export { readDidDocument, readJwks, readKeyDocument } from './read-key-documents.server.ts'
export { type RotateOutcome, rotateKeys } from './rotate-keys.server.ts'
export {
  type DetachedSignature,
  type ProofSigner,
  proofSigner,
  signDetached,
  signJwt,
  verifyDetached,
} from './sign.server.ts'
