import type { Context } from '#app/context.server.ts'
import { demoPeople } from './demo-people.ts'
import { openSession, type SessionOutcome } from './open-session.server.ts'
import { verifyPassword } from './password-hash.server.ts'
import {
  findPasswordHash,
  findPersonByCode,
  findPersonBySignInName,
  type PersonRow,
} from './person.repository.server.ts'
import { hashSecret } from './secrets.server.ts'
import { normaliseSignInName } from './sign-in-names.ts'
import { clearTries, forgetOldTries, takeTry } from './throttle.repository.server.ts'

export type SignInOutcome =
  | SessionOutcome
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'blocked'; until: string }

/**
 * Signs in with a mail address, phone number or staff code and a password. Unknown person, wrong password and disabled account are told apart to
 * nobody. Five failures within 15 minutes block the account for 15 minutes, whichever of its names is used.
 */
export async function signInWithPassword(
  ctx: Context,
  input: { name: string; password: string },
): Promise<SignInOutcome> {
  const name = normaliseSignInName(input.name)
  const person = await findPersonBySignInName(ctx.db, name)
  const subject = trySubject('password', person, name)
  const until = await takeTry(ctx.db, subject, ctx.now())
  if (until) return { ok: false, reason: 'blocked', until }
  const fits = await verifyPassword(person ? await findPasswordHash(ctx.db, person.id) : null, input.password)
  if (!person || !fits || person.accountState !== 'active') {
    await forgetOldTries(ctx.db, ctx.now())
    return { ok: false, reason: 'wrong' }
  }
  await clearTries(ctx.db, subject)
  return openSession(ctx, person.id, 'password')
}

/**
 * Signs in as one of the demonstration's people without a password. Only in demo mode; anywhere else this throws 404. Who was invited and chose a
 * password is protected by it in the demonstration too.
 */
export async function signInAsDemoPerson(ctx: Context, input: { code: string }): Promise<SignInOutcome> {
  if (ctx.settings.mode !== 'demo') throw new Response(null, { status: 404 })
  const person = await findPersonByCode(ctx.db, input.code)
  if (person?.accountState !== 'active') return { ok: false, reason: 'wrong' }
  const isOffered = demoPeople.some((code) => code === person.code)
  if (!isOffered && (await findPasswordHash(ctx.db, person.id))) return { ok: false, reason: 'wrong' }
  return openSession(ctx, person.id, 'demo')
}

/**
 * What tries are counted by: the account, or, where nobody has the name, the name itself, so that both answer alike. What was typed is kept as a
 * hash only: people type passwords into the wrong field.
 */
export function trySubject(way: 'password' | 'code', person: PersonRow | undefined, name: string): string {
  return person ? `${way}:${person.id}` : `${way}:?${hashSecret(name).slice(0, 32)}`
}
