import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { CredentialTable } from '#app/features/credentials/components/credential-table.tsx'
import { readCredentialList } from '#app/features/credentials/index.server.ts'
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

export const loader = forRoles(['certification-officer', 'admin'], async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('credentials:list.title'),
  list: await readCredentialList(ctx, readListQuery(request)),
}))

export default function CredentialListPage() {
  const { list } = useLoaderData<typeof loader>()
  const { t } = useTranslation('credentials')
  const { credentials, search, total } = list
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>{total === null ? t('list.lede') : t('list.found', { count: total, search })}</Lede>
      <SearchForm action={paths.credentials()} label={t('list.search')} search={search} />
      {credentials.length === 0 ? (
        <EmptyState
          title={search === '' ? t('list.none') : t('list.nothingFound', { search })}
          action={
            search === '' ? undefined : (
              <ButtonLink look="quiet" to={paths.credentials()}>
                {t('list.showAll')}
              </ButtonLink>
            )
          }
        >
          {search === '' ? t('list.noneText') : t('list.nothingFoundText')}
        </EmptyState>
      ) : (
        <>
          <CredentialTable credentials={credentials} />
          {total === null ? null : (
            <Paging
              page={list.page}
              pageSize={list.pageSize}
              total={total}
              toPage={(page) => paths.credentials({ q: search, page: String(page) })}
            />
          )}
        </>
      )}
    </div>
  )
}
