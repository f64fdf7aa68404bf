import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem, SelectField, TextAreaField, TextField } from '#app/ui/field.tsx'
import { Card, Lede } from '#app/ui/surface.tsx'
import type { ActFields } from '../act-form.ts'
import type { ActName } from '../act-names.ts'
import type { ActPreview, CredentialFile } from '../read-credential-file.server.ts'
import { nameOf } from './credential-file-page.tsx'
import { DecisionObstacles } from './decision-obstacles.tsx'
import { useEffectLines } from './effect-lines.ts'

type Props = {
  name: ActName
  file: CredentialFile
  fields: ActFields
  problem:
    | 'from'
    | 'until'
    | 'reason-missing'
    | 'conflict'
    | 'obstacle'
    | 'second-person-needed'
    | 'proposed-otherwise'
    | null
  preview: ActPreview | null
}

/** One act on one credential: its fields, what it would change, and the reason that is recorded. */
export function CredentialActPage({ name, file, fields, problem, preview }: Props) {
  const { t } = useTranslation('credentials')
  const conflicts = preview?.conflicts ?? file.conflicts
  const isPossible = conflicts.length === 0 && file.acts.includes(name)
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-5">
      <Link
        to={paths.credential(file.id)}
        className="inline-flex min-h-11 items-center text-s text-accent underline"
      >
        {t('act.back', { number: file.number })}
      </Link>
      <Lede>{t(`act.lede.${name}`, { type: file.type.code, name: file.holder.name })}</Lede>
      <DecisionObstacles conflicts={conflicts} obstacles={[]} />
      {isPossible ? (
        <Card>
          <form method="post" action={paths.credentialAct(file.id, name)} className="grid gap-4">
            {problem && problem !== 'from' && problem !== 'until' && problem !== 'reason-missing' ? (
              <FormProblem>{t(`act.problem.${problem}`)}</FormProblem>
            ) : null}
            {name === 'suspend' ? <SuspensionFields fields={fields} problem={problem} /> : null}
            {name === 'correct' ? <PeriodFields fields={fields} problem={problem} /> : null}
            {name === 'reduce' ? <ScopeFields file={file} fields={fields} /> : null}
            <Effect preview={preview} file={file} name={name} />
            {name === 'suspend' || name === 'reduce' || name === 'correct' ? (
              <div>
                <Button look="quiet" formMethod="get" formNoValidate>
                  {t('act.showEffect')}
                </Button>
              </div>
            ) : null}
            <TextAreaField
              name="reason"
              label={t('file.reason')}
              help={t('act.reasonHelp')}
              defaultValue={fields.reason}
              errors={problem === 'reason-missing' ? [t('file.problem.reason-missing')] : undefined}
              maxLength={2000}
              required
            />
            <div className="flex flex-wrap gap-2">
              <Button look={name === 'reinstate' || name === 'correct' ? 'primary' : 'danger'}>
                {t(`act.name.${name}`)}
              </Button>
              <ButtonLink look="quiet" to={paths.credential(file.id)}>
                {t('act.leave')}
              </ButtonLink>
            </div>
          </form>
        </Card>
      ) : conflicts.length === 0 ? (
        <FormProblem>{t('act.impossible')}</FormProblem>
      ) : null}
    </div>
  )
}

function SuspensionFields({ fields, problem }: Pick<Props, 'fields' | 'problem'>) {
  const { t } = useTranslation('credentials')
  const errorOf = (field: 'from' | 'until') => (problem === field ? [t(`act.problem.${field}`)] : undefined)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        type="date"
        name="from"
        label={t('act.from')}
        help={t('act.fromHelp')}
        defaultValue={fields.from}
        errors={errorOf('from')}
      />
      <TextField
        type="date"
        name="until"
        label={t('act.until')}
        help={t('act.untilHelp')}
        defaultValue={fields.until}
        errors={errorOf('until')}
      />
      <TextField
        name="liftCondition"
        label={t('act.liftCondition')}
        help={t('act.liftConditionHelp')}
        defaultValue={fields.liftCondition}
        maxLength={500}
        className="sm:col-span-2"
      />
    </div>
  )
}

function PeriodFields({ fields, problem }: Pick<Props, 'fields' | 'problem'>) {
  const { t } = useTranslation('credentials')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        type="date"
        name="from"
        label={t('act.from')}
        defaultValue={fields.from}
        errors={problem === 'from' ? [t('act.problem.day')] : undefined}
        required
      />
      <TextField
        type="date"
        name="until"
        label={t('act.until')}
        help={t('act.correctUntilHelp')}
        defaultValue={fields.until}
        errors={problem === 'until' ? [t('act.problem.day')] : undefined}
        required
      />
    </div>
  )
}

function ScopeFields({ file, fields }: Pick<Props, 'file' | 'fields'>) {
  const { t } = useTranslation('credentials')
  const scope = file.reading?.scope ?? file.type
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-s font-semibold">{t('act.remains')}</legend>
      {scope.grants.map(({ category, level: top }) => (
        <SelectField
          key={category}
          name={`level.${category}`}
          label={nameOf(file, category)}
          defaultValue={fields.levels[category] ?? top}
        >
          {Array.from({ length: top + 1 }, (_, below) => top - below).map((level) => (
            <option key={level} value={level}>
              {level === 0 ? t('act.nothing') : t('act.upTo', { level })}
            </option>
          ))}
        </SelectField>
      ))}
      {scope.endorsements.map((code) => (
        <label key={code} className="flex min-h-11 items-center gap-2 text-s">
          <input
            type="checkbox"
            name="keep"
            value={code}
            defaultChecked={fields.endorsements.includes(code)}
            className="size-5"
          />
          {t('life.endorsement', { code })}
        </label>
      ))}
    </fieldset>
  )
}

/** What the act changes, said before it happens. */
function Effect({ preview, file, name }: Pick<Props, 'preview' | 'file' | 'name'>) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(file.type.zone)
  const lines = useEffectLines(preview?.effect ?? null, (code) => nameOf(file, code))
  if (!preview) return null
  // Nothing taken away yet is where the form begins, and no fault.
  if (preview.obstacle === 'NOT_LESS' || preview.obstacle === 'NOTHING_CHANGED') {
    return <p className="rounded-2 bg-sunken px-4 py-3 text-s">{t(`act.obstacle.${preview.obstacle}`)}</p>
  }
  if (preview.obstacle) {
    return (
      <p className="rounded-2 bg-deny-soft px-4 py-3 text-s text-deny">
        {t(`act.obstacle.${preview.obstacle}`)}
      </p>
    )
  }
  return (
    <div className="rounded-2 bg-sunken px-4 py-3 text-s">
      <p className="font-semibold">{t('act.effect.title', { name: file.holder.name })}</p>
      <ul className="list-disc pl-5">
        {(lines.length > 0 ? lines : [t('act.effect.none')]).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {file.holder.places.length > 0 && lines.length > 0 ? (
          <li>
            {t('act.effect.places', {
              list: formats.list(file.holder.places.map(({ code, name: place }) => `${code} ${place}`)),
            })}
          </li>
        ) : null}
        {name === 'revoke' ? <li>{t('act.effect.noReissue')}</li> : null}
        {name === 'correct' ? <li>{t('act.effect.newNumber')}</li> : null}
        {(name === 'revoke' || name === 'correct') && file.type.isTwoPerson && !file.proposal ? (
          <li>{t('act.effect.twoPerson')}</li>
        ) : null}
      </ul>
    </div>
  )
}
