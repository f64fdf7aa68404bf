import type { Language } from '#app/domain/shared/bilingual.ts'
import type { Actor } from '#app/features/identity/actor.ts'
import type { Db } from '#db/schema/index.ts'
import type { PurposeKey } from './purpose-keys.server.ts'

/** A structured log: an object of fields, then a message. */
export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * Everything a use case may reach, in one visible argument. Time is an ISO-8601 UTC text with milliseconds; ids are sortable ULIDs. A job or a
 * script builds the same thing without a request, a test with a frozen clock.
 */
export type Context = {
  readonly db: Db
  readonly now: () => string
  readonly newId: () => string
  /** Cryptographically random bytes. */
  readonly randomBytes: (length: number) => Uint8Array
  /** Keys derived from the secret of this installation, one for each purpose. */
  readonly purposeKey: PurposeKey
  /** Who asks; null for nobody. */
  readonly actor: Actor | null
  readonly language: Language
  readonly log: Log
  readonly request: RequestFacts
  readonly settings: Settings
}

/** A context in which somebody is signed in. */
export type SignedInContext = Context & { readonly actor: Actor }

/** What a use case may know of the request that called it. */
export type RequestFacts = { readonly id: string; readonly address: string; readonly userAgent: string }

/** The few values of the configuration that use cases read. */
export type Settings = {
  readonly mode: 'demo' | 'production'
  /** Where this site is reached, without a slash at the end. */
  readonly publicUrl: string
}

/** The same context, speaking to a running transaction. */
export function inTransaction<C extends Context>(ctx: C, trx: Db): C {
  return { ...ctx, db: trx }
}
