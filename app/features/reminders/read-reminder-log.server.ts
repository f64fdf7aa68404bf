import type { SignedInContext } from '#app/context.server.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { findReminderPage, type ReminderLogQuery } from './reminder-log.repository.server.ts'

const pageSize = 25

/**
 * One page of the reminders sent: to a provider's manager of the provider's own people, to a certification officer of the brand's credentials, to an admin all.
 * The caller has let nobody else in.
 */
export async function readReminderLog(
  ctx: SignedInContext,
  input: { search: string; onlyFailed: boolean; page: number },
) {
  const { rows, total } = await findReminderPage(ctx.db, { ...input, pageSize, scope: scopeOf(ctx) })
  return {
    ...input,
    pageSize,
    total,
    reminders: rows.map((row) => ({
      id: row.id,
      step: row.step,
      endsAt: row.endsAt,
      zone: row.zone,
      sentAt: row.composedAt ?? '',
      number: row.number,
      typeCode: row.typeCode,
      holder: {
        code: row.holderCode,
        name: nameIn({ name: row.holderName, nameLatin: row.holderNameLatin }, ctx.language),
      },
      /** Null where it is the holder. */
      recipient:
        row.recipientId === row.holderId
          ? null
          : nameIn({ name: row.recipientName, nameLatin: row.recipientNameLatin }, ctx.language),
      readAt: row.readAt,
      /** The message that left by mail or text; null where the person has neither address nor number. */
      outgoing:
        row.channel === null || row.state === null || row.channel === 'inbox'
          ? null
          : {
              channel: row.channel,
              state: row.state,
              sentAt: row.sentAt,
              tries: row.tries ?? 0,
              failure: row.failure,
            },
    })),
  }
}

export type ReminderLog = Awaited<ReturnType<typeof readReminderLog>>

function scopeOf({ actor, now }: SignedInContext): ReminderLogQuery['scope'] {
  const { organisationKind, organisationId, roles } = actor.acting
  if (organisationKind === 'brand') return { kind: 'brand', brandId: organisationId }
  if (organisationKind === 'provider') return { kind: 'provider', providerId: organisationId, at: now() }
  if (roles.includes('admin')) return { kind: 'all' }
  throw new Response(null, { status: 404 })
}
