import type { Context, SignedInContext } from '#app/context.server.ts'
import { countUnread, findInboxPage, findOutboxPage, markInboxRead } from './message.repository.server.ts'

const pageSize = 20

/** One page of one's own messages, newest first, with how many are unread. Pages count from 1. */
export async function readInbox(ctx: SignedInContext, input: { page: number }) {
  const { personId } = ctx.actor
  const [found, unread] = await Promise.all([
    findInboxPage(ctx.db, personId, input.page, pageSize),
    countUnread(ctx.db, personId),
  ])
  return { ...found, unread, page: input.page, pageSize }
}

/** Marks one's own messages as read. It is the reader's note to themselves and no business of the ledger. */
export async function markOwnInboxRead(ctx: SignedInContext): Promise<void> {
  await markInboxRead(ctx.db, ctx.actor.personId, ctx.now())
}

/** One page of what the demonstration would have sent by mail and text message. Anywhere but in the demonstration this throws 404. */
export async function readOutbox(ctx: Context, input: { page: number }) {
  if (ctx.settings.mode !== 'demo') throw new Response(null, { status: 404 })
  const found = await findOutboxPage(ctx.db, input.page, pageSize)
  return { ...found, page: input.page, pageSize }
}
