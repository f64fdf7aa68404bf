import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from '#app/access.server.ts'
import { OutboxList } from '#app/features/identity/components/outbox-list.tsx'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { readOutbox } from '#app/features/notifications/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['public'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
  { name: 'robots', content: 'noindex' },
]

export const loader = forAnyone(async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('public:outbox.title'),
  outbox: await readOutbox(ctx, { page: readListQuery(request).page }),
}))

export default function OutboxPage() {
  const { outbox } = useLoaderData<typeof loader>()
  const { t } = useTranslation('public')
  const { messages, total, page, pageSize } = outbox
  return (
    <div className="mx-auto grid max-w-[46rem] grid-cols-1 gap-5">
      <div>
        <Lede>{total === 0 ? t('outbox.emptyLede') : t('outbox.lede', { count: total })}</Lede>
        <p className="mt-1 text-s text-ink-2">{t('outbox.note')}</p>
      </div>
      {total === 0 ? (
        <EmptyState
          title={t('outbox.emptyText')}
          action={<ButtonLink to={paths.signIn()}>{t('outbox.toSignIn')}</ButtonLink>}
        />
      ) : (
        <>
          <OutboxList messages={messages} />
          <Paging
            page={page}
            pageSize={pageSize}
            total={total}
            toPage={(to) => withQuery(paths.demoOutbox(), { page: String(to) })}
          />
          <Link
            to={paths.signIn()}
            className="inline-flex min-h-11 items-center justify-self-start text-s text-accent underline"
          >
            {t('outbox.toSignIn')}
          </Link>
        </>
      )}
    </div>
  )
}
