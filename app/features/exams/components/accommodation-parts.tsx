import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { AccommodationPage, AccommodationProblem } from '../accommodations.server.ts'

type FormProps = {
  shares: readonly number[]
  values: { person: string; share: string; reason: string } | null
  problem: AccommodationProblem | null
}

/** Grants somebody extra time. */
export function AccommodationForm({ shares, values, problem }: FormProps) {
  const { t } = useTranslation('invigilation')
  const errorsOf = (...own: readonly AccommodationProblem[]) =>
    problem !== null && own.includes(problem) ? [t(`accommodation.problem.${problem}`)] : undefined
  return (
    <form method="post" action={paths.accommodations()} className="grid items-start gap-3 md:grid-cols-2">
      <TextField
        name="person"
        label={t('accommodation.person')}
        help={t('accommodation.personHelp')}
        autoComplete="off"
        maxLength={40}
        required
        defaultValue={values?.person ?? ''}
        errors={errorsOf('unknown-person', 'own', 'has-one')}
      />
      <SelectField
        name="share"
        label={t('accommodation.share')}
        defaultValue={values?.share ?? '250'}
        errors={errorsOf('share')}
      >
        {shares.map((share) => (
          <option key={share} value={share}>
            {t('accommodation.shareOf', { percent: share / 10 })}
          </option>
        ))}
      </SelectField>
      <TextField
        name="reason"
        label={t('accommodation.reason')}
        help={t('accommodation.reasonHelp')}
        maxLength={600}
        required
        className="md:col-span-2"
        defaultValue={values?.reason ?? ''}
        errors={errorsOf('reason-missing', 'reason-long')}
      />
      <div className="md:col-span-2">
        <Button>{t('accommodation.submit')}</Button>
      </div>
    </form>
  )
}

type RowsProps = {
  rows: AccommodationPage['rows']
  zone: string
  /** An end that was refused, with what was typed. */
  end: { id: string; reason: string; problem: 'reason-missing' | 'reason-long' } | null
}

/** What is on record, those in force with the way to end them. */
export function AccommodationRows({ rows, zone, end }: RowsProps) {
  const { t } = useTranslation('invigilation')
  const { moment } = useFormats(zone)
  return (
    <ul className="grid gap-3">
      {rows.map((row) => {
        const refused = end?.id === row.id ? end : null
        return (
          <li key={row.id}>
            <Card className="grid gap-2">
              <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <h3 className="font-semibold">
                  {row.personName} <span className="font-normal text-ink-3">{row.personCode}</span>
                </h3>
                <span>{t('accommodation.shareOf', { percent: row.extraPermille / 10 })}</span>
                {row.endedAt === null ? <Tag tone="allow">{t('accommodation.inForce')}</Tag> : null}
              </div>
              <p className="text-s break-words">{row.reason}</p>
              <p className="text-s text-ink-3">
                {t('accommodation.granted', { time: moment(row.grantedAt), name: row.granterName })}
              </p>
              {row.endedAt === null ? (
                <details open={refused !== null}>
                  <summary className="min-h-11 cursor-pointer py-2.5 font-semibold text-accent">
                    {t('accommodation.end')}
                    <span className="sr-only">: {row.personName}</span>
                  </summary>
                  <form method="post" action={paths.endAccommodation(row.id)} className="mt-2 grid gap-3">
                    <TextField
                      id={`end-${row.id}`}
                      name="reason"
                      label={t('accommodation.endReason')}
                      maxLength={600}
                      required
                      defaultValue={refused?.reason ?? ''}
                      errors={refused ? [t(`accommodation.problem.${refused.problem}`)] : undefined}
                    />
                    <div>
                      <Button look="quiet">{t('accommodation.end')}</Button>
                    </div>
                  </form>
                </details>
              ) : (
                <p className="text-s break-words text-ink-2">
                  {t('accommodation.ended', { time: moment(row.endedAt), reason: row.endReason ?? '' })}
                </p>
              )}
            </Card>
          </li>
        )
      })}
    </ul>
  )
}
