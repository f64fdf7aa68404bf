import { useTranslation } from 'react-i18next'
import { TextField } from '#app/ui/field.tsx'
import type { PersonProblem } from '../person-changes.ts'

type Props = { id: string; value: string | undefined; problem: PersonProblem | null }

/** Why something is done; it goes into the ledger. */
export function ReasonField({ id, value, problem }: Props) {
  const { t } = useTranslation('admin')
  return (
    <TextField
      id={id}
      name="reason"
      label={t('person.reason')}
      help={t('person.reasonHelp')}
      defaultValue={value}
      autoComplete="off"
      required
      minLength={5}
      maxLength={300}
      errors={problem === 'reason-missing' ? [t('person.problem.reason-missing')] : undefined}
    />
  )
}
