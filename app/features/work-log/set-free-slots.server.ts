import type { Context } from '#app/context.server.ts'
import type { ApiCaller } from '#app/features/api-keys/index.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findSeenPerson } from './named-in-jobs.repository.server.ts'
import { replaceFreeSlots } from './work-log.repository.server.ts'

export type FreeSlot = { readonly start: string; readonly end: string }

export type SlotsOutcome =
  | { ok: true; slots: readonly FreeSlot[] }
  | { ok: false; reason: 'unknown-engineer' }

/**
 * Puts an engineer's free time, as the caller's organisation knows it, in place of what it said before; an empty list says that nothing is known. Slots that
 * touch or overlap become one.
 */
export async function setFreeSlots(
  ctx: Context,
  caller: ApiCaller,
  said: { engineer: string; slots: readonly FreeSlot[] },
): Promise<SlotsOutcome> {
  const isBrand = caller.organisationKind === 'brand'
  const scope = {
    brandId: isBrand ? caller.organisationId : null,
    providerId: isBrand ? null : caller.organisationId,
  }
  const slots = joined(said.slots)
  return ctx.db.transaction().execute(async (trx): Promise<SlotsOutcome> => {
    const person = await findSeenPerson(trx, scope, said.engineer)
    if (!person) return { ok: false, reason: 'unknown-engineer' }
    const recordedAt = ctx.now()
    await replaceFreeSlots(
      trx,
      { personId: person.id, organisationId: caller.organisationId },
      slots.map(({ start, end }) => ({
        id: ctx.newId(),
        personId: person.id,
        organisationId: caller.organisationId,
        startAt: start,
        endAt: end,
        apiKeyId: caller.keyId,
        recordedAt,
      })),
    )
    await recordAudit(ctx, trx, {
      action: 'availability.set',
      subjectKind: 'person',
      subjectId: person.id,
      organisationId: caller.organisationId,
      details: { engineer: person.code, organisation: caller.organisationCode, count: slots.length },
    })
    return { ok: true, slots }
  })
}

function joined(slots: readonly FreeSlot[]): FreeSlot[] {
  const whole: FreeSlot[] = []
  for (const slot of slots.toSorted((one, other) => (one.start < other.start ? -1 : 1))) {
    const last = whole.at(-1)
    if (last && slot.start <= last.end) {
      if (slot.end > last.end) whole[whole.length - 1] = { start: last.start, end: slot.end }
    } else whole.push(slot)
  }
  return whole
}
