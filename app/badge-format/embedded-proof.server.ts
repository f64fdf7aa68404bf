import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { packagedLoader } from './packaged-contexts.server.ts'

/** Signs bytes with one Ed25519 key; `id` is the verification method. */
export type EmbeddedProofSigner = {
  readonly id: string
  readonly algorithm: 'Ed25519'
  sign(input: { data: Uint8Array }): Promise<Uint8Array>
}

/**
 * A credential with an embedded proof by eddsa-rdfc-2022 (W3C, Data Integrity EdDSA Cryptosuites 1.0). The proof is an array, as Open Badges wants it. Throws where a
 * term is not defined by the packaged contexts: it would not be covered by the signature.
 */
export async function withEmbeddedProof(
  credential: object,
  { signer, now }: { signer: EmbeddedProofSigner; now: string },
): Promise<Record<string, unknown>> {
  const suite = new DataIntegrityProof({ signer, cryptosuite, date: `${now.slice(0, 19)}Z` })
  const { proof, ...signed } = await issue({
    credential: structuredClone(credential),
    suite,
    documentLoader: packagedLoader(),
    now,
  })
  return { ...signed, proof: [proof] }
}
