import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from '#app/access.server.ts'
import { RegisterForm } from '#app/features/credentials/components/register-form.tsx'
import { Audience, GateExample, HowSteps } from '#app/features/identity/components/home-parts.tsx'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { landingOf } from '#app/shells/landing.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['public'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `Tiergate · ${data.title}` : 'Tiergate' },
  ...(data?.text ? [{ name: 'description', content: data.text }] : []),
]

export const loader = forAnyone(async (ctx) => {
  const { t } = i18nFor(ctx.language)
  return {
    title: t('public:home.title'),
    text: t('public:home.text'),
    isDemo: ctx.settings.mode === 'demo',
    signedIn: ctx.actor && { name: ctx.actor.name, landing: landingOf(ctx.actor.acting.roles) },
  }
})

export default function HomePage() {
  const { isDemo, signedIn } = useLoaderData<typeof loader>()
  const { t } = useTranslation('public')
  return (
    <div className="grid gap-12 py-2 md:gap-16 md:py-6">
      <div className="grid items-center gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-14">
        <div>
          <h1 className="max-w-[20em] text-xl font-semibold tracking-tight md:text-xxl">{t('home.lede')}</h1>
          <p className="mt-4 max-w-[38em] text-m text-ink-2">{t('home.text')}</p>
          {signedIn ? (
            <p className="mt-6 text-s text-ink-2">{t('home.welcome', { name: signedIn.name })}</p>
          ) : null}
          <div className={`${signedIn ? 'mt-2' : 'mt-6'} flex flex-wrap gap-3`}>
            {signedIn ? (
              <ButtonLink to={signedIn.landing}>{t('home.toMyPage')}</ButtonLink>
            ) : (
              <ButtonLink to={paths.signIn()}>{t('home.signIn')}</ButtonLink>
            )}
            {isDemo ? (
              <ButtonLink look="quiet" to={`${paths.signIn()}#demo-people`}>
                {t('home.demo')}
              </ButtonLink>
            ) : null}
          </div>
        </div>
        <GateExample />
      </div>
      <Section title={t('register.title')}>
        <p className="mb-3 text-s text-ink-2">{t('register.lede')}</p>
        <RegisterForm />
      </Section>
      <Section title={t('home.how.title')}>
        <HowSteps />
      </Section>
      <Section title={t('home.who.title')}>
        <Audience />
      </Section>
    </div>
  )
}
