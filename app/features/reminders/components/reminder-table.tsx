import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { ReminderLog } from '../read-reminder-log.server.ts'

type Reminder = ReminderLog['reminders'][number]

/** What was sent to whom of whose credential, and whether it arrived. */
export function ReminderTable({ reminders }: { reminders: readonly Reminder[] }) {
  const { t } = useTranslation('reminders')
  return (
    <TableScroll label={t('log.table')}>
      <table className="w-full min-w-[52rem] text-left text-s">
        <thead className="text-xs text-ink-3">
          <tr>
            {(['person', 'credential', 'step', 'recipient', 'delivery'] as const).map((column) => (
              <th key={column} scope="col" className="px-4 py-2.5 font-semibold">
                {t(`log.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {reminders.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Row({ one }: { one: Reminder }) {
  const { t } = useTranslation('reminders')
  const formats = useFormats(one.zone)
  return (
    <tr className="align-top">
      <th scope="row" className="sticky left-0 bg-surface px-4 py-3 font-semibold">
        {one.holder.name}
        <span className="block font-mono text-xs font-normal text-ink-3">{one.holder.code}</span>
      </th>
      <td className="px-4 py-3">
        <span className="font-semibold">{one.typeCode}</span>
        <span className="block font-mono text-xs text-ink-3">{one.number}</span>
      </td>
      <td className="px-4 py-3">
        {t(one.step < 0 ? 'log.step.before' : one.step === 0 ? 'log.step.last' : 'log.step.after', {
          count: Math.abs(one.step),
        })}
        <span className="block text-xs text-ink-3">
          {t('log.ends', { day: formats.lastDay(one.endsAt) })}
        </span>
      </td>
      <td className="px-4 py-3">
        {one.recipient ?? t('log.holder')}
        <span className="block text-xs text-ink-3">{formats.moment(one.sentAt)}</span>
      </td>
      <td className="px-4 py-3">
        <Delivery one={one} />
      </td>
    </tr>
  )
}

const toneOf: Record<'waiting' | 'sent' | 'failed', Tone> = { waiting: 'warn', sent: 'allow', failed: 'deny' }

function Delivery({ one: { outgoing, readAt, zone } }: { one: Reminder }) {
  const { t } = useTranslation('reminders')
  const formats = useFormats(zone)
  const inbox = readAt ? t('log.inbox.read', { at: formats.moment(readAt) }) : t('log.inbox.unread')
  if (outgoing === null) {
    return (
      <>
        {inbox}
        <span className="block text-xs text-warn">{t('log.noAddress')}</span>
      </>
    )
  }
  const { channel, state, failure, tries } = outgoing
  return (
    <div className="grid justify-items-start gap-1">
      <Tag tone={toneOf[state]}>{t(`log.${channel}.${state}`)}</Tag>
      {failure ? (
        <span className="text-xs text-deny">{t('log.failure', { failure, count: tries })}</span>
      ) : null}
      <span className="text-xs text-ink-3">{inbox}</span>
    </div>
  )
}
