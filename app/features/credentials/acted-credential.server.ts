import { createHash } from 'node:crypto'
import type { SignedInContext } from '#app/context.server.ts'
import type { CredentialAct } from '#app/domain/credential/credential-act.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { formatDay, formatLastDay } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import { waitForBatches } from './batches/batch-lock.server.ts'
import { findStoredCredential, type StoredCredential } from './credential.repository.server.ts'
import { findHolder, findManagersOf } from './credential-file.repository.server.ts'
import { findTypesByIds, type StoredType } from './credential-type.repository.server.ts'

/** A reason is a sentence, not a word. */
export const shortestActReason = 10
export const longestActReason = 2_000

/** A credential with its type, locked until the transaction ends: acts on one credential wait for each other. Undefined where there is none. */
export async function lockCredential(
  trx: Db,
  credentialId: string,
): Promise<{ record: StoredCredential; type: StoredType } | undefined> {
  await waitForBatches(trx)
  await lockInTransaction(trx, lockKey(credentialId))
  const record = await findStoredCredential(trx, credentialId)
  const type = record && (await findTypesByIds(trx, [record.credentialTypeId])).get(record.credentialTypeId)
  return record && type ? { record, type } : undefined
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

/** Writes what was done to a credential into the audit. */
export async function auditAct(
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

/** Tells the holder, unless they did it themselves, and the managers of their providers, each in their own language. */
export async function tellActed(
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
  if (record.personId !== ctx.actor.personId)
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
