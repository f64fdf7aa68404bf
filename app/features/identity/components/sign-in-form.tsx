import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { SignInProblem } from '../sign-in-problem.ts'

type Props = {
  name: string
  next: string | null
  problem: { problem: SignInProblem; minutes: number } | null
}

/** One form, two ways: its second button sends a code and needs no password. */
export function SignInForm({ name, next, problem }: Props) {
  const { t } = useTranslation('identity')
  const words = problem ? t(`signIn.problem.${problem.problem}`, { minutes: problem.minutes }) : null
  const isAboutName = problem?.problem === 'name-missing'
  return (
    <Card>
      <form method="post" action={paths.signInWithPassword()} className="grid gap-4">
        {words ? <FormProblem>{words}</FormProblem> : null}
        <input type="hidden" name="next" value={next ?? ''} />
        <TextField
          name="name"
          label={t('signIn.name')}
          help={t('signIn.nameHelp')}
          defaultValue={name}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          errors={isAboutName && words ? [words] : undefined}
        />
        <TextField
          name="password"
          type="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          maxLength={1000}
        />
        <Button>{t('signIn.submit')}</Button>
        <p className="text-s">
          <Link
            to={paths.forgotPassword()}
            className="inline-flex min-h-11 items-center text-accent underline"
          >
            {t('signIn.forgot')}
          </Link>
        </p>
        <div className="grid gap-2 border-t border-line pt-4">
          <Button look="quiet" formAction={paths.sendCode()} formNoValidate>
            {t('signIn.codeInstead')}
          </Button>
          <p className="text-xs text-ink-3">{t('signIn.codeHelp')}</p>
        </div>
      </form>
    </Card>
  )
}
