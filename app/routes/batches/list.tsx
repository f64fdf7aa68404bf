import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { BatchTable } from '#app/features/credentials/components/batch-table.tsx'
import { readBatchList } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['batches'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** The batches of the brand, and the ways to begin one. */
export const loader = forRoles(['certification-officer'], async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('batches:title'),
  list: await readBatchList(ctx, readListQuery(request)),
  zone: ctx.actor.acting.timeZone,
}))

export default function BatchesPage() {
  const { list, zone } = useLoaderData<typeof loader>()
  const { t } = useTranslation('batches')
  return (
    <div className="grid grid-cols-1 gap-5">
      <Link to={paths.decisions()} className="inline-flex min-h-11 items-center text-s text-accent underline">
        {t('toDecisions')}
      </Link>
      <div className="grid gap-1">
        <Lede>{t('list.lede')}</Lede>
        <p className="text-s text-ink-2">{t('list.about')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={paths.newBatch({ kind: 'import' })}>{t('list.import')}</ButtonLink>
        <ButtonLink look="quiet" to={paths.decisions()}>
          {t('list.issue')}
        </ButtonLink>
        <ButtonLink look="quiet" to={paths.newBatch({ kind: 'revoke' })}>
          {t('list.revoke')}
        </ButtonLink>
      </div>
      {list.batches.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneText')}</EmptyState>
      ) : (
        <BatchTable batches={list.batches} zone={zone} />
      )}
      <Paging
        page={list.page}
        pageSize={list.pageSize}
        total={list.total}
        toPage={(page) => paths.batches({ page: String(page) })}
      />
    </div>
  )
}
