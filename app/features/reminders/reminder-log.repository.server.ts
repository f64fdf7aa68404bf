import { sql } from 'kysely'
import { contains, countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

export type ReminderLogQuery = {
  /** Of whose people: a brand's credentials, the people who work for a provider at an instant, or all. */
  readonly scope:
    | { readonly kind: 'brand'; readonly brandId: string }
    | { readonly kind: 'provider'; readonly providerId: string; readonly at: string }
    | { readonly kind: 'all' }
  /** A staff code, part of a name, or a certificate's number; empty for all. */
  readonly search: string
  /** Only what did not leave the house. */
  readonly onlyFailed: boolean
  readonly page: number
  readonly pageSize: number
}

/** One page of the reminders that were sent, the newest first, with what became of the mail or text message, and how many match. */
export async function findReminderPage(db: Db, query: ReminderLogQuery) {
  const matching = () => {
    let rows = db
      .selectFrom('credentialReminder')
      .innerJoin('credential', 'credential.id', 'credentialReminder.credentialId')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .innerJoin('organisation as brand', 'brand.id', 'credentialType.brandId')
      .innerJoin('person as holder', 'holder.id', 'credential.personId')
      .innerJoin('person as recipient', 'recipient.id', 'credentialReminder.recipientId')
      .innerJoin('message as inbox', 'inbox.id', 'credentialReminder.inboxMessageId')
      .leftJoin('message as outgoing', 'outgoing.id', 'credentialReminder.outgoingMessageId')
    const { scope, search, onlyFailed } = query
    if (scope.kind === 'brand') rows = rows.where('credentialType.brandId', '=', scope.brandId)
    if (scope.kind === 'provider') {
      const { providerId, at } = scope
      rows = rows.where('credential.personId', 'in', (of) =>
        of
          .selectFrom('affiliation')
          .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
          .select('affiliation.personId')
          .where('outlet.providerId', '=', providerId)
          .where('affiliation.fromAt', '<=', at)
          .where((where) =>
            where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
          ),
      )
    }
    if (onlyFailed) rows = rows.where('outgoing.state', '=', 'failed')
    if (search === '') return rows
    return rows.where((where) =>
      where.or([
        where('holder.code', '=', search.toUpperCase()),
        where('credential.number', '=', search.toUpperCase()),
        contains(sql.ref('holder.name'), search),
        contains(sql`coalesce(holder.name_latin, '')`, search),
      ]),
    )
  }
  const [{ total }, rows] = await Promise.all([
    matching().select(countOf().as('total')).executeTakeFirstOrThrow(),
    matching()
      .select([
        'credentialReminder.id',
        'credentialReminder.step',
        'credentialReminder.endsAt',
        'credentialReminder.composedAt',
        'credential.number',
        'credentialType.code as typeCode',
        'brand.timeZone as zone',
        'holder.id as holderId',
        'holder.code as holderCode',
        'holder.name as holderName',
        'holder.nameLatin as holderNameLatin',
        'recipient.id as recipientId',
        'recipient.name as recipientName',
        'recipient.nameLatin as recipientNameLatin',
        'inbox.readAt',
        'outgoing.channel',
        'outgoing.state',
        'outgoing.sentAt',
        'outgoing.tries',
        'outgoing.failure',
      ])
      .orderBy('credentialReminder.notedAt', 'desc')
      .orderBy('credentialReminder.id', 'desc')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute(),
  ])
  return { rows, total }
}
