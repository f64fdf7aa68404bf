import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { PeopleTable } from '#app/features/identity/components/people-table.tsx'
import { listPeople } from '#app/features/identity/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['admin'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['admin'], async (ctx, { request }) => {
  const query = readListQuery(request)
  return {
    title: i18nFor(ctx.language).t('admin:people.title'),
    search: query.search,
    list: await listPeople(ctx, query),
  }
})

export default function PeoplePage() {
  const { search, list } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['admin', 'common'])
  const { people, total, counts, page, pageSize } = list
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <Lede>{t('people.lede', { count: counts.all, closed: counts.closed })}</Lede>
        <ButtonLink to={paths.invite()}>{t('people.invite')}</ButtonLink>
      </div>
      <Section title={t('people.all')} aside={t('people.found', { count: total })}>
        <SearchForm
          action={paths.adminPeople()}
          label={t('people.search')}
          search={search}
          className="mb-4"
        />
        {people.length === 0 ? (
          <EmptyState
            title={t('people.nothing', { search })}
            action={
              <ButtonLink look="quiet" to={paths.adminPeople()}>
                {t('people.showAll')}
              </ButtonLink>
            }
          />
        ) : (
          <PeopleTable people={people} />
        )}
        <div className="mt-3">
          <Paging
            page={page}
            pageSize={pageSize}
            total={total}
            toPage={(to) => paths.adminPeople({ q: search, page: String(to) })}
          />
        </div>
      </Section>
    </div>
  )
}
