import type { Context, SignedInContext } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { paths } from '#app/paths.ts'
import type { Role } from './actor.ts'
import {
  acceptInvitationRow,
  findInvitationPage,
  findOpenInvitation,
  findOutletChoices,
  findOutletOf,
  insertAffiliation,
  insertInvitation,
  isStaffCodePromised,
  withdrawInvitationRow,
} from './invitation.repository.server.ts'
import { openSession } from './open-session.server.ts'
import { hashPassword, passwordProblem } from './password-hash.server.ts'
import {
  findTakenNames,
  insertPerson,
  insertRoleAssignment,
  setPasswordHash,
} from './person.repository.server.ts'
import { roleNames } from './role-names.ts'
import { hashSecret, tokenFrom } from './secrets.server.ts'
import { isStaffCode, normaliseEmail, normalisePhone } from './sign-in-names.ts'

const lifeMs = 14 * 24 * 60 * 60_000

/** Which roles somebody with a role may give away by invitation, in their own organisation. */
export const rolesInvitedBy: Partial<Record<Role, readonly Role[]>> = {
  'provider-manager': ['engineer', 'trainer', 'provider-manager'],
  admin: [
    'certification-officer',
    'curriculum-author',
    'item-reviewer',
    'assessor',
    'invigilator',
    'dispatcher',
    'admin',
  ],
}

export type InvitationInput = {
  name: string
  staffCode: string
  phone: string
  email: string
  role: Role
  outletId: string
  language: 'en' | 'zh-CN'
}

export type InvitationProblem =
  | 'name-missing'
  | 'staff-code-form'
  | 'staff-code-taken'
  | 'phone-form'
  | 'phone-taken'
  | 'email-form'
  | 'email-taken'
  | 'no-way'
  | 'role-not-yours'
  | 'outlet-missing'

export type InviteOutcome =
  | { ok: true; invitationId: string }
  | { ok: false; reason: 'invalid'; problems: Partial<Record<keyof InvitationInput, InvitationProblem>> }

/**
 * Invites somebody into one's own organisation by phone or mail. Every field that is wrong is named at once. An engineer is invited to one of the
 * provider's outlets.
 */
export async function invitePerson(ctx: SignedInContext, input: InvitationInput): Promise<InviteOutcome> {
  const { acting } = ctx.actor
  const name = input.name.trim()
  const staffCode = input.staffCode.normalize('NFKC').trim().toUpperCase()
  const phone = input.phone.trim() === '' ? null : normalisePhone(input.phone)
  const email = input.email.trim() === '' ? null : normaliseEmail(input.email)
  const problems: Partial<Record<keyof InvitationInput, InvitationProblem>> = {}
  const taken = await findTakenNames(ctx.db, { phone, email, code: staffCode })

  if (name === '' || name.length > 80) problems.name = 'name-missing'
  if (!isStaffCode(staffCode)) problems.staffCode = 'staff-code-form'
  else if (taken.code || (await isStaffCodePromised(ctx.db, staffCode, ctx.now())))
    problems.staffCode = 'staff-code-taken'
  if (input.phone.trim() !== '' && !phone) problems.phone = 'phone-form'
  else if (taken.phone) problems.phone = 'phone-taken'
  if (input.email.trim() !== '' && !email) problems.email = 'email-form'
  else if (taken.email) problems.email = 'email-taken'
  if (!phone && !email && !problems.phone && !problems.email) problems.phone = 'no-way'
  if (!acting.roles.some((role) => rolesInvitedBy[role]?.includes(input.role)))
    problems.role = 'role-not-yours'
  const outlet =
    input.role === 'engineer' ? await findOutletOf(ctx.db, acting.organisationId, input.outletId) : undefined
  if (input.role === 'engineer' && !outlet) problems.outletId = 'outlet-missing'
  if (Object.keys(problems).length > 0) return { ok: false, reason: 'invalid', problems }

  const invitationId = ctx.newId()
  const token = tokenFrom(ctx.randomBytes(32))
  const at = ctx.now()
  await ctx.db.transaction().execute(async (trx) => {
    await insertInvitation(trx, {
      id: invitationId,
      tokenHash: hashSecret(token),
      name,
      phone,
      email,
      staffCode,
      language: input.language,
      organisationId: acting.organisationId,
      role: input.role,
      outletId: outlet?.id ?? null,
      invitedBy: ctx.actor.personId,
      createdAt: at,
      expiresAt: addMilliseconds(at, lifeMs),
    })
    await queueMessage(ctx, trx, {
      template: 'invitation',
      personId: null,
      channel: phone ? 'sms' : 'mail',
      destination: phone ?? email ?? '',
      language: input.language,
      path: paths.invitation(token),
      values: {
        name,
        organisation: input.language === 'en' ? acting.nameEn : acting.nameZh,
        role: roleNames[input.role][input.language],
      },
    })
    await recordAudit(ctx, trx, {
      action: 'invitation.sent',
      subjectKind: 'invitation',
      subjectId: invitationId,
      details: { staffCode, role: input.role, outlet: outlet?.code },
    })
  })
  return { ok: true, invitationId }
}

