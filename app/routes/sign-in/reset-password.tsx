import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone, requireParam } from '#app/access.server.ts'
import { PasswordFields } from '#app/features/identity/components/password-fields.tsx'
import {
  isResetUsable,
  readForm,
  readPasswordChoice,
  resetPassword,
} from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem } from '#app/ui/field.tsx'
import { Card, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
  // The address is the key to the account: it goes nowhere else.
  { name: 'referrer', content: 'same-origin' },
]

export const loader = forAnyone(async (ctx, { params }) => {
  const token = requireParam(params, 'token')
  const isUsable = await isResetUsable(ctx, token)
  const page = { title: i18nFor(ctx.language).t('identity:reset.title'), token, isUsable }
  return data(page, { status: isUsable ? 200 : 410 })
})

export const action = forAnyone(async (ctx, { request, params }) => {
  const token = requireParam(params, 'token')
  const { password, differs } = readPasswordChoice(await readForm(request))
  if (differs) return data({ problem: 'differs' as const }, { status: 400 })
  const outcome = await resetPassword(ctx, { token, password })
  if (outcome.ok) throw redirect(withQuery(paths.signIn(), { done: 'password' }))
  if (outcome.reason === 'over') throw redirect(paths.resetPassword(token))
  return data({ problem: outcome.reason }, { status: 400 })
})

export default function ResetPasswordPage() {
  const { token, isUsable } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  if (!isUsable) {
    return (
      <div className="mx-auto grid max-w-[30rem] gap-4">
        <Lede>{t('reset.overTitle')}</Lede>
        <p className="text-ink-2">{t('reset.overText')}</p>
        <ButtonLink to={paths.forgotPassword()} className="justify-self-start">
          {t('reset.again')}
        </ButtonLink>
      </div>
    )
  }
  return (
    <div className="mx-auto grid max-w-[26rem] gap-4">
      <Lede>{t('reset.lede')}</Lede>
      <p className="text-s text-ink-2">{t('reset.effect')}</p>
      <Card>
        <form method="post" action={paths.resetPassword(token)} className="grid gap-4">
          {refused ? <FormProblem>{t('password.summary')}</FormProblem> : null}
          <PasswordFields problem={refused?.problem ?? null} />
          <Button>{t('reset.submit')}</Button>
        </form>
      </Card>
    </div>
  )
}
