import { createHash } from 'node:crypto'
import type { SignedInContext } from '#app/context.server.ts'
import { type ActObstacle, type CredentialAct, obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import { formatDay, formatLastDay } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import { findStoredCredential, insertCredentialEvent } from './credential.repository.server.ts'
import {
  closeProposal,
  findHolder,
  findManagersOf,
  findOpenProposal,
  insertProposal,
} from './credential-file.repository.server.ts'
import { findTypesByIds, type StoredType } from './credential-type.repository.server.ts'
import { conflictsOfDecider } from './decider-conflicts.ts'
import type { DeciderConflict } from './decision-guards.ts'

/** A reason is a sentence, not a word. */
export const shortestActReason = 10
export const longestActReason = 2_000

export type ActOutcome =
  /** `isDone` false: the type asks for two people, and this was the first. */
  | { readonly ok: true; readonly isDone: boolean }
  | { readonly ok: false; readonly reason: 'unknown' | 'reason-missing' | 'second-person-needed' }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflicts: readonly DeciderConflict[] }
  | { readonly ok: false; readonly reason: 'obstacle'; readonly obstacle: ActObstacle }

export type ActInput = {
  readonly credentialId: string
  readonly act: CredentialAct
  readonly reason: string
  /** Of a suspension: what has to happen before it is lifted; may be empty. */
  readonly liftCondition?: string
}

const auditActions = {
  SUSPENDED: 'credential.suspended',
  SUSPENSION_LIFTED: 'credential.reinstated',
  SCOPE_REDUCED: 'credential.reduced',
  REVOKED: 'credential.revoked',
  WITHDRAWN: 'credential.withdrawn',
} as const

/**
 * Suspends, reinstates, reduces, revokes or withdraws a credential, by a certification officer of its brand, with the reason that is recorded. The event is
 * appended, nothing is changed; everything is judged inside the transaction, one act after the other. Of a type that asks for two people a revocation is
 * proposed by the first officer and takes effect when a second one confirms it. The holder and the managers of where they work are told.
 */
export async function actOnCredential(ctx: SignedInContext, input: ActInput): Promise<ActOutcome> {
  const { personId: officer } = ctx.actor
  const { act } = input
  const reason = input.reason.trim()
  return ctx.db.transaction().execute(async (trx): Promise<ActOutcome> => {
    await lockInTransaction(trx, lockKey(input.credentialId))
    const record = await findStoredCredential(trx, input.credentialId)
    const type = record && (await findTypesByIds(trx, [record.credentialTypeId])).get(record.credentialTypeId)
    if (!record || !type || !isOfficerOf(ctx.actor, type)) return { ok: false, reason: 'unknown' }
    const at = ctx.now()
    const { zone } = type.brand
    const independence = await findIndependence(trx, [record.personId, officer], at)
    const conflicts = conflictsOfDecider(ctx.actor, independence, record.personId, at, zone)
    if (conflicts.length > 0) return { ok: false, reason: 'conflict', conflicts }
    const obstacle = obstacleOfAct(act, record, type.rules, at, zone)
    if (obstacle) return { ok: false, reason: 'obstacle', obstacle }
    if (reason.length < shortestActReason || reason.length > longestActReason)
      return { ok: false, reason: 'reason-missing' }

    if (act.kind === 'REVOKED' && type.isTwoPerson) {
      const proposal = await findOpenProposal(trx, record.id)
      if (!proposal) {
        await insertProposal(trx, {
          id: ctx.newId(),
          credentialId: record.id,
          reason,
          proposedBy: officer,
          proposedAt: at,
        })
        await audit(ctx, trx, record, 'credential.revocation-proposed', { reason })
        return { ok: true, isDone: false }
      }
      if (proposal.proposedBy === officer) return { ok: false, reason: 'second-person-needed' }
      await closeProposal(trx, proposal.id, { closedBy: officer, closedAt: at, outcome: 'CONFIRMED' })
    }

    await insertCredentialEvent(trx, {
      id: ctx.newId(),
      credentialId: record.id,
      kind: act.kind,
      effectiveAt: act.kind === 'SUSPENDED' ? (act.from ?? at) : at,
      untilAt: act.kind === 'SUSPENDED' ? act.until : null,
      recordedAt: at,
      actorPersonId: officer,
      reason,
      detailsJson: JSON.stringify(detailsOf(input)),
    })
    await audit(ctx, trx, record, auditActions[act.kind], {
      reason,
      ...(act.kind === 'SUSPENDED' ? { from: act.from ?? at, until: act.until } : {}),
    })
    await tell(ctx, trx, record, type, act, reason)
    return { ok: true, isDone: true }
  })
}

/** Whether somebody acts as a certification officer of the type's own brand. */
export function isOfficerOf({ acting }: SignedInContext['actor'], type: StoredType): boolean {
  return (
    acting.organisationKind === 'brand' &&
    acting.organisationId === type.brand.id &&
    acting.roles.includes('certification-officer')
  )
}

type Acted = { readonly id: string; readonly number: string; readonly personId: string }

async function audit(
  ctx: SignedInContext,
  trx: Db,
  { id, number, personId }: Acted,
  action: string,
  details: object,
): Promise<void> {
  await recordAudit(ctx, trx, {
    action,
    subjectKind: 'credential',
    subjectId: id,
    details: { number, personId, ...details },
  })
}

function detailsOf({ act, liftCondition }: ActInput): object {
  if (act.kind === 'SCOPE_REDUCED') return { grants: act.grants, endorsements: act.endorsements }
  const condition = liftCondition?.trim() ?? ''
  return act.kind === 'SUSPENDED' && condition !== '' ? { liftCondition: condition } : {}
}

/** Tells the holder and the managers of their providers, each in their own language. */
async function tell(
  ctx: SignedInContext,
  trx: Db,
  record: Acted,
  type: StoredType,
  act: CredentialAct,
  reason: string,
): Promise<void> {
  const at = ctx.now()
  const holder = await findHolder(trx, record.personId, at)
  const managers = await findManagersOf(
    trx,
    [...new Set(holder.places.map(({ providerId }) => providerId))],
    at,
  )
  const words = (language: 'en' | 'zh-CN') => {
    const { t } = i18nFor(language)
    const from = act.kind === 'SUSPENDED' ? formatDay(act.from ?? at, language, type.brand.zone) : ''
    const until =
      act.kind === 'SUSPENDED' && act.until ? formatLastDay(act.until, language, type.brand.zone) : ''
    const change = until
      ? t('credentials:act.change.SUSPENDED_UNTIL', { from, until })
      : t(`credentials:act.change.${act.kind}`, { from })
    return { change, type: `${type.code} ${language === 'en' ? type.name.en : type.name.zh}` }
  }
  const { code, name, language } = await findAddressee(trx, record.personId)
  await queueMessage(ctx, trx, {
    template: 'credential-changed',
    personId: record.personId,
    channel: 'inbox',
    destination: code,
    language,
    path: paths.wallet(),
    values: { name, number: record.number, reason, ...words(language) },
  })
  for (const { personId } of managers) {
    if (personId === record.personId) continue
    const manager = await findAddressee(trx, personId)
    await queueMessage(ctx, trx, {
      template: 'team-credential-changed',
      personId,
      channel: 'inbox',
      destination: manager.code,
      language: manager.language,
      path: paths.teamPerson(code),
      values: { person: name, code, ...words(manager.language) },
    })
  }
}

const keyBytes = 6

/** One number a credential, under which its acts wait for each other where the database has several writers. */
function lockKey(credentialId: string): number {
  return createHash('sha256').update(`credential ${credentialId}`).digest().readUIntBE(0, keyBytes)
}
