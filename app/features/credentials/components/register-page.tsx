import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, Lede, Section } from '#app/ui/surface.tsx'
import { ToneIcon } from '#app/ui/verdict.tsx'
import type { RegisterMiss } from '../find-in-register.server.ts'
import { RegisterForm } from './register-form.tsx'

/** The public register: one field, and what to do where nothing is found. */
export function RegisterPage({ typed, miss }: { typed: string; miss: RegisterMiss | null }) {
  const { t } = useTranslation('public')
  return (
    <div className="mx-auto grid max-w-[34rem] gap-6">
      {miss === 'unknown' ? (
        <header className="flex items-start gap-3">
          <span className="mt-1 text-deny">
            <ToneIcon tone="deny" size={30} />
          </span>
          <div>
            <h1 className="text-l font-bold text-deny">{t('register.notFound')}</h1>
            <p className="text-s text-ink-2">{t('register.notFoundText')}</p>
          </div>
        </header>
      ) : (
        <Lede>{t('register.lede')}</Lede>
      )}
      <Card>
        <RegisterForm typed={typed} miss={miss} />
      </Card>
      <p className="text-s">
        <Link to={paths.verify()} className="inline-flex min-h-11 items-center font-semibold text-accent">
          {t('register.file')}
        </Link>
      </p>
      <Section title={t('register.who')}>
        <p className="mb-3 text-s text-ink-2">{t('register.whoText')}</p>
        <ButtonLink look="quiet" to={paths.providers()}>
          {t('providers.title')}
        </ButtonLink>
      </Section>
    </div>
  )
}
