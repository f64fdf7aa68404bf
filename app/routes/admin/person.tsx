import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { AccountForm } from '#app/features/identity/components/account-form.tsx'
import { GrantRoleForm } from '#app/features/identity/components/grant-role-form.tsx'
import { DoneNote } from '#app/features/identity/components/note.tsx'
import { PersonFacts } from '#app/features/identity/components/person-facts.tsx'
import { EarlierRoles, RolesInForce } from '#app/features/identity/components/person-roles.tsx'
import { readPerson, takeKeptForm } from '#app/features/identity/index.server.ts'
import { personChanges } from '#app/features/identity/person-changes.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['admin'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['admin'], async (ctx, { request, params, context }) => {
  const found = await readPerson(ctx, requireParam(params, 'person'))
  if (!found) throw new Response(null, { status: 404 })
  const path = paths.adminPerson(found.person.code)
  const refused = takeKeptForm(ctx, request.headers.get('cookie'), path)
  if (refused) context.responseHeaders.append('set-cookie', refused.setCookie)
  const done = new URL(request.url).searchParams.get('done')
  return {
    title: `${nameIn(found.person, ctx.language)} · ${i18nFor(ctx.language).t('admin:people.title')}`,
    ...found,
    refused: refused?.kept ?? null,
    done: personChanges.find((one) => one === done) ?? null,
  }
})

export default function PersonPage() {
  const { person, roles, organisations, sessions, isSelf, refused, done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('admin')
  const language = useLanguage()
  const inForce = roles.filter((one) => one.isInForce)
  const earlier = roles.filter((one) => !one.isInForce)
  const lede = { name: nameIn(person, language), count: inForce.length }
  return (
    <div className="grid grid-cols-1 gap-7">
      <div>
        <Link
          to={paths.adminPeople()}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t('person.back')}
        </Link>
        <Lede>
          {person.accountState === 'active' ? t('person.ledeActive', lede) : t('person.ledeDisabled', lede)}
        </Lede>
      </div>
      {done ? <DoneNote>{t(`person.done.${done}`)}</DoneNote> : null}
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-7">
          <Section title={t('person.roles')}>
            <RolesInForce person={person} roles={inForce} isSelf={isSelf} refused={refused} />
          </Section>
          <Section title={t('person.grant')}>
            <GrantRoleForm personCode={person.code} organisations={organisations} refused={refused} />
          </Section>
          {earlier.length > 0 ? (
            <Section title={t('person.earlier')}>
              <EarlierRoles roles={earlier} />
            </Section>
          ) : null}
        </div>
        <div className="grid grid-cols-1 gap-7">
          <Section title={t('person.facts')}>
            <PersonFacts person={person} />
          </Section>
          <Section title={t('person.account')}>
            <AccountForm person={person} sessions={sessions} isSelf={isSelf} refused={refused} />
          </Section>
        </div>
      </div>
    </div>
  )
}
