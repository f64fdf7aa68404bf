import type { SignedInContext } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import type { Role } from './actor.ts'
import { findOrganisations } from './organisation.repository.server.ts'
import {
  endRoleAssignment,
  findPeoplePage,
  findPerson,
  findPersonByCode,
  findRoleHistory,
  insertRoleAssignment,
  updateAccountState,
} from './person.repository.server.ts'
import { deleteSessionsOf } from './session.repository.server.ts'

/** One page of everybody, for the platform's admins. */
export function listPeople(ctx: SignedInContext, input: { search: string; page: number }) {
  return findPeoplePage(ctx.db, { ...input, pageSize: 25 }).then((found) => ({ ...found, pageSize: 25 }))
}

/** One person with all roles ever held; null where the code is nobody's. */
export async function readPerson(ctx: SignedInContext, code: string) {
  const person = await findPersonByCode(ctx.db, code)
  if (!person) return null
  const { id, name, nameLatin, phone, email, language, accountState, identityVerifiedAt, createdAt } = person
  const [history, organisations] = await Promise.all([findRoleHistory(ctx.db, id), findOrganisations(ctx.db)])
  return {
    person: { id, code, name, nameLatin, phone, email, language, accountState, identityVerifiedAt, createdAt },
    roles: history,
    organisations,
  }
}

export type GrantOutcome = { ok: true } | { ok: false; reason: 'unknown-person' | 'held-already' | 'reason-missing' }

/** Gives a person a role in an organisation from now on, with the reason that is recorded. */
export async function grantRole(
  ctx: SignedInContext,
  input: { personCode: string; organisationId: string; role: Role; reason: string },
): Promise<GrantOutcome> {
  if (input.reason.trim().length < 5) return { ok: false, reason: 'reason-missing' }
  const person = await findPersonByCode(ctx.db, input.personCode)
  if (!person) return { ok: false, reason: 'unknown-person' }
  const at = ctx.now()
  return ctx.db.transaction().execute(async (trx): Promise<GrantOutcome> => {
    const held = await findRoleHistory(trx, person.id)
    const isHeld = held.some(
      (one) =>
        one.role === input.role && one.organisationId === input.organisationId && (!one.untilAt || one.untilAt > at),
    )
    if (isHeld) return { ok: false, reason: 'held-already' }
    await insertRoleAssignment(trx, {
      id: ctx.newId(),
      personId: person.id,
      organisationId: input.organisationId,
      role: input.role,
      fromAt: at,
      grantedBy: ctx.actor.personId,
      recordedAt: at,
    })
    await recordAudit(ctx, trx, {
      action: 'role.granted',
      subjectKind: 'person',
      subjectId: person.id,
      details: { role: input.role, organisationId: input.organisationId, reason: input.reason.trim() },
    })
    return { ok: true }
  })
}

export type ChangeOutcome = { ok: true } | { ok: false; reason: 'unknown-person' | 'no-change' | 'reason-missing' | 'own' }

/** Ends a role now; it stays in the history. */
export async function endRole(
  ctx: SignedInContext,
  input: { personCode: string; assignmentId: string; reason: string },
): Promise<ChangeOutcome> {
  if (input.reason.trim().length < 5) return { ok: false, reason: 'reason-missing' }
  const person = await findPersonByCode(ctx.db, input.personCode)
  if (!person) return { ok: false, reason: 'unknown-person' }
  return ctx.db.transaction().execute(async (trx): Promise<ChangeOutcome> => {
    const isEnded = await endRoleAssignment(trx, person.id, input.assignmentId, ctx.now())
    if (!isEnded) return { ok: false, reason: 'no-change' }
    await recordAudit(ctx, trx, {
      action: 'role.ended',
      subjectKind: 'person',
      subjectId: person.id,
      details: { assignmentId: input.assignmentId, reason: input.reason.trim() },
    })
    return { ok: true }
  })
}

/** Opens or closes an account; closing ends every session at once. Nobody closes their own. */
export async function setAccountState(
  ctx: SignedInContext,
  input: { personCode: string; state: 'active' | 'disabled'; reason: string },
): Promise<ChangeOutcome> {
  if (input.reason.trim().length < 5) return { ok: false, reason: 'reason-missing' }
  const person = await findPersonByCode(ctx.db, input.personCode)
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (person.id === ctx.actor.personId) return { ok: false, reason: 'own' }
  return ctx.db.transaction().execute(async (trx): Promise<ChangeOutcome> => {
    if (!(await updateAccountState(trx, person.id, input.state))) return { ok: false, reason: 'no-change' }
    if (input.state === 'disabled') await deleteSessionsOf(trx, person.id)
    await recordAudit(ctx, trx, {
      action: input.state === 'active' ? 'account.opened' : 'account.closed',
      subjectKind: 'person',
      subjectId: person.id,
      details: { reason: input.reason.trim() },
    })
    return { ok: true }
  })
}

/** The language a person is written to in, and how to reach them. */
export async function findAddressee(db: Db, personId: string) {
  const person = await findPerson(db, personId)
  if (!person) throw new Error(`No person ${personId}`)
  const { id, code, name, language, phone, email } = person
  return { id, code, name, language: language ?? ('zh-CN' as const), phone, email }
}
