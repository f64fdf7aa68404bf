import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { type Role, roles } from '#app/features/identity/actor.ts'
import { InvitationTable } from '#app/features/identity/components/invitation-table.tsx'
import { InviteForm } from '#app/features/identity/components/invite-form.tsx'
import { DoneNote } from '#app/features/identity/components/note.tsx'
import { invitePerson, readForm, readInvitePage } from '#app/features/identity/index.server.ts'
import { readInviteValues } from '#app/features/identity/invite-values.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

const inviters: readonly Role[] = ['provider-manager', 'admin']

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(inviters, async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const { acting } = ctx.actor
  const page = await readInvitePage(ctx, { page: readListQuery(request).page })
  return {
    title: i18nFor(ctx.language).t('identity:invite.title'),
    organisation: { nameEn: acting.nameEn, nameZh: acting.nameZh },
    page,
    isDemo: ctx.settings.mode === 'demo',
    sentTo: page.invitations.find(({ id }) => id === query.get('sent'))?.name ?? null,
    isWithdrawn: query.get('done') === 'withdrawn',
  }
})

export const action = forRoles(inviters, async (ctx, { request }) => {
  const values = readInviteValues(await readForm(request))
  // A role that does not exist is refused like one that is not the sender's to give.
  const role = roles.find((one) => one === values.role) ?? ('' as Role)
  const outcome = await invitePerson(ctx, { ...values, role })
  if (outcome.ok) throw redirect(withQuery(paths.invite(), { sent: outcome.invitationId }))
  return data({ problems: outcome.problems, values }, { status: 400 })
})

export default function InvitePage() {
  const { organisation, page, isDemo, sentTo, isWithdrawn } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  const language = useLanguage()
  const name = language === 'en' ? organisation.nameEn : organisation.nameZh
  const lede = { count: page.open, organisation: name }
  return (
    <div className="grid grid-cols-1 gap-7">
      <Lede>{page.open > 0 ? t('invite.lede', lede) : t('invite.ledeNone', { organisation: name })}</Lede>
      {sentTo && !refused ? (
        <DoneNote>
          {t('invite.sent', { name: sentTo })}{' '}
          {isDemo ? (
            <Link to={paths.demoOutbox()} className="underline">
              {t('invite.outbox')}
            </Link>
          ) : null}
        </DoneNote>
      ) : null}
      {isWithdrawn && !refused ? <DoneNote>{t('invite.withdrawn')}</DoneNote> : null}
      <Section title={t('invite.form')}>
        <InviteForm
          roles={page.roles}
          outlets={page.outlets}
          values={refused?.values ?? null}
          problems={refused?.problems ?? {}}
        />
      </Section>
      <Section title={t('invite.list')} aside={t('invite.count', { count: page.total })}>
        {page.total === 0 ? (
          <EmptyState title={t('invite.empty')}>{t('invite.emptyText')}</EmptyState>
        ) : (
          <InvitationTable invitations={page.invitations} />
        )}
        <div className="mt-3">
          <Paging
            page={page.page}
            pageSize={page.pageSize}
            total={page.total}
            toPage={(to) => withQuery(paths.invite(), { page: String(to) })}
          />
        </div>
      </Section>
    </div>
  )
}
