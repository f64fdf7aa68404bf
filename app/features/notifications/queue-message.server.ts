import type { Context } from '#app/context.server.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'
import { insertMessage, insertMessages } from './message.repository.server.ts'
import { type MessageTemplate, messageTemplates } from './message-templates.server.ts'

export type MessageToQueue = {
  template: MessageTemplate
  /** The person it is for, where the person has an account already. */
  personId: string | null
  channel: 'mail' | 'sms' | 'inbox'
  /** A mail address, a phone number, or the person's code for the inbox. */
  destination: string
  language: Language
  /** Where the message leads, as a path of this site. */
  path: string | null
  values: Record<string, string>
}

/**
 * Writes a message in the use case's own transaction; the worker delivers it afterwards. The text is made now, in the person's language, so that
 * the record shows what was really sent. Returns the message's id.
 */
export async function queueMessage(ctx: Context, trx: Db, message: MessageToQueue): Promise<string> {
  const written = writeMessage(ctx, message)
  await insertMessage(trx, written)
  return written.id
}

/** The same for many messages of one transaction. */
export async function queueMessages(
  ctx: Context,
  trx: Db,
  messages: readonly MessageToQueue[],
): Promise<void> {
  await insertMessages(
    trx,
    messages.map((message) => writeMessage(ctx, message)),
  )
}

function writeMessage(ctx: Context, message: MessageToQueue) {
  const link = message.path === null ? null : `${ctx.settings.publicUrl}${message.path}`
  const words = messageTemplates[message.template][message.language]({ ...message.values, link: link ?? '' })
  const at = ctx.now()
  return {
    id: ctx.newId(),
    personId: message.personId,
    channel: message.channel,
    destination: message.destination,
    language: message.language,
    template: message.template,
    subject: words.subject,
    body: words.body,
    link: message.path,
    state: message.channel === 'inbox' ? ('sent' as const) : ('waiting' as const),
    createdAt: at,
    dueAt: at,
    sentAt: message.channel === 'inbox' ? at : null,
  }
}
