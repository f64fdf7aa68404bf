import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { findingRoles } from '#app/shells/navigation.ts'
import { SearchForm } from '#app/ui/search-form.tsx'
import { Card, EmptyState, Lede, Section } from '#app/ui/surface.tsx'
import { findGroups } from './find-groups.server.ts'

export const handle = { scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** The search over people, credentials and pages, as a page: what the dialog does, without JavaScript too. */
export const loader = forRoles(findingRoles, async (ctx, { request }) => {
  const { search } = readListQuery(request)
  return {
    title: i18nFor(ctx.language).t('common:find.title'),
    search,
    found: await findGroups(ctx, search),
  }
})

export default function FindPage() {
  const { search, found } = useLoaderData<typeof loader>()
  const { t } = useTranslation('common')
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>{found.said || t('find.title')}</Lede>
      <SearchForm action={paths.find()} label={t('find.label')} search={search} />
      {search !== '' && found.groups.length === 0 ? (
        <EmptyState title={t('find.nothing', { search })}>{t('find.nothingText')}</EmptyState>
      ) : null}
      {found.groups.map(({ title, hits }) => (
        <Section key={title} title={title}>
          <Card className="divide-y divide-line py-1">
            {hits.map((hit) => (
              <div key={hit.path} className="flex items-center justify-between gap-3">
                <Link to={hit.path} className="block min-h-11 min-w-0 flex-1 py-2 text-s no-underline">
                  <span className="block font-semibold text-ink">{hit.title}</span>
                  <span className="block text-xs text-ink-3">{hit.detail}</span>
                </Link>
                {hit.also ? (
                  <Link
                    to={hit.also.path}
                    className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
                  >
                    {hit.also.title}
                  </Link>
                ) : null}
              </div>
            ))}
          </Card>
        </Section>
      ))}
    </div>
  )
}
