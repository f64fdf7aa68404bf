import type { Context } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { paths } from '#app/paths.ts'
import { findMode, markMode } from '#app/setting.repository.server.ts'
import { insertOneTimeCode } from './one-time-code.repository.server.ts'
import { ensurePlatform } from './organisation.repository.server.ts'
import { findTakenNames, hasAdmin, insertPerson, insertRoleAssignment } from './person.repository.server.ts'
import { hashSecret, tokenFrom } from './secrets.server.ts'
import { isStaffCode, normaliseEmail } from './sign-in-names.ts'

/** How long the link of a new admin works: a day, as it is read from a terminal and used at once. */
const lifeMs = 24 * 60 * 60_000

export type AdminOutcome =
  | { ok: true; link: string; expiresAt: string }
  | {
      ok: false
      reason:
        | 'not-production'
        | 'admin-exists'
        | 'code-form'
        | 'code-taken'
        | 'name-missing'
        | 'mail-form'
        | 'mail-taken'
    }

/**
 * Makes an admin of a production database, with the platform's organisation where it is missing, and returns the link under which the admin chooses
 * a password. Refused in the demonstration, and where there is an admin already unless another one is asked for.
 */
export async function createAdmin(
  ctx: Context,
  input: { code: string; name: string; mail: string; isAnother: boolean },
): Promise<AdminOutcome> {
  const code = input.code.normalize('NFKC').trim().toUpperCase()
  const name = input.name.trim()
  const email = normaliseEmail(input.mail)
  if (!isStaffCode(code)) return { ok: false, reason: 'code-form' }
  if (name === '' || name.length > 80) return { ok: false, reason: 'name-missing' }
  if (!email) return { ok: false, reason: 'mail-form' }
  const at = ctx.now()
  const token = tokenFrom(ctx.randomBytes(32))
  const expiresAt = addMilliseconds(at, lifeMs)
  return ctx.db.transaction().execute(async (trx): Promise<AdminOutcome> => {
    const mode = await findMode(trx)
    if (ctx.settings.mode !== 'production' || mode === 'demo') return { ok: false, reason: 'not-production' }
    if (!input.isAnother && (await hasAdmin(trx, at))) return { ok: false, reason: 'admin-exists' }
    const taken = await findTakenNames(trx, { phone: null, email, code })
    if (taken.code) return { ok: false, reason: 'code-taken' }
    if (taken.email) return { ok: false, reason: 'mail-taken' }

    if (!mode) await markMode(trx, 'production')
    const organisationId = await ensurePlatform(trx, { id: ctx.newId(), createdAt: at })
    const personId = ctx.newId()
    await insertPerson(trx, { id: personId, code, name, email, accountState: 'active', createdAt: at })
    await insertRoleAssignment(trx, {
      id: ctx.newId(),
      personId,
      organisationId,
      role: 'admin',
      fromAt: at,
      recordedAt: at,
    })
    await insertOneTimeCode(trx, {
      id: ctx.newId(),
      personId,
      purpose: 'password-reset',
      channel: 'mail',
      codeHash: hashSecret(token),
      createdAt: at,
      expiresAt,
    })
    await recordAudit(ctx, trx, {
      action: 'admin.created',
      subjectKind: 'person',
      subjectId: personId,
      details: { staffCode: code, by: 'command line' },
    })
    return { ok: true, link: `${ctx.settings.publicUrl}${paths.resetPassword(token)}`, expiresAt }
  })
}
