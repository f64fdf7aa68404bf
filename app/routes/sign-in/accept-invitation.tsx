import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone, requireParam } from '#app/access.server.ts'
import { InvitationFacts } from '#app/features/identity/components/invitation-facts.tsx'
import { PasswordFields } from '#app/features/identity/components/password-fields.tsx'
import {
  acceptInvitation,
  readForm,
  readInvitation,
  readPasswordChoice,
  setSessionCookie,
} from '#app/features/identity/index.server.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { landingOf } from '#app/shells/landing.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem } from '#app/ui/field.tsx'
import { Card, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
  // The address is the key to the account: it goes nowhere else.
  { name: 'referrer', content: 'same-origin' },
]

export const loader = forAnyone(async (ctx, { params }) => {
  const token = requireParam(params, 'token')
  const invitation = await readInvitation(ctx, token)
  const page = { title: i18nFor(ctx.language).t('identity:invitation.title'), token, invitation }
  return data(page, { status: invitation ? 200 : 410 })
})

export const action = forAnyone(async (ctx, { request, params, context }) => {
  const token = requireParam(params, 'token')
  const { password, differs } = readPasswordChoice(await readForm(request))
  if (differs) return data({ problem: 'differs' as const }, { status: 400 })
  const outcome = await acceptInvitation(ctx, { token, password })
  if (outcome.ok) {
    setSessionCookie(context.responseHeaders, outcome.setCookie)
    throw redirect(landingOf(outcome.roles))
  }
  if (outcome.reason === 'over') throw redirect(paths.invitation(token))
  return data({ problem: outcome.reason }, { status: outcome.reason === 'taken' ? 409 : 400 })
})

export default function AcceptInvitationPage() {
  const { token, invitation } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation(['identity', 'common'])
  const language = useLanguage()
  if (!invitation) {
    return (
      <div className="mx-auto grid max-w-[30rem] gap-4">
        <Lede>{t('invitation.overTitle')}</Lede>
        <p className="text-ink-2">{t('invitation.overText')}</p>
        <ButtonLink to={paths.signIn()} className="justify-self-start">
          {t('signIn.submit')}
        </ButtonLink>
      </div>
    )
  }
  const { name, organisationNameEn, organisationNameZh, role } = invitation
  const organisation = language === 'en' ? organisationNameEn : organisationNameZh
  const problem = refused?.problem ?? null
  return (
    <div className="mx-auto grid max-w-[30rem] gap-5">
      <Lede>{t('invitation.lede', { name, organisation, role: t(`common:role.${role}`) })}</Lede>
      <InvitationFacts invitation={invitation} organisation={organisation} />
      <Section title={t('invitation.choose')}>
        <Card>
          <form method="post" action={paths.invitation(token)} className="grid gap-4">
            {problem ? (
              <FormProblem>
                {problem === 'taken' ? t('invitation.problem.taken') : t('password.summary')}
              </FormProblem>
            ) : null}
            <p className="text-s text-ink-2">{t('invitation.names')}</p>
            <PasswordFields problem={problem === 'taken' ? null : problem} />
            <Button>{t('invitation.submit')}</Button>
          </form>
        </Card>
      </Section>
      <p className="text-s text-ink-3">{t('invitation.wrongPerson')}</p>
    </div>
  )
}
