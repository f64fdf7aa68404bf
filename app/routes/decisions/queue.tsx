import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { DecisionTable } from '#app/features/credentials/components/decision-table.tsx'
import { readDecisionQueue } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['credentials'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['certification-officer'], async (ctx, { request }) => {
  const queue = await readDecisionQueue(ctx, readListQuery(request))
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
      <SearchForm action={paths.decisions()} label={t('decisions.search')} search={search} />
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
            toPage={(page) => paths.decisions({ q: search, page: String(page) })}
          />
        </>
      )}
    </div>
  )
}
