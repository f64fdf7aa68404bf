import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { ReminderTable } from '#app/features/reminders/components/reminder-table.tsx'
import { readReminderLog } from '#app/features/reminders/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['reminders'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** The reminders sent, for those who answer for the people or for the credentials. */
export const loader = forRoles(
  ['provider-manager', 'certification-officer', 'admin'],
  async (ctx, { request }) => ({
    title: i18nFor(ctx.language).t('reminders:log.title'),
    log: await readReminderLog(ctx, {
      ...readListQuery(request),
      onlyFailed: new URL(request.url).searchParams.get('state') === 'failed',
    }),
  }),
)

export default function ReminderLogPage() {
  const { log } = useLoaderData<typeof loader>()
  const { t } = useTranslation('reminders')
  const { search, onlyFailed, total } = log
  const isNarrowed = search !== '' || onlyFailed
  return (
    <div className="grid grid-cols-1 gap-5">
      <div>
        <Lede>{t(onlyFailed ? 'log.ledeFailed' : 'log.lede', { count: total })}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('log.intro')}</p>
      </div>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <SearchForm action={paths.reminders()} label={t('log.search')} search={search} />
        <Link
          to={paths.reminders(onlyFailed ? {} : { state: 'failed' })}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t(onlyFailed ? 'log.showAll' : 'log.showFailed')}
        </Link>
      </div>
      {log.reminders.length === 0 ? (
        <EmptyState
          title={t(isNarrowed ? 'log.nothingFound' : 'log.none')}
          action={
            isNarrowed ? (
              <ButtonLink look="quiet" to={paths.reminders()}>
                {t('log.showAll')}
              </ButtonLink>
            ) : undefined
          }
        >
          {t(isNarrowed ? 'log.nothingFoundText' : 'log.noneText')}
        </EmptyState>
      ) : (
        <>
          <ReminderTable reminders={log.reminders} />
          <Paging
            page={log.page}
            pageSize={log.pageSize}
            total={total}
            toPage={(page) =>
              paths.reminders({ q: search, state: onlyFailed ? 'failed' : undefined, page: String(page) })
            }
          />
        </>
      )}
    </div>
  )
}
