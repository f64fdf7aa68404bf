import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { InboxMessage } from '#app/features/notifications/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'

/** Messages to oneself, newest first; new ones say so in a word and a bar at the side. */
export function InboxList({ messages }: { messages: readonly InboxMessage[] }) {
  const { t } = useTranslation('identity')
  const formats = useFormats()
  return (
    <ul className="grid gap-2">
      {messages.map(({ id, subject, body, link, createdAt, readAt }) => (
        <li
          key={id}
          className={`rounded-3 border border-line border-l-4 bg-surface px-4 py-3 ${readAt ? 'border-l-line' : 'border-l-accent'}`}
        >
          <article>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-semibold">
                {readAt ? null : (
                  <span className="mr-2 rounded-1 bg-accent px-1.5 py-0.5 text-xs text-accent-ink">
                    {t('inbox.new')}
                  </span>
                )}
                {subject}
              </h3>
              <time dateTime={createdAt} className="text-xs text-ink-3">
                {formats.moment(createdAt)}
              </time>
            </div>
            <p className="mt-1 max-w-[42em] text-s whitespace-pre-line text-ink-2">{body}</p>
            {link ? (
              <Link
                to={link}
                className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
                aria-label={`${t('inbox.open')}: ${subject}`}
              >
                {t('inbox.open')}
              </Link>
            ) : null}
          </article>
        </li>
      ))}
    </ul>
  )
}
