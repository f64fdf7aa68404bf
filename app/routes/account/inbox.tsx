import type { MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allRoles, forRoles } from '#app/access.server.ts'
import { InboxList } from '#app/features/identity/components/inbox-list.tsx'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { markOwnInboxRead, readInbox } from '#app/features/notifications/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { landingOf } from '#app/shells/landing.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('identity:inbox.title'),
  landing: landingOf(ctx.actor.acting.roles),
  inbox: await readInbox(ctx, { page: readListQuery(request).page }),
}))

export const action = forRoles(allRoles, async (ctx) => {
  await markOwnInboxRead(ctx)
  throw redirect(paths.inbox())
})

export default function InboxPage() {
  const { inbox, landing } = useLoaderData<typeof loader>()
  const { t } = useTranslation('identity')
  const { messages, total, unread, page, pageSize } = inbox
  if (total === 0) {
    return (
      <div className="grid grid-cols-1 gap-6">
        <Lede>{t('inbox.emptyLede')}</Lede>
        <EmptyState
          title={t('inbox.emptyText')}
          action={
            <ButtonLink look="quiet" to={landing}>
              {t('inbox.toDesk')}
            </ButtonLink>
          }
        />
      </div>
    )
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Lede>{unread > 0 ? t('inbox.unread', { count: unread }) : t('inbox.allRead')}</Lede>
        {unread > 0 ? (
          <form method="post" action={paths.inbox()}>
            <Button look="quiet" size="small">
              {t('inbox.markRead')}
            </Button>
          </form>
        ) : null}
      </div>
      <Section title={t('inbox.messages')} aside={t('inbox.count', { count: total })}>
        <InboxList messages={messages} />
        <div className="mt-3">
          <Paging
            page={page}
            pageSize={pageSize}
            total={total}
            toPage={(to) => withQuery(paths.inbox(), { page: String(to) })}
          />
        </div>
      </Section>
    </div>
  )
}
