import { hash, verify } from '@node-rs/argon2'
import { normaliseSignInName } from './sign-in-names.ts'

/** argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane); the library hashes off the event loop. */
const parameters = { memoryCost: 19_456, timeCost: 2, outputLen: 32, parallelism: 1 }

/** The hash of a password, salt included. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/**
 * Whether a password fits a hash. Where there is no hash (unknown person, or one without a password) a dummy is checked, so that the time taken
 * tells nothing about who exists.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(storedHash ?? dummyHash, password.normalize('NFKC'), parameters)
  return storedHash !== null && fits
}

const dummyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$F5WH7djq3yUTjZKEBc5EmA$NGXilGO0iOr2NTuZEPiydWveUHBVGfHBTcaZ9rGlHIc'

/** Why a chosen password is not taken. Length is what counts (NIST SP 800-63B); 8 to 128 signs, and not one's own names. */
export function passwordProblem(
  password: string,
  ownNames: readonly string[],
): 'too-short' | 'too-long' | 'too-simple' | null {
  const signs = [...password.normalize('NFKC')]
  if (signs.length < 8) return 'too-short'
  if (signs.length > 128) return 'too-long'
  const spellings = [password, normaliseSignInName(password)].map((one) => one.toLowerCase())
  const isOwnName = ownNames.some((name) => name.length > 2 && spellings.includes(name.toLowerCase()))
  return new Set(signs).size < 4 || isOwnName ? 'too-simple' : null
}
