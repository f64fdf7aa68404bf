import { type Context, inTransaction } from '#app/context.server.ts'
import { dateBoundaries } from '#app/domain/credential/derived-status.ts'
import { reminderStateAt } from '#app/domain/credential/reminder-schedule.ts'
import { type Bilingual, inLanguage, type Language } from '#app/domain/shared/bilingual.ts'
import { daysBetween, type Instant } from '#app/domain/shared/instants.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import {
  findCredentialsOf,
  findOpenEnrolments,
  type HeldCredential,
} from '#app/features/credentials/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { formatDay, formatLastDay } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/schema/index.ts'
import { needsAttention } from './note-reminders.server.ts'
import {
  findHolders,
  findWaitingRecipients,
  markComposed,
  takeReminders,
} from './reminder.repository.server.ts'

const recipientsAtOnce = 100
/** A digest names so many credentials; the rest is on the page that it leads to. */
const linesInDigest = 50

/** Makes one message for each person of everything that waits for them, as it stands now. What was renewed meanwhile is left out. */
export async function composeReminders(ctx: Context, isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    const recipients = await findWaitingRecipients(ctx.db, recipientsAtOnce)
    if (recipients.length === 0) return
    for (const recipientId of recipients) {
      if (isStopping()) return
      await ctx.db.transaction().execute((trx) => composeFor(inTransaction(ctx, trx), trx, recipientId))
    }
  }
}

async function composeFor(ctx: Context, trx: Db, recipientId: string): Promise<void> {
  const at = ctx.now()
  const taken = await takeReminders(trx, recipientId, at)
  const recipient = await findAddressee(trx, recipientId)
  if (taken.length === 0 || recipient.accountState !== 'active') return
  const holders = await findHolders(
    trx,
    taken.map(({ credentialId }) => credentialId),
  )
  const personIds = [...new Set(holders.map(({ personId }) => personId))]
  const [held, enrolled] = await Promise.all([
    findCredentialsOf(trx, personIds, at),
    findOpenEnrolments(trx, personIds),
  ])
  const due = taken.flatMap(({ id, credentialId }): Due[] => {
    const one = held.find((candidate) => candidate.id === credentialId)
    const holder = holders.find((candidate) => candidate.id === credentialId)
    if (!one || !holder || !needsAttention(one, held, at)) return []
    const enrolment = enrolled.find(
      ({ personId, credentialTypeId }) => personId === one.personId && credentialTypeId === one.type.id,
    )
    // Everything is done already; the decision is the officer's.
    if (enrolment?.state === 'AWAITING_DECISION') return []
    return [{ reminderId: id, one, holder, isUnderWay: enrolment !== undefined }]
  })
  await write(ctx, trx, recipient, {
    own: due.filter(({ one }) => one.personId === recipientId),
    team: due.filter(({ one }) => one.personId !== recipientId),
  })
}

type Due = {
  readonly reminderId: string
  readonly one: HeldCredential
  readonly holder: Awaited<ReturnType<typeof findHolders>>[number]
  readonly isUnderWay: boolean
}
type Recipient = Awaited<ReturnType<typeof findAddressee>>

async function write(
  ctx: Context,
  trx: Db,
  recipient: Recipient,
  { own, team }: { own: readonly Due[]; team: readonly Due[] },
): Promise<void> {
  const at = ctx.now()
  const { language } = recipient
  const { t } = i18nFor(language)
  const bySoonest = (list: readonly Due[]) =>
    list.toSorted((a, b) => (a.one.validUntil < b.one.validUntil ? -1 : 1))
  if (own.length > 0) {
    const [first] = bySoonest(own)
    await send(ctx, trx, recipient, own, {
      template: 'expiry-reminder',
      path: paths.wallet(),
      what:
        own.length === 1 && first
          ? headlineOf(first, language, at)
          : t('reminders:own.several', { count: own.length }),
      lines: bySoonest(own).map((due) => lineOf(due, language, at)),
    })
  }
  if (team.length > 0) {
    const named = bySoonest(team).map(
      (due) => `${nameIn(due.holder, language)} ${due.holder.code} · ${lineOf(due, language, at)}`,
    )
    const more = named.length - linesInDigest
    await send(ctx, trx, recipient, team, {
      template: 'team-expiry-reminder',
      path: paths.team(),
      what: t('reminders:team.subject', { count: team.length }),
      lines: [
        ...named.slice(0, linesInDigest),
        ...(more > 0 ? [t('reminders:team.more', { count: more })] : []),
      ],
    })
  }
}

/** Writes it to the inbox and sends it by mail, or else as a text message. */
async function send(
  ctx: Context,
  trx: Db,
  recipient: Recipient,
  due: readonly Due[],
  said: {
    template: 'expiry-reminder' | 'team-expiry-reminder'
    path: string
    what: string
    lines: readonly string[]
  },
): Promise<void> {
  const { id, code, name, nameLatin, language, email, phone } = recipient
  const message = {
    template: said.template,
    personId: id,
    language,
    path: said.path,
    values: {
      name: nameIn({ name, nameLatin }, language),
      what: said.what,
      lines: said.lines.map((line) => `- ${line}`).join('\n'),
    },
  }
  const inboxMessageId = await queueMessage(ctx, trx, { ...message, channel: 'inbox', destination: code })
  const outgoingMessageId = email
    ? await queueMessage(ctx, trx, { ...message, channel: 'mail', destination: email })
    : phone
      ? await queueMessage(ctx, trx, {
          ...message,
          template: 'expiry-reminder-text',
          channel: 'sms',
          destination: phone,
        })
      : null
  await markComposed(
    trx,
    due.map(({ reminderId }) => reminderId),
    { inboxMessageId, outgoingMessageId },
  )
}

function typeOf({ one }: Due, language: Language): string {
  const name: Bilingual = one.type.name
  return `${one.type.code} ${inLanguage(name, language)}`
}

/** `WM-L2 Washer repairer ends in 30 days`. */
function headlineOf(due: Due, language: Language, at: Instant): string {
  const { t } = i18nFor(language)
  const { validUntil, reading, type } = due.one
  const values = { type: typeOf(due, language), count: daysBetween(at, validUntil, type.brand.zone) - 1 }
  const state = reminderStateAt(reading, at, type.brand.zone)
  if (state === 'before-window' || state === 'window') return t('reminders:headline.days', values)
  if (state === 'last-day') return t('reminders:headline.today', values)
  return t(state === 'lapsed' ? 'reminders:headline.lapsed' : 'reminders:headline.ended', values)
}

/** What is the case and what to do about it, in one line. */
function lineOf(due: Due, language: Language, at: Instant): string {
  const { t } = i18nFor(language)
  const { one, isUnderWay } = due
  const { zone } = one.type.brand
  const state = reminderStateAt(one.reading, at, zone)
  const { windowOpensAt, workingGraceEndsAt, adminGraceEndsAt } = dateBoundaries(
    one.type.rules,
    { from: one.validFrom, until: one.validUntil },
    zone,
  )
  const fact = t(`reminders:line.${state ?? 'window'}`, {
    type: typeOf(due, language),
    count: Math.max(0, daysBetween(at, one.validUntil, zone) - 1),
    day: formatLastDay(one.validUntil, language, zone),
    window: windowOpensAt ? formatDay(windowOpensAt, language, zone) : '',
    work: workingGraceEndsAt ? formatLastDay(workingGraceEndsAt, language, zone) : '',
    short: adminGraceEndsAt ? formatLastDay(adminGraceEndsAt, language, zone) : '',
  })
  return isUnderWay ? `${fact} ${t('reminders:line.underWay')}` : fact
}
