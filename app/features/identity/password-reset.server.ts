import type { Context, SignedInContext } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { paths } from '#app/paths.ts'
import {
  findCodesSentSince,
  findUsableReset,
  insertOneTimeCode,
  spendCode,
  spendCodesOf,
} from './one-time-code.repository.server.ts'
import { hashPassword, passwordProblem, verifyPassword } from './password-hash.server.ts'
import {
  findPasswordHash,
  findPerson,
  findPersonBySignInName,
  type PersonRow,
  setPasswordHash,
} from './person.repository.server.ts'
import { hashSecret, tokenFrom } from './secrets.server.ts'
import { deleteOtherSessionsOf, deleteSessionsOf } from './session.repository.server.ts'
import { wayTo } from './sign-in-code.server.ts'
import { normaliseSignInName } from './sign-in-names.ts'
import { clearTries, takeTry } from './throttle.repository.server.ts'

const lifeMs = 60 * 60_000
const resetsAllowed = 3

export type PasswordRefusal = 'over' | 'wrong' | 'blocked' | 'too-short' | 'too-long' | 'too-simple'
export type PasswordOutcome = { ok: true } | { ok: false; reason: PasswordRefusal }

/** Sends a link for a new password. Says nothing about whether the person exists; at most three an hour. */
export async function requestPasswordReset(ctx: Context, input: { name: string }): Promise<void> {
  const person = await findPersonBySignInName(ctx.db, normaliseSignInName(input.name))
  const way = person && wayTo(person, input.name)
  if (person?.accountState !== 'active' || !way) return
  const at = ctx.now()
  const recent = await findCodesSentSince(ctx.db, person.id, 'password-reset', addMilliseconds(at, -lifeMs))
  if (recent.length >= resetsAllowed) return
  const token = tokenFrom(ctx.randomBytes(32))
  await ctx.db.transaction().execute(async (trx) => {
    await insertOneTimeCode(trx, {
      id: ctx.newId(),
      personId: person.id,
      purpose: 'password-reset',
      channel: way.channel,
      codeHash: hashSecret(token),
      createdAt: at,
      expiresAt: addMilliseconds(at, lifeMs),
    })
    await queueMessage(ctx, trx, {
      template: 'password-reset',
      personId: person.id,
      channel: way.channel,
      destination: way.destination,
      language: person.language ?? ctx.language,
      path: paths.resetPassword(token),
      values: {},
    })
  })
}

/** Whether a reset link can still be used. */
export async function isResetUsable(ctx: Context, token: string): Promise<boolean> {
  return (await findUsableReset(ctx.db, hashSecret(token), ctx.now())) !== undefined
}

/** Sets a new password by a reset link, once, and ends every session of the person and every other link sent to them. */
export async function resetPassword(
  ctx: Context,
  input: { token: string; password: string },
): Promise<PasswordOutcome> {
  const reset = await findUsableReset(ctx.db, hashSecret(input.token), ctx.now())
  const person = reset && (await findPerson(ctx.db, reset.personId))
  if (!reset || !person || person.accountState !== 'active') return { ok: false, reason: 'over' }
  const problem = passwordProblem(input.password, namesOf(person))
  if (problem) return { ok: false, reason: problem }
  const hash = await hashPassword(input.password)
  return ctx.db.transaction().execute(async (trx): Promise<PasswordOutcome> => {
    if (!(await spendCode(trx, reset.id, ctx.now()))) return { ok: false, reason: 'over' }
    await spendCodesOf(trx, person.id, 'password-reset', ctx.now())
    await setPasswordHash(trx, person.id, hash, ctx.now())
    await deleteSessionsOf(trx, person.id)
    await recordAudit(ctx, trx, {
      action: 'password.reset',
      subjectKind: 'person',
      subjectId: person.id,
      actorPersonId: person.id,
    })
    return { ok: true }
  })
}

/**
 * Sets or changes one's own password; the present one is asked for where there is one, at most five times in 15 minutes. Every other session of
 * the person ends.
 */
export async function setOwnPassword(
  ctx: SignedInContext,
  input: { current: string; password: string },
): Promise<PasswordOutcome> {
  const { personId, sessionId } = ctx.actor
  const person = await findPerson(ctx.db, personId)
  const stored = await findPasswordHash(ctx.db, personId)
  const subject = `own-password:${personId}`
  if (stored) {
    if (await takeTry(ctx.db, subject, ctx.now())) return { ok: false, reason: 'blocked' }
    if (!(await verifyPassword(stored, input.current))) return { ok: false, reason: 'wrong' }
    await clearTries(ctx.db, subject)
  }
  const problem = passwordProblem(input.password, person ? namesOf(person) : [])
  if (problem) return { ok: false, reason: problem }
  const hash = await hashPassword(input.password)
  await ctx.db.transaction().execute(async (trx) => {
    await setPasswordHash(trx, personId, hash, ctx.now())
    await deleteOtherSessionsOf(trx, personId, sessionId)
    await recordAudit(ctx, trx, { action: 'password.set', subjectKind: 'person', subjectId: personId })
  })
  return { ok: true }
}

function namesOf({ code, name, email, phone }: PersonRow): string[] {
  return [code, name, email ?? '', phone ?? '']
}
