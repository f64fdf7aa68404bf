import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forAnyone } from '#app/access.server.ts'
import { ProviderDirectoryPage } from '#app/features/reporting/components/provider-directory-page.tsx'
import { readProviderDirectory } from '#app/features/reporting/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'

export const handle = { i18n: ['public'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forAnyone(async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const directory = await readProviderDirectory(ctx, {
    what: query.get('what') ?? '',
    level: query.get('level') ?? '',
    place: query.get('place') ?? '',
    page: readListQuery(request).page,
  })
  return { title: i18nFor(ctx.language).t('public:providers.title'), directory }
})

export default function ProvidersRoute() {
  const { directory } = useLoaderData<typeof loader>()
  return <ProviderDirectoryPage directory={directory} />
}
