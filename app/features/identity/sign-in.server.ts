import type { Context } from '#app/context.server.ts'
import { openSession } from './open-session.server.ts'
import { verifyPassword } from './password-hash.server.ts'
import { findPasswordHash, findPersonByCode, findPersonBySignInName } from './person.repository.server.ts'
import { normaliseSignInName } from './sign-in-names.ts'
import { clearFailures, findBlockedUntil, recordFailure } from './throttle.repository.server.ts'

export type SignInOutcome =
  | { ok: true; setCookie: string; personId: string }
  | { ok: false; reason: 'wrong' | 'no-role' }
  | { ok: false; reason: 'blocked'; until: string }

/**
 * Signs in with a mail address, phone number or staff code and a password. Unknown person, wrong password and disabled account are told apart to
 * nobody. Five failures within 15 minutes block the name for 15 minutes.
 */
export async function signInWithPassword(
  ctx: Context,
  input: { name: string; password: string },
): Promise<SignInOutcome> {
  const name = normaliseSignInName(input.name)
  const subject = `password:${name}`
  const until = await findBlockedUntil(ctx.db, subject, ctx.now())
  if (until) return { ok: false, reason: 'blocked', until }
  const person = await findPersonBySignInName(ctx.db, name)
  const fits = await verifyPassword(person ? await findPasswordHash(ctx.db, person.id) : null, input.password)
  if (!person || !fits || person.accountState !== 'active') {
    await recordFailure(ctx.db, subject, ctx.now())
    return { ok: false, reason: 'wrong' }
  }
  await clearFailures(ctx.db, subject)
  return openSession(ctx, person.id, 'password')
}

/** Signs in as one of the demonstration's people without a password. Only in demo mode; anywhere else this throws. */
export async function signInAsDemoPerson(ctx: Context, input: { code: string }): Promise<SignInOutcome> {
  if (ctx.settings.mode !== 'demo') throw new Response(null, { status: 404 })
  const person = await findPersonByCode(ctx.db, input.code)
  if (!person || person.accountState !== 'active') return { ok: false, reason: 'wrong' }
  return openSession(ctx, person.id, 'demo')
}
