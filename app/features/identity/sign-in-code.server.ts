import type { Context } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import {
  countCodeFailure,
  findCodesSentSince,
  findUsableCode,
  insertOneTimeCode,
  spendCode,
} from './one-time-code.repository.server.ts'
import { openSession } from './open-session.server.ts'
import { findPersonBySignInName, type PersonRow } from './person.repository.server.ts'
import { hashSecret, sixDigitsFrom } from './secrets.server.ts'
import { type SignInOutcome, trySubject } from './sign-in.server.ts'
import { normaliseSignInName } from './sign-in-names.ts'
import { clearTries, takeTry } from './throttle.repository.server.ts'

const lifeMs = 10 * 60_000
const codesAllowed = 5
const triesAllowed = 5

/**
 * Sends a six-digit code to the phone, or the mail address where there is no phone. Says nothing about whether the person exists. At most five
 * codes in ten minutes are sent; further wishes are silently passed over.
 */
export async function sendSignInCode(ctx: Context, input: { name: string }): Promise<void> {
  const person = await findPersonBySignInName(ctx.db, normaliseSignInName(input.name))
  const way = person && wayTo(person, input.name)
  if (person?.accountState !== 'active' || !way) return
  const at = ctx.now()
  const recent = await findCodesSentSince(ctx.db, person.id, 'sign-in', addMilliseconds(at, -lifeMs))
  if (recent.length >= codesAllowed) return
  const code = sixDigitsFrom(ctx.randomBytes)
  await ctx.db.transaction().execute(async (trx) => {
    await insertOneTimeCode(trx, {
      id: ctx.newId(),
      personId: person.id,
      purpose: 'sign-in',
      channel: way.channel,
      codeHash: hashSecret(`${person.id}:${code}`),
      createdAt: at,
      expiresAt: addMilliseconds(at, lifeMs),
    })
    await queueMessage(ctx, trx, {
      template: 'sign-in-code',
      personId: person.id,
      channel: way.channel,
      destination: way.destination,
      language: person.language ?? ctx.language,
      path: null,
      values: { code },
    })
  })
}

/**
 * Signs in with the newest code sent. A code works once, for ten minutes, and for five tries; five failures within 15 minutes block this way of
 * signing in for 15 minutes, however many codes were sent.
 */
export async function signInWithCode(
  ctx: Context,
  input: { name: string; code: string },
): Promise<SignInOutcome> {
  const name = normaliseSignInName(input.name)
  const person = await findPersonBySignInName(ctx.db, name)
  const subject = trySubject('code', person, name)
  const until = await takeTry(ctx.db, subject, ctx.now())
  if (until) return { ok: false, reason: 'blocked', until }
  if (person?.accountState !== 'active') return { ok: false, reason: 'wrong' }
  const sent = await findUsableCode(ctx.db, person.id, 'sign-in', ctx.now(), triesAllowed)
  if (!sent) return { ok: false, reason: 'wrong' }
  const typed = input.code.normalize('NFKC').replace(/\D/g, '')
  if (hashSecret(`${person.id}:${typed}`) !== sent.codeHash) {
    await countCodeFailure(ctx.db, sent.id)
    return { ok: false, reason: 'wrong' }
  }
  if (!(await spendCode(ctx.db, sent.id, ctx.now()))) return { ok: false, reason: 'wrong' }
  await clearTries(ctx.db, subject)
  return openSession(ctx, person.id, `code by ${sent.channel}`)
}

/** Where messages to a person go: the way they named, else the phone, else the mail address. */
export function wayTo(
  person: PersonRow,
  typedName = '',
): { channel: 'mail' | 'sms'; destination: string } | null {
  if (typedName.includes('@') && person.email) return { channel: 'mail', destination: person.email }
  if (person.phone) return { channel: 'sms', destination: person.phone }
  if (person.email) return { channel: 'mail', destination: person.email }
  return null
}
