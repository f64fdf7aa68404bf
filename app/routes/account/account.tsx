import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allRoles, forRoles } from '#app/access.server.ts'
import {
  LanguageSection,
  OrganisationSection,
  WhoSection,
} from '#app/features/identity/components/account-sections.tsx'
import { DoneNote } from '#app/features/identity/components/note.tsx'
import { PasswordSection } from '#app/features/identity/components/password-section.tsx'
import { PublicNameSection } from '#app/features/identity/components/public-name-section.tsx'
import { SessionSection } from '#app/features/identity/components/session-section.tsx'
import { readOwnAccount, takeKeptForm } from '#app/features/identity/index.server.ts'
import { passwordProblems } from '#app/features/identity/password-problem.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Lede } from '#app/ui/surface.tsx'

const doneWords = ['password', 'session', 'name'] as const

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx, { request, context }) => {
  const done = new URL(request.url).searchParams.get('done')
  const refused = takeKeptForm(ctx, request.headers.get('cookie'), paths.account())
  if (refused) context.responseHeaders.append('set-cookie', refused.setCookie)
  return {
    title: i18nFor(ctx.language).t('identity:account.title'),
    account: await readOwnAccount(ctx),
    done: doneWords.find((one) => one === done) ?? null,
    problem: passwordProblems.find((one) => one === refused?.kept.problem) ?? null,
  }
})

export default function AccountPage() {
  const { account, done, problem } = useLoaderData<typeof loader>()
  const { t } = useTranslation('identity')
  const language = useLanguage()
  const { acting, sessions, person } = account
  const organisation = language === 'en' ? acting.nameEn : acting.nameZh
  return (
    <div className="grid grid-cols-1 gap-8">
      <Lede>{t('account.lede', { name: person.name, organisation, count: sessions.length })}</Lede>
      {done ? <DoneNote>{t(`account.done.${done}`)}</DoneNote> : null}
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <WhoSection person={person} />
        <OrganisationSection acting={acting} memberships={account.memberships} />
        <SessionSection sessions={sessions} />
        <PasswordSection hasPassword={account.hasPassword} problem={problem} code={person.code} />
        <LanguageSection />
        <PublicNameSection
          name={person.name}
          nameLatin={person.nameLatin}
          isNamePublic={person.isNamePublic}
        />
      </div>
    </div>
  )
}
