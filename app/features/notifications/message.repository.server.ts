import type { Insertable } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { MessageTable } from '#db/schema/identity.ts'
import type { Db } from '#db/schema/index.ts'

export async function insertMessage(db: Db, message: Insertable<MessageTable>): Promise<void> {
  await db.insertInto('message').values(message).execute()
}

const messagesAtOnce = 500

export async function insertMessages(db: Db, messages: readonly Insertable<MessageTable>[]): Promise<void> {
  for (let start = 0; start < messages.length; start += messagesAtOnce)
    await db
      .insertInto('message')
      .values(messages.slice(start, start + messagesAtOnce))
      .execute()
}

/** Messages of a channel that are due and not yet delivered, oldest first. */
export async function findDueMessages(db: Db, channel: 'mail' | 'sms', at: string, limit: number) {
  return db
    .selectFrom('message')
    .select([
      'id',
      'channel',
      'destination',
      'subject',
      'body',
      'tries',
      'link',
      'template',
      'createdAt',
      'dueAt',
    ])
    .where('state', '=', 'waiting')
    .where('channel', '=', channel)
    .where('dueAt', '<=', at)
    .orderBy('dueAt')
    .limit(limit)
    .execute()
}

/** Takes a due message for one try, until an instant; false where another worker took it first. */
export async function claimMessage(
  db: Db,
  { id, dueAt }: { id: string; dueAt: string },
  until: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('message')
    .set({ dueAt: until })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('dueAt', '=', dueAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Marks a waiting message as delivered, with the text that is kept where it is another; false where another worker was first. */
export async function markMessageSent(
  db: Db,
  id: string,
  at: string,
  kept: { body: string; link: string | null } | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('message')
    .set({ state: 'sent', sentAt: at, failure: null, ...kept })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Notes a failed try: due again later, or given up. */
export async function markMessageTried(
  db: Db,
  id: string,
  next: {
    tries: number
    failure: string
    dueAt: string
    isGivenUp: boolean
    /** The text that is kept where it is another. */
    kept: { body: string; link: string | null } | null
  },
): Promise<void> {
  await db
    .updateTable('message')
    .set({
      tries: next.tries,
      failure: next.failure,
      dueAt: next.dueAt,
      state: next.isGivenUp ? 'failed' : 'waiting',
      ...next.kept,
    })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

export type InboxMessage = {
  id: string
  subject: string
  body: string
  link: string | null
  createdAt: string
  readAt: string | null
}

/** A person's own messages, newest first, with the number of all. Pages count from 1. */
export async function findInboxPage(db: Db, personId: string, page: number, pageSize: number) {
  const own = () => db.selectFrom('message').where('personId', '=', personId).where('channel', '=', 'inbox')
  const { total } = await own().select(countOf().as('total')).executeTakeFirstOrThrow()
  const messages: InboxMessage[] = await own()
    .select(['id', 'subject', 'body', 'link', 'createdAt', 'readAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { messages, total }
}

/** How many of a person's own messages are unread. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  const { unread } = await db
    .selectFrom('message')
    .where('personId', '=', personId)
    .where('channel', '=', 'inbox')
    .where('readAt', 'is', null)
    .select(countOf().as('unread'))
    .executeTakeFirstOrThrow()
  return unread
}

/** Marks a person's unread messages as read. */
export async function markInboxRead(db: Db, personId: string, at: string): Promise<void> {
  await db
    .updateTable('message')
    .set({ readAt: at })
    .where('personId', '=', personId)
    .where('channel', '=', 'inbox')
    .where('readAt', 'is', null)
    .execute()
}

export type OutboxMessage = {
  id: string
  channel: 'mail' | 'sms' | 'inbox'
  destination: string
  subject: string
  body: string
  /** Where it leads, as a path of this site. */
  link: string | null
  createdAt: string
}

/** Mail and text messages of the whole site, newest first: shown only in the demonstration. */
export async function findOutboxPage(db: Db, page: number, pageSize: number) {
  const outgoing = () => db.selectFrom('message').where('channel', 'in', ['mail', 'sms'])
  const { total } = await outgoing().select(countOf().as('total')).executeTakeFirstOrThrow()
  const messages: OutboxMessage[] = await outgoing()
    .select(['id', 'channel', 'destination', 'subject', 'body', 'link', 'createdAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { messages, total }
}
