import { useTranslation } from 'react-i18next'
import { useLanguage } from '#app/i18n/formats.ts'
import { languages } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, SelectField, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { Role } from '../actor.ts'
import type { InvitationInput, InvitationProblem } from '../index.server.ts'
import type { InviteValues } from '../invite-values.ts'

type Props = {
  roles: readonly Role[]
  outlets: readonly { id: string; code: string; nameEn: string; nameZh: string }[]
  /** What was sent and refused last. */
  values: InviteValues | null
  problems: Partial<Record<keyof InvitationInput, InvitationProblem>>
}

/** Invites one person: who, how to reach them, as what, where. */
export function InviteForm({ roles, outlets, values, problems }: Props) {
  const { t } = useTranslation(['identity', 'common'])
  const language = useLanguage()
  const fault = (field: keyof InvitationInput) => {
    const problem = problems[field]
    return problem ? [t(`invite.problem.${problem}`)] : undefined
  }
  return (
    <Card>
      <form method="post" action={paths.invite()} className="grid gap-4" noValidate>
        {Object.keys(problems).length > 0 ? <FormProblem>{t('invite.problem.summary')}</FormProblem> : null}
        <p className="max-w-[44em] text-s text-ink-2">{t('invite.formHelp')}</p>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <TextField
            name="name"
            label={t('invite.name')}
            help={t('invite.nameHelp')}
            defaultValue={values?.name}
            autoComplete="off"
            required
            maxLength={80}
            errors={fault('name')}
          />
          <TextField
            name="staffCode"
            label={t('invite.staffCode')}
            help={t('invite.staffCodeHelp')}
            defaultValue={values?.staffCode}
            autoComplete="off"
            autoCapitalize="characters"
            required
            maxLength={20}
            errors={fault('staffCode')}
          />
          <TextField
            name="phone"
            type="tel"
            label={t('invite.phone')}
            help={t('invite.oneWay')}
            defaultValue={values?.phone}
            autoComplete="off"
            errors={fault('phone')}
          />
          <TextField
            name="email"
            type="email"
            label={t('invite.email')}
            defaultValue={values?.email}
            autoComplete="off"
            errors={fault('email')}
          />
          <SelectField
            name="role"
            label={t('invite.role')}
            defaultValue={values?.role || roles[0]}
            errors={fault('role')}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`common:role.${role}`)}
              </option>
            ))}
          </SelectField>
          {outlets.length > 0 ? (
            <SelectField
              name="outletId"
              label={t('invite.outlet')}
              help={t('invite.outletHelp')}
              defaultValue={values?.outletId ?? ''}
              errors={fault('outletId')}
            >
              <option value="">{t('invite.noOutlet')}</option>
              {outlets.map(({ id, code, nameEn, nameZh }) => (
                <option key={id} value={id}>
                  {code} · {language === 'en' ? nameEn : nameZh}
                </option>
              ))}
            </SelectField>
          ) : null}
          <SelectField
            name="language"
            label={t('invite.language')}
            defaultValue={values?.language ?? language}
          >
            {languages.map((one) => (
              <option key={one} value={one} lang={one}>
                {t(`common:languageName.${one}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <Button className="justify-self-start">{t('invite.submit')}</Button>
      </form>
    </Card>
  )
}
