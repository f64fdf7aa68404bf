import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { type AnsweredBatchForm, BatchPage } from '#app/features/credentials/components/batch-page.tsx'
import { readBatch, rowViews } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'

export const handle = { i18n: ['batches', 'credentials'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** One batch with a page of its rows; at the address of its undoing, what that would do. */
export const loader = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const { pathname, searchParams } = new URL(request.url)
  const asked = searchParams.get('show')
  const batch = await readBatch(ctx, requireParam(params, 'batch'), {
    view: rowViews.find((view) => view === asked) ?? 'all',
    page: readListQuery(request).page,
    wantsUndo: searchParams.get('undo') === '1' || /\/undo(?:\.data)?$/.test(pathname),
  })
  if (!batch) throw new Response(null, { status: 404 })
  return { title: i18nFor(ctx.language).t(`batches:kind.${batch.kind}`), batch }
})

export default function BatchRoute() {
  const { batch } = useLoaderData<typeof loader>()
  const answered = useActionData<AnsweredBatchForm>()
  return <BatchPage batch={batch} answered={answered ?? null} />
}
