import type { SignedInContext } from '#app/context.server.ts'
import { groupedBy, inPieces } from '#app/domain/shared/grouped.ts'
import { findAddressees } from '#app/features/identity/index.server.ts'
import { type MessageToQueue, queueMessages } from '#app/features/notifications/index.server.ts'
import { formatLastDay } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/schema/index.ts'
import type { StoredType } from '../credential-type.repository.server.ts'
import { findManagersByPerson } from './batch.repository.server.ts'

/** What happened to one credential of a batch. */
export type Told = {
  readonly personId: string
  readonly number: string
  readonly type: StoredType
  readonly change: 'ISSUED' | 'TAKEN_OVER' | 'REVOKED' | 'WITHDRAWN'
  /** Exclusive. */
  readonly validUntil: string
  readonly reason: string
}

const atOnce = 500

/** Tells every holder what happened to theirs, and of what was taken away the managers of where they work, as a single act does. */
export async function tellBatch(ctx: SignedInContext, trx: Db, told: readonly Told[]): Promise<void> {
  const taken = told.filter(({ change }) => change === 'REVOKED' || change === 'WITHDRAWN')
  const managed: { personId: string; managerId: string }[] = []
  for (const piece of inPieces([...new Set(taken.map(({ personId }) => personId))], atOnce))
    managed.push(...(await findManagersByPerson(trx, piece, ctx.now())))
  const managersOf = groupedBy(managed, ({ personId }) => personId)
  const addressees = await findAddressees(trx, [
    ...new Set([...told.map(({ personId }) => personId), ...managed.map(({ managerId }) => managerId)]),
  ])
  const messages = told.flatMap((one): MessageToQueue[] => {
    const holder = addressees.get(one.personId)
    if (!holder) return []
    const managers = taken.length > 0 ? (managersOf.get(one.personId) ?? []) : []
    return [
      holderMessage(one, holder),
      ...(one.change === 'REVOKED' || one.change === 'WITHDRAWN'
        ? managers.flatMap(({ managerId }): MessageToQueue[] => {
            const manager = addressees.get(managerId)
            return manager && managerId !== one.personId ? [managerMessage(one, holder, manager)] : []
          })
        : []),
    ]
  })
  await queueMessages(ctx, trx, messages)
}

type Addressee = NonNullable<
  Awaited<ReturnType<typeof findAddressees>> extends Map<string, infer One> ? One : never
>

function holderMessage(one: Told, { id, code, name, language }: Addressee): MessageToQueue {
  const { type, number, reason, change } = one
  const named = typeIn(type, language)
  const message = {
    personId: id,
    channel: 'inbox' as const,
    destination: code,
    language,
    path: paths.wallet(),
  }
  const lastDay = formatLastDay(one.validUntil, language, type.brand.zone)
  switch (change) {
    case 'ISSUED':
      return { ...message, template: 'credential-issued', values: { name, type: named, lastDay } }
    case 'TAKEN_OVER':
      return { ...message, template: 'credential-taken-over', values: { name, type: named, number, lastDay } }
    default:
      return {
        ...message,
        template: 'credential-changed',
        values: { name, number, reason, type: named, change: changeIn(change, language) },
      }
  }
}

/** What a manager plans by, without the grounds. */
function managerMessage(one: Told, holder: Addressee, manager: Addressee): MessageToQueue {
  const { language } = manager
  return {
    template: 'team-credential-changed',
    personId: manager.id,
    channel: 'inbox',
    destination: manager.code,
    language,
    path: paths.teamPerson(holder.code),
    values: {
      person: holder.name,
      code: holder.code,
      type: typeIn(one.type, language),
      change: one.change === 'REVOKED' ? changeIn('REVOKED', language) : changeIn('WITHDRAWN', language),
    },
  }
}

function changeIn(change: 'REVOKED' | 'WITHDRAWN', language: 'en' | 'zh-CN'): string {
  return i18nFor(language).t(`credentials:act.change.${change}`)
}

function typeIn({ code, name }: StoredType, language: 'en' | 'zh-CN'): string {
  return `${code} ${language === 'en' ? name.en : name.zh}`
}
