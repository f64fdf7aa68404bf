import type { SignedInContext } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { type Role, rolesOfKind } from './actor.ts'
import { findOrganisation, findOrganisations } from './organisation.repository.server.ts'
import {
  countPeople,
  endRoleAssignment,
  findPeopleByIds,
  findPeoplePage,
  findPerson,
  findPersonByCode,
  findRoleHistory,
  findRolesInForce,
  insertRoleAssignment,
  type PersonRow,
  updateAccountState,
} from './person.repository.server.ts'
import { countSessionsOf, deleteSessionsOf } from './session.repository.server.ts'

const pageSize = 25

/** One page of everybody with the roles in force, and how many people there are in all, for the platform's admins. */
export async function listPeople(ctx: SignedInContext, input: { search: string; page: number }) {
  const [found, counts] = await Promise.all([
    findPeoplePage(ctx.db, { ...input, pageSize }),
    countPeople(ctx.db),
  ])
  const ids = found.people.map(({ id }) => id)
  const roles = await findRolesInForce(ctx.db, ids, ctx.now())
  const people = found.people.map((person) => ({
    ...person,
    roles: roles
      .filter(({ personId }) => personId === person.id)
      .map(({ role, organisationCode }) => ({ role, organisationCode })),
  }))
  return { people, total: found.total, counts, page: input.page, pageSize }
}

/** One person with all roles ever held, the open sessions, and what can be granted where; null where the code is nobody's. */
export async function readPerson(ctx: SignedInContext, code: string) {
  const person = await findPersonByCode(ctx.db, code)
  if (!person) return null
  const { id, name, nameLatin, phone, email, language, accountState, identityVerifiedAt, createdAt } = person
  const [history, organisations, sessions] = await Promise.all([
    findRoleHistory(ctx.db, id),
    findOrganisations(ctx.db),
    countSessionsOf(ctx.db, id, ctx.now()),
  ])
  const now = ctx.now()
  return {
    person: {
      id,
      code,
      name,
      nameLatin,
      phone,
      email,
      language,
      accountState,
      identityVerifiedAt,
      createdAt,
    },
    roles: history.map((one) => ({ ...one, isInForce: !one.untilAt || one.untilAt > now })),
    organisations,
    sessions,
    isSelf: id === ctx.actor.personId,
  }
}

export type GrantOutcome =
  | { ok: true }
  | {
      ok: false
      reason: 'unknown-person' | 'unknown-organisation' | 'role-not-there' | 'held-already' | 'reason-missing'
    }

/** Gives a person a role in an organisation from now on, with the reason that is recorded. The role must fit the kind of organisation. */
export async function grantRole(
  ctx: SignedInContext,
  input: { personCode: string; organisationId: string; role: Role; reason: string },
): Promise<GrantOutcome> {
  if (input.reason.trim().length < 5) return { ok: false, reason: 'reason-missing' }
  const person = await findPersonByCode(ctx.db, input.personCode)
  if (!person) return { ok: false, reason: 'unknown-person' }
  const organisation = await findOrganisation(ctx.db, input.organisationId)
  if (!organisation) return { ok: false, reason: 'unknown-organisation' }
  if (!rolesOfKind[organisation.kind].includes(input.role)) return { ok: false, reason: 'role-not-there' }
  const at = ctx.now()
  return ctx.db.transaction().execute(async (trx): Promise<GrantOutcome> => {
    const held = await findRoleHistory(trx, person.id)
    const isHeld = held.some(
      (one) =>
        one.role === input.role &&
        one.organisationId === input.organisationId &&
        (!one.untilAt || one.untilAt > at),
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
      details: { role: input.role, organisation: organisation.code, reason: input.reason.trim() },
    })
    return { ok: true }
  })
}

export type ChangeOutcome =
  | { ok: true }
  | { ok: false; reason: 'unknown-person' | 'no-change' | 'reason-missing' | 'own' }

/** Ends a role now; it stays in the history. Nobody ends their own role of admin: the platform would be left without one. */
export async function endRole(
  ctx: SignedInContext,
  input: { personCode: string; assignmentId: string; reason: string },
): Promise<ChangeOutcome> {
  if (input.reason.trim().length < 5) return { ok: false, reason: 'reason-missing' }
  const person = await findPersonByCode(ctx.db, input.personCode)
  if (!person) return { ok: false, reason: 'unknown-person' }
  return ctx.db.transaction().execute(async (trx): Promise<ChangeOutcome> => {
    const held = (await findRoleHistory(trx, person.id)).find(({ id }) => id === input.assignmentId)
    if (held?.role === 'admin' && person.id === ctx.actor.personId) return { ok: false, reason: 'own' }
    const isEnded = await endRoleAssignment(trx, person.id, input.assignmentId, ctx.now())
    if (!isEnded) return { ok: false, reason: 'no-change' }
    await recordAudit(ctx, trx, {
      action: 'role.ended',
      subjectKind: 'person',
      subjectId: person.id,
      details: { role: held?.role, organisation: held?.organisationCode, reason: input.reason.trim() },
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
  return toAddressee(person)
}

/** The same of many people, by their ids. */
export async function findAddressees(db: Db, personIds: readonly string[]) {
  const people = await findPeopleByIds(db, personIds)
  return new Map(people.map((person) => [person.id, toAddressee(person)]))
}

function toAddressee(person: PersonRow) {
  const { id, code, name, nameLatin, language, phone, email, accountState } = person
  return { id, code, name, nameLatin, language: language ?? ('zh-CN' as const), phone, email, accountState }
}
