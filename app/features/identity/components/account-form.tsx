import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import { problemOfForm, type RefusedForm } from '../person-changes.ts'
import { ReasonField } from './reason-field.tsx'

type Props = {
  person: { code: string; accountState: 'active' | 'disabled' }
  /** How many sessions are open now: closing ends them. */
  sessions: number
  isSelf: boolean
  refused: RefusedForm
}

/** Opens or closes an account, with the effect stated before. */
export function AccountForm({ person, sessions, isSelf, refused }: Props) {
  const { t } = useTranslation('admin')
  if (isSelf) return <p className="text-s text-ink-2">{t('person.ownAccount')}</p>
  const isOpen = person.accountState === 'active'
  const problem = problemOfForm(refused, 'account')
  return (
    <Card>
      <form
        id="account-form"
        method="post"
        action={paths.setAccountState(person.code)}
        className="grid gap-4"
      >
        {problem ? <FormProblem>{t(`person.problem.${problem}`)}</FormProblem> : null}
        <p className="text-s text-ink-2">
          {isOpen ? t('person.closeEffect', { count: sessions }) : t('person.openEffect')}
        </p>
        <input type="hidden" name="state" value={isOpen ? 'disabled' : 'active'} />
        <ReasonField
          id="account-reason"
          value={problem ? refused?.values.reason : undefined}
          problem={problem}
        />
        <Button look={isOpen ? 'danger' : 'primary'} className="justify-self-start">
          {isOpen ? t('person.closeSubmit') : t('person.openSubmit')}
        </Button>
      </form>
    </Card>
  )
}
