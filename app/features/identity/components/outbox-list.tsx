import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { OutboxMessage } from '#app/features/notifications/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Mail, MessageSquareText } from '#app/ui/icons.tsx'

/** What the demonstration would have sent, newest first. A link in a text can be followed here. */
export function OutboxList({ messages }: { messages: readonly OutboxMessage[] }) {
  const { t } = useTranslation('public')
  const formats = useFormats()
  return (
    <ul className="grid grid-cols-1 gap-3">
      {messages.map(({ id, channel, destination, subject, body, link, createdAt }) => {
        const Icon = channel === 'sms' ? MessageSquareText : Mail
        return (
          <li key={id} className="rounded-3 border border-line bg-surface p-4">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-xs text-ink-3">
              <span className="inline-flex items-center gap-2">
                <Icon aria-hidden size={16} />
                {t(`outbox.channel.${channel}`)} · {t('outbox.to')} {destination}
              </span>
              <time dateTime={createdAt}>{formats.moment(createdAt)}</time>
            </div>
            <h2 className="mt-2 font-semibold">{subject}</h2>
            <p className="mt-1 text-s wrap-anywhere whitespace-pre-line text-ink-2">{body}</p>
            {link ? (
              <Link
                to={link}
                className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
                aria-label={`${t('outbox.open')}: ${subject}, ${destination}`}
              >
                {t('outbox.open')}
              </Link>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
