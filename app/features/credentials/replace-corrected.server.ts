import type { SignedInContext } from '#app/context.server.ts'
import type { CredentialAct } from '#app/domain/credential/credential-act.ts'
import { deriveRecordStatus } from '#app/domain/credential/derived-status.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findIssueFacts,
  insertCredential,
  insertCredentialEvent,
  type StoredCredential,
} from './credential.repository.server.ts'
import type { StoredType } from './credential-type.repository.server.ts'
import { freshNumber } from './fresh-number.server.ts'

/**
 * Issues the record that replaces a corrected one (decision 0041: what is printed and signed never changes): the same decision and evidence, the right dates, a
 * number of its own, and whatever its scope was reduced to. The old one is superseded from the day on which the new one begins. Returns the new number.
 */
export async function replaceCorrected(
  ctx: SignedInContext,
  trx: Db,
  {
    record,
    type,
    act,
    reason,
  }: {
    record: StoredCredential
    type: StoredType
    act: Extract<CredentialAct, { kind: 'CORRECTED' }>
    reason: string
  },
): Promise<string> {
  const at = ctx.now()
  const { number, publicSlug } = await freshNumber(ctx, trx, type.brand.code, type.code)
  const facts = await findIssueFacts(trx, record.id)
  const id = ctx.newId()
  await insertCredential(trx, {
    ...facts,
    id,
    number,
    publicSlug,
    personId: record.personId,
    supersedesId: record.id,
    validFrom: act.validFrom,
    validUntil: act.validUntil,
    recordedAt: at,
  })
  const event = { untilAt: null, recordedAt: at, actorPersonId: ctx.actor.personId }
  await insertCredentialEvent(trx, {
    ...event,
    id: ctx.newId(),
    credentialId: id,
    kind: 'ISSUED',
    effectiveAt: act.validFrom,
    reason,
    detailsJson: '{}',
  })
  const scope = deriveRecordStatus(record, type.rules, at, type.brand.zone)?.scope
  if (scope && JSON.stringify(scope) !== JSON.stringify(scopeOf(type))) {
    await insertCredentialEvent(trx, {
      ...event,
      id: ctx.newId(),
      credentialId: id,
      kind: 'SCOPE_REDUCED',
      effectiveAt: at,
      reason,
      detailsJson: JSON.stringify(scope),
    })
  }
  await insertCredentialEvent(trx, {
    ...event,
    id: ctx.newId(),
    credentialId: record.id,
    kind: 'SUPERSEDED',
    effectiveAt: act.validFrom,
    reason: number,
    detailsJson: '{}',
  })
  return number
}

function scopeOf({ rules: { grants, endorsements } }: StoredType) {
  return { grants, endorsements }
}
