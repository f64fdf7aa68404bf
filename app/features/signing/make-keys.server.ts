import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { Context } from '#app/context.server.ts'
import type { Db } from '#db/schema/index.ts'
import { seal } from './seal.server.ts'
import {
  findBrandById,
  findBrands,
  findCurrentKey,
  insertKey,
  type SigningAlgorithm,
  type SigningKeyRow,
} from './signing-key.repository.server.ts'

/** What the private keys are sealed with. */
export const sealPurpose = 'signing-keys'

export const signingAlgorithms: readonly SigningAlgorithm[] = ['Ed25519', 'RS256']

/** 1EdTech's security framework asks for 2048 bits or more. */
const rsaBits = 2048

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject }

const makePair = promisify(generateKeyPair) as unknown as (
  kind: 'ed25519' | 'rsa',
  options: { modulusLength?: number },
) => Promise<KeyPair>

/** A brand's current key with the code of the brand. */
export type CurrentKey = SigningKeyRow & { readonly brandCode: string }

/** A new key of a brand, not yet written. RSA takes some hundred milliseconds, on a thread of its own. */
export async function newKey(
  ctx: Context,
  brandId: string,
  algorithm: SigningAlgorithm,
): Promise<SigningKeyRow> {
  const { publicKey, privateKey } =
    algorithm === 'Ed25519'
      ? await makePair('ed25519', {})
      : await makePair('rsa', { modulusLength: rsaBits })
  const id = ctx.newId().toLowerCase()
  return {
    id,
    brandId,
    algorithm,
    publicJwkJson: JSON.stringify(publicKey.export({ format: 'jwk' })),
    sealedPrivateKey: seal(privateKey.export({ format: 'der', type: 'pkcs8' }), {
      key: ctx.purposeKey(sealPurpose),
      about: `${brandId} ${id}`,
      randomBytes: ctx.randomBytes,
    }),
    createdAt: ctx.now(),
    retiredAt: null,
  }
}

/**
 * The key a brand signs with; made where there is none yet. Of two processes that make it at once one wins, and both use that one. Throws where the id is no
 * brand's.
 */
export async function currentKey(
  ctx: Context,
  brandId: string,
  algorithm: SigningAlgorithm,
): Promise<CurrentKey> {
  const found = await findCurrentKey(ctx.db, brandId, algorithm)
  if (found) return found
  if (!(await findBrandById(ctx.db, brandId))) throw new Error(`No brand ${brandId} to make a key for`)
  await insertKey(ctx.db, await newKey(ctx, brandId, algorithm))
  const made = await findCurrentKey(ctx.db, brandId, algorithm)
  if (!made) throw new Error(`The ${algorithm} key of ${brandId} is gone as soon as it was made`)
  return made
}

/** Makes the keys that brands lack, so that nobody waits for one. Returns how many were made. */
export async function makeMissingKeys(ctx: Context): Promise<number> {
  let made = 0
  for (const { id } of await findBrands(ctx.db)) {
    for (const algorithm of signingAlgorithms) {
      if (await hasKey(ctx.db, id, algorithm)) continue
      await currentKey(ctx, id, algorithm)
      made += 1
    }
  }
  return made
}

async function hasKey(db: Db, brandId: string, algorithm: SigningAlgorithm): Promise<boolean> {
  return (await findCurrentKey(db, brandId, algorithm)) !== undefined
}
