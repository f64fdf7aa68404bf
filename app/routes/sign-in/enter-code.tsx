import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from '#app/access.server.ts'
import { HintNote } from '#app/features/identity/components/note.tsx'
import {
  readForm,
  readSignInName,
  setSessionCookie,
  signInWithCode,
} from '#app/features/identity/index.server.ts'
import { sameSitePath } from '#app/features/identity/same-site-path.ts'
import { problemOf } from '#app/features/identity/sign-in-problem.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { landingOf } from '#app/shells/landing.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forAnyone(async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('identity:code.title'),
  next: sameSitePath(new URL(request.url).searchParams.get('next')),
  name: readSignInName(request.headers.get('cookie')),
  isDemo: ctx.settings.mode === 'demo',
}))

export const action = forAnyone(async (ctx, { request, context }) => {
  const field = await readForm(request)
  const outcome = await signInWithCode(ctx, { name: field('name'), code: field('code') })
  if (!outcome.ok) {
    const { problem, minutes } = problemOf(outcome, ctx.now())
    // Only a missing name has its own problem, and this page does not ask for one.
    const shown = problem === 'name-missing' ? 'wrong' : problem
    return data({ problem: shown, minutes, name: field('name') }, { status: 400 })
  }
  setSessionCookie(context.responseHeaders, outcome.setCookie)
  throw redirect(sameSitePath(field('next')) ?? landingOf(outcome.roles))
})

export default function EnterCodePage() {
  const { next, name: sentTo, isDemo } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  const name = refused?.name ?? sentTo
  const words = refused ? t(`code.problem.${refused.problem}`, { minutes: refused.minutes }) : null
  return (
    <div className="mx-auto grid max-w-[26rem] gap-4">
      <Lede>{name ? t('code.lede', { name }) : t('code.ledeNoName')}</Lede>
      {isDemo ? (
        <HintNote>
          <p>{t('code.outbox')}</p>
          <Link
            to={paths.demoOutbox()}
            target="_blank"
            className="inline-flex min-h-11 items-center font-semibold text-accent underline"
          >
            {t('code.toOutbox')}
          </Link>
        </HintNote>
      ) : null}
      <Card>
        <form method="post" action={paths.enterCode({ next: next ?? undefined })} className="grid gap-4">
          {words ? <FormProblem>{words}</FormProblem> : null}
          <input type="hidden" name="next" value={next ?? ''} />
          {name ? (
            <input type="hidden" name="name" value={name} />
          ) : (
            <TextField name="name" label={t('signIn.name')} autoComplete="username" required />
          )}
          <TextField
            name="code"
            label={t('code.code')}
            help={t('code.codeHelp')}
            autoComplete="one-time-code"
            inputMode="numeric"
            pattern="[0-9０-９ ]*"
            maxLength={12}
            required
            autoFocus
            errors={refused?.problem === 'wrong' && words ? [words] : undefined}
          />
          <Button>{t('code.submit')}</Button>
        </form>
      </Card>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {name ? (
          <form method="post" action={paths.sendCode()}>
            <input type="hidden" name="name" value={name} />
            <input type="hidden" name="next" value={next ?? ''} />
            <Button look="quiet" size="small">
              {t('code.again')}
            </Button>
          </form>
        ) : null}
        <Link
          to={paths.signIn({ next: next ?? undefined })}
          className="inline-flex min-h-11 items-center text-s text-accent underline"
        >
          {t('code.other')}
        </Link>
      </div>
    </div>
  )
}
