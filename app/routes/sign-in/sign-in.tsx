import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from '#app/access.server.ts'
import { DemoPeople } from '#app/features/identity/components/demo-people.tsx'
import { DoneNote, HintNote } from '#app/features/identity/components/note.tsx'
import { SignInForm } from '#app/features/identity/components/sign-in-form.tsx'
import { readDemoPeople, readSignInName } from '#app/features/identity/index.server.ts'
import { sameSitePath } from '#app/features/identity/same-site-path.ts'
import { problemIn } from '#app/features/identity/sign-in-problem.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { landingOf } from '#app/shells/landing.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['identity'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forAnyone(async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const done = query.get('done')
  return {
    title: i18nFor(ctx.language).t('identity:signIn.title'),
    next: sameSitePath(query.get('next')),
    name: readSignInName(request.headers.get('cookie')),
    problem: problemIn(query),
    done: done === 'password' || done === 'out' ? (done as 'password' | 'out') : null,
    demoPeople: await readDemoPeople(ctx),
    signedIn: ctx.actor && { name: ctx.actor.name, landing: landingOf(ctx.actor.acting.roles) },
  }
})

export default function SignInPage() {
  const { next, name, problem, done, demoPeople, signedIn } = useLoaderData<typeof loader>()
  const { t } = useTranslation('identity')
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:gap-12">
      <div className="grid gap-4">
        <Lede>{t('signIn.lede')}</Lede>
        {done ? <DoneNote>{t(`signIn.done.${done}`)}</DoneNote> : null}
        {signedIn ? (
          <HintNote>
            <p>{t('signIn.signedIn', { name: signedIn.name })}</p>
            <ButtonLink look="quiet" size="small" to={signedIn.landing} className="mt-2">
              {t('signIn.toMyPage')}
            </ButtonLink>
          </HintNote>
        ) : null}
        {next && !signedIn && !problem ? <HintNote>{t('signIn.next')}</HintNote> : null}
        <SignInForm name={name} next={next} problem={problem} />
        <p className="text-s text-ink-2">{t('signIn.noAccount')}</p>
      </div>
      {demoPeople ? <DemoPeople people={demoPeople} next={next} /> : null}
    </div>
  )
}
