import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { DecisionTable } from '#app/features/credentials/components/decision-table.tsx'
import { readDecisionQueue } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['credentials'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['certification-officer'], async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const queue = await readDecisionQueue(ctx, {
    search: (query.get('q') ?? '').trim().slice(0, 80),
    page: Math.max(1, Math.min(10_000, Number.parseInt(query.get('page') ?? '1', 10) || 1)),
  })
  return {
    title: i18nFor(ctx.language).t('credentials:decisions.title'),
    queue,
    zone: ctx.actor.acting.timeZone,
  }
})

export default function DecisionQueuePage() {
  const { queue, zone } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['credentials', 'common'])
  const { counts, people, search, total } = queue
  if (counts.count === 0) {
    return (
      <div className="grid grid-cols-1 gap-5">
        <Lede>{t('decisions.none')}</Lede>
        <EmptyState title={t('decisions.none')}>{t('decisions.noneText')}</EmptyState>
      </div>
    )
  }
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        {t('sentences', {
          first: t('decisions.lede', { count: counts.count }),
          second:
            counts.oldestDays === 0
              ? t('decisions.oldestToday')
              : t('decisions.oldest', { count: counts.oldestDays }),
        })}
      </Lede>
      <form method="get" action={paths.decisions()} className="flex max-w-[32rem] items-end gap-2">
        <TextField
          type="search"
          name="q"
          label={t('decisions.search')}
          defaultValue={search}
          className="min-w-0 flex-1"
        />
        <Button look="quiet">{t('common:search')}</Button>
      </form>
      {people.length === 0 ? (
        <EmptyState
          title={t('decisions.nothingFound')}
          action={
            <ButtonLink look="quiet" to={paths.decisions()}>
              {t('decisions.showAll')}
            </ButtonLink>
          }
        />
      ) : (
        <>
          <p className="text-s text-ink-3">{t('decisions.count', { count: total })}</p>
          <DecisionTable people={people} zone={zone} />
          <Paging
            page={queue.page}
            pageSize={queue.pageSize}
            total={total}
            toPage={(page) =>
              `${paths.decisions()}?${new URLSearchParams({ ...(search ? { q: search } : {}), page: String(page) })}`
            }
          />
        </>
      )}
    </div>
  )
}
