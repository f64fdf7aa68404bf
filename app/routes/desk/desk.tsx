import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allRoles, forRoles } from '#app/access.server.ts'
import { type DeskPage, DeskPages } from '#app/features/identity/components/desk-pages.tsx'
import { HintNote } from '#app/features/identity/components/note.tsx'
import { rolesInvitedBy } from '#app/features/identity/index.server.ts'
import { readInbox } from '#app/features/notifications/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { destinationsFor, engineerDestinations, workplaceDestinations } from '#app/shells/navigation.ts'
import { Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx) => {
  const { name, acting, memberships } = ctx.actor
  const { unread } = await readInbox(ctx, { page: 1 })
  return {
    title: i18nFor(ctx.language).t('identity:desk.title'),
    name,
    organisation: ctx.language === 'en' ? acting.nameEn : acting.nameZh,
    roles: acting.roles,
    others: memberships.length - 1,
    mayInvite: acting.roles.some((role) => rolesInvitedBy[role]),
    unread,
  }
})

export default function Desk() {
  const { name, organisation, roles, others, mayInvite, unread } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['identity', 'common'])
  const formats = useFormats()
  const places = [
    ...destinationsFor(roles.includes('engineer') ? engineerDestinations : [], roles),
    ...destinationsFor(workplaceDestinations, roles),
  ]
  const pages: DeskPage[] = places
    .filter(({ key }, at) => key !== 'desk' && places.findIndex((other) => other.key === key) === at)
    .map(({ key, to, icon }) => ({ key, to, icon, name: t(`common:nav.${key}`), text: textOf(key) }))
  if (mayInvite) {
    const invite = { key: 'invite', to: paths.invite(), icon: null, name: t('desk.pageName.invite') }
    pages.splice(1, 0, { ...invite, text: t('desk.page.invite') })
  }

  function textOf(key: (typeof places)[number]['key']): string {
    return key === 'desk' ? '' : t(`desk.page.${key}`)
  }

  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="grid gap-3">
        <Lede>
          {t('desk.lede', {
            name,
            organisation,
            roles: formats.list(roles.map((role) => t(`common:role.${role}`))),
          })}
        </Lede>
        {roles.map((role) => (
          <HintNote key={role}>{t(`desk.hint.${role}`)}</HintNote>
        ))}
      </div>
      <Section
        title={t('desk.pages', { count: pages.length })}
        aside={unread > 0 ? t('desk.unread', { count: unread }) : undefined}
      >
        <DeskPages pages={pages} />
      </Section>
      {others > 0 ? <p className="text-s text-ink-2">{t('desk.others', { count: others })}</p> : null}
    </div>
  )
}
