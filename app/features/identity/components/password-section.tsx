import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card, Section } from '#app/ui/surface.tsx'
import type { PasswordProblem } from '../password-problem.ts'
import { PasswordFields } from './password-fields.tsx'

type Props = { hasPassword: boolean; problem: PasswordProblem | null; code: string }

/** Sets the first password or changes it. */
export function PasswordSection({ hasPassword, problem, code }: Props) {
  const { t } = useTranslation('identity')
  const isAboutCurrent = problem === 'wrong' || problem === 'blocked'
  return (
    <Section title={t('account.password')}>
      <Card>
        <form id="password-form" method="post" action={paths.setPassword()} className="grid gap-4">
          {problem ? <FormProblem>{t('password.summary')}</FormProblem> : null}
          <p className="text-s text-ink-2">
            {hasPassword ? t('account.hasPassword') : t('account.noPassword')}
          </p>
          {/* Password managers want to know whose password this is. */}
          <input type="hidden" name="username" autoComplete="username" value={code} readOnly />
          {hasPassword ? (
            <TextField
              name="current"
              type="password"
              label={t('password.current')}
              autoComplete="current-password"
              required
              maxLength={1000}
              errors={isAboutCurrent ? [t(`password.problem.${problem}`)] : undefined}
            />
          ) : null}
          <PasswordFields problem={problem} />
          <Button look="quiet" className="justify-self-start">
            {hasPassword ? t('account.changePassword') : t('account.setPassword')}
          </Button>
        </form>
      </Card>
    </Section>
  )
}
