import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from '#app/access.server.ts'
import { HintNote } from '#app/features/identity/components/note.tsx'
import { readForm, requestPasswordReset } from '#app/features/identity/index.server.ts'
import { withQuery } from '#app/features/identity/sign-in-problem.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forAnyone(async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('identity:forgot.title'),
  isSent: new URL(request.url).searchParams.get('sent') === '1',
  isDemo: ctx.settings.mode === 'demo',
}))

export const action = forAnyone(async (ctx, { request }) => {
  const field = await readForm(request)
  const name = field('name').trim()
  if (name === '') return data({ problem: 'missing' as const }, { status: 400 })
  await requestPasswordReset(ctx, { name })
  throw redirect(withQuery(paths.forgotPassword(), { sent: '1' }))
})

export default function ForgotPasswordPage() {
  const { isSent, isDemo } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  if (isSent && !refused) {
    return (
      <div className="mx-auto grid max-w-[30rem] gap-4">
        <Lede>{t('forgot.sentTitle')}</Lede>
        <p className="text-ink-2">{t('forgot.sentText')}</p>
        {isDemo ? (
          <HintNote>
            <Link
              to={paths.demoOutbox()}
              className="inline-flex min-h-11 items-center font-semibold text-accent underline"
            >
              {t('code.toOutbox')}
            </Link>
          </HintNote>
        ) : null}
        <ButtonLink look="quiet" to={paths.signIn()} className="justify-self-start">
          {t('forgot.back')}
        </ButtonLink>
      </div>
    )
  }
  return (
    <div className="mx-auto grid max-w-[26rem] gap-4">
      <Lede>{t('forgot.lede')}</Lede>
      <Card>
        <form method="post" action={paths.forgotPassword()} className="grid gap-4">
          {refused ? <FormProblem>{t('forgot.missing')}</FormProblem> : null}
          <TextField
            name="name"
            label={t('signIn.name')}
            help={t('forgot.help')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={254}
            errors={refused ? [t('forgot.missing')] : undefined}
          />
          <Button>{t('forgot.submit')}</Button>
        </form>
      </Card>
      <Link to={paths.signIn()} className="inline-flex min-h-11 items-center text-s text-accent underline">
        {t('forgot.back')}
      </Link>
    </div>
  )
}
