import { useTranslation } from 'react-i18next'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, SelectField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import { roles } from '../actor.ts'
import { problemOfForm, type RefusedForm } from '../person-changes.ts'
import { ReasonField } from './reason-field.tsx'

type Props = {
  personCode: string
  organisations: readonly { id: string; code: string; nameEn: string; nameZh: string }[]
  refused: RefusedForm
}

/** Gives a role in an organisation from now on. */
export function GrantRoleForm({ personCode, organisations, refused }: Props) {
  const { t } = useTranslation(['admin', 'common'])
  const language = useLanguage()
  const problem = problemOfForm(refused, 'grant')
  const values = problem ? refused?.values : undefined
  const words = problem ? [t(`person.problem.${problem}`)] : undefined
  const isAboutRole = problem === 'unknown-role' || problem === 'role-not-there' || problem === 'held-already'
  return (
    <Card>
      <form id="grant-form" method="post" action={paths.grantRole(personCode)} className="grid gap-4">
        {words ? <FormProblem>{words}</FormProblem> : null}
        <p className="text-s text-ink-2">{t('person.grantEffect')}</p>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <SelectField
            name="organisation"
            label={t('person.organisation')}
            defaultValue={values?.organisation ?? ''}
            required
            errors={problem === 'unknown-organisation' ? words : undefined}
          >
            <option value="">{t('person.chooseOrganisation')}</option>
            {organisations.map(({ id, code, nameEn, nameZh }) => (
              <option key={id} value={id}>
                {code} · {language === 'en' ? nameEn : nameZh}
              </option>
            ))}
          </SelectField>
          <SelectField
            name="role"
            label={t('person.role')}
            defaultValue={values?.role ?? ''}
            required
            errors={isAboutRole ? words : undefined}
          >
            <option value="">{t('person.chooseRole')}</option>
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`common:role.${role}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <ReasonField id="grant-reason" value={values?.reason} problem={problem} />
        <Button className="justify-self-start">{t('person.grantSubmit')}</Button>
      </form>
    </Card>
  )
}