/** What an invited person sees before accepting; null where the link is wrong, used, withdrawn or over. */
export async function readInvitation(ctx: Context, token: string) {
  const invitation = await findOpenInvitation(ctx.db, hashSecret(token), ctx.now())
  if (!invitation) return null
  const {
    name,
    staffCode,
    phone,
    email,
    role,
    language,
    organisationNameEn,
    organisationNameZh,
    outletCode,
  } = invitation
  return {
    name,
    staffCode,
    phone,
    email,
    role: role as Role,
    language,
    organisationNameEn,
    organisationNameZh,
    outletCode,
  }
}

export type AcceptOutcome =
  | { ok: true; setCookie: string; roles: readonly Role[] }
  | { ok: false; reason: 'over' | 'taken' | 'too-short' | 'too-long' | 'too-simple' }

/**
 * Accepts an invitation once: makes the person, the role and, for an engineer, the affiliation to the outlet, and signs them in. The manager who
 * invites vouches for the identity, as the invitation was delivered to a phone or mail address the manager named.
 */
export async function acceptInvitation(
  ctx: Context,
  input: { token: string; password: string },
): Promise<AcceptOutcome> {
  const at = ctx.now()
  const invitation = await findOpenInvitation(ctx.db, hashSecret(input.token), at)
  if (!invitation) return { ok: false, reason: 'over' }
  const problem = passwordProblem(input.password, [
    invitation.staffCode,
    invitation.name,
    invitation.phone ?? '',
    invitation.email ?? '',
  ])
  if (problem) return { ok: false, reason: problem }
  const hash = await hashPassword(input.password)
  const personId = ctx.newId()
  const refused = await ctx.db
    .transaction()
    .execute(async (trx): Promise<'taken' | 'over' | null> => {
      const names = { phone: invitation.phone, email: invitation.email, code: invitation.staffCode }
      const taken = await findTakenNames(trx, names)
      if (taken.code || taken.phone || taken.email) {
        // A second press of the button finds the person whom the first has just made.
        return (await findOpenInvitation(trx, hashSecret(input.token), at)) ? 'taken' : 'over'
      }
      await insertPerson(trx, {
        id: personId,
        code: invitation.staffCode,
        name: invitation.name,
        phone: invitation.phone,
        email: invitation.email,
        language: invitation.language,
        accountState: 'active',
        identityVerifiedAt: at,
        createdAt: at,
      })
      if (!(await acceptInvitationRow(trx, invitation.id, personId, at))) throw new InvitationGone()
      await setPasswordHash(trx, personId, hash, at)
      await insertRoleAssignment(trx, {
        id: ctx.newId(),
        personId,
        organisationId: invitation.organisationId,
        role: invitation.role as Role,
        fromAt: at,
        grantedBy: invitation.invitedBy,
        recordedAt: at,
      })
      if (invitation.outletId) {
        await insertAffiliation(trx, {
          id: ctx.newId(),
          personId,
          outletId: invitation.outletId,
          role: 'ENGINEER',
          isPrimary: 1,
          hiredOn: at.slice(0, 10),
          fromAt: at,
          recordedAt: at,
        })
      }
      await recordAudit(ctx, trx, {
        action: 'invitation.accepted',
        subjectKind: 'invitation',
        subjectId: invitation.id,
        details: { staffCode: invitation.staffCode, role: invitation.role },
        actorPersonId: personId,
      })
      return null
    })
    .catch((failure: unknown) => {
      if (failure instanceof InvitationGone) return 'over' as const
      throw failure
    })
  if (refused) return { ok: false, reason: refused }
  const session = await openSession(ctx, personId, 'invitation')
  if (!session.ok) throw new Error('A person who has just accepted an invitation has no role')
  return { ok: true, setCookie: session.setCookie, roles: session.roles }
}

class InvitationGone extends Error {}

/** Withdraws an open invitation of one's own organisation; false where there is none. */
export async function withdrawInvitation(
  ctx: SignedInContext,
  input: { invitationId: string },
): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const { organisationId } = ctx.actor.acting
    const isWithdrawn = await withdrawInvitationRow(trx, organisationId, input.invitationId, ctx.now())
    if (isWithdrawn) {
      await recordAudit(ctx, trx, {
        action: 'invitation.withdrawn',
        subjectKind: 'invitation',
        subjectId: input.invitationId,
      })
    }
    return isWithdrawn
  })
}

/** What the invitation page shows: the roles and outlets to choose from, how many invitations are open, and the invitations so far. */
export async function readInvitePage(ctx: SignedInContext, input: { page: number }) {
  const { organisationId } = ctx.actor.acting
  const pageSize = 20
  const [outlets, listed] = await Promise.all([
    findOutletChoices(ctx.db, organisationId),
    findInvitationPage(ctx.db, organisationId, { at: ctx.now(), page: input.page, pageSize }),
  ])
  const now = ctx.now()
  const invitations = listed.invitations.map(({ expiresAt, acceptedAt, withdrawnAt, ...rest }) => ({
    ...rest,
    expiresAt,
    state: invitationState({ expiresAt, acceptedAt, withdrawnAt }, now),
  }))
  const roles = [...new Set(ctx.actor.acting.roles.flatMap((role) => rolesInvitedBy[role] ?? []))]
  return { outlets, roles, invitations, open: listed.open, total: listed.total, page: input.page, pageSize }
}

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'over'

function invitationState(
  one: { expiresAt: string; acceptedAt: string | null; withdrawnAt: string | null },
  now: string,
): InvitationState {
  if (one.acceptedAt) return 'accepted'
  if (one.withdrawnAt) return 'withdrawn'
  return one.expiresAt <= now ? 'over' : 'open'
}
