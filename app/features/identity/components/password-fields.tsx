import { useTranslation } from 'react-i18next'
import { TextField } from '#app/ui/field.tsx'
import type { PasswordProblem } from '../password-problem.ts'

/** A new password, typed twice. A fault stands beside the field it is about. */
export function PasswordFields({ problem }: { problem: PasswordProblem | null }) {
  const { t } = useTranslation('identity')
  const words = problem ? [t(`password.problem.${problem}`)] : undefined
  const isAboutNew = problem === 'too-short' || problem === 'too-long' || problem === 'too-simple'
  return (
    <>
      <TextField
        name="password"
        type="password"
        label={t('password.new')}
        help={t('password.newHelp')}
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        errors={isAboutNew ? words : undefined}
      />
      <TextField
        name="repeat"
        type="password"
        label={t('password.repeat')}
        autoComplete="new-password"
        required
        errors={problem === 'differs' ? words : undefined}
      />
    </>
  )
}
