import { useTranslation } from 'react-i18next'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, SelectField, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { KeyProblems, KeyValues } from '../key-values.ts'
import { apiScopes, lifetimes, scopeKey } from '../scopes.ts'

type Props = {
  owners: readonly { id: string; code: string; nameEn: string; nameZh: string }[]
  /** What was sent and refused last. */
  values: KeyValues | null
  problems: KeyProblems
}

/** Makes a key: whose, what for, what it may, until when. */
export function KeyForm({ owners, values, problems }: Props) {
  const { t } = useTranslation('keys')
  const language = useLanguage()
  const fault = (field: keyof KeyValues) => {
    const problem = problems[field]
    return problem ? [t(`problem.${problem}`)] : undefined
  }
  const chosen = values?.scopes ?? ['gate:check', 'gate:read']
  return (
    <Card>
      <form method="post" action={paths.apiKeys()} className="grid gap-4" noValidate>
        {Object.keys(problems).length > 0 ? <FormProblem>{t('problem.summary')}</FormProblem> : null}
        <div className="grid items-start gap-4 md:grid-cols-2">
          <TextField
            name="name"
            label={t('form.name')}
            help={t('form.nameHelp')}
            defaultValue={values?.name}
            autoComplete="off"
            required
            maxLength={80}
            errors={fault('name')}
          />
          <SelectField
            name="organisationId"
            label={t('form.organisation')}
            defaultValue={values?.organisationId ?? owners[0]?.id}
            errors={fault('organisationId')}
          >
            {owners.map(({ id, code, nameEn, nameZh }) => (
              <option key={id} value={id}>
                {code} · {language === 'en' ? nameEn : nameZh}
              </option>
            ))}
          </SelectField>
          <SelectField
            name="days"
            label={t('form.lifetime')}
            defaultValue={values?.days ?? '365'}
            errors={fault('days')}
          >
            {lifetimes.map((days) => (
              <option key={days} value={days ?? ''}>
                {days === null ? t('form.noEnd') : t('form.days', { count: days })}
              </option>
            ))}
          </SelectField>
        </div>
        <fieldset aria-describedby={problems.scopes ? 'scopes-error' : undefined}>
          <legend className="mb-1.5 text-[0.8125rem] font-semibold text-ink-2">{t('form.scopes')}</legend>
          <div className="grid gap-2 md:grid-cols-2">
            {apiScopes.map((scope) => (
              <label
                key={scope}
                className="flex min-h-11 cursor-pointer items-center gap-3 rounded-2 border border-line-strong px-3.5 py-2 text-s has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
              >
                <input
                  type="checkbox"
                  name="scopes"
                  value={scope}
                  defaultChecked={chosen.includes(scope)}
                  className="size-5 shrink-0 accent-accent outline-none"
                />
                <span>
                  {t(`scope.${scopeKey(scope)}`)}
                  <span className="block font-mono text-xs text-ink-2">{scope}</span>
                </span>
              </label>
            ))}
          </div>
          {problems.scopes ? (
            <p id="scopes-error" className="mt-1 text-s font-medium text-deny">
              {t(`problem.${problems.scopes}`)}
            </p>
          ) : null}
        </fieldset>
        <Button className="justify-self-start">{t('form.submit')}</Button>
      </form>
    </Card>
  )
}
