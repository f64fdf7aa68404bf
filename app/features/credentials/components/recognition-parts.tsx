import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextAreaField, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { RecognitionFields, RecognitionList, RecognitionProblem } from '../recognise-prior.server.ts'

type FormProps = {
  options: RecognitionList['options']
  values: RecognitionFields | null
  problem: RecognitionProblem | null
}

/** Records that somebody learnt elsewhere what is asked for here, with the document that was seen. */
export function RecognitionForm({ options, values, problem }: FormProps) {
  const { t } = useTranslation('recognitions')
  const errorsOf = (...own: readonly RecognitionProblem[]) =>
    problem !== null && own.includes(problem) ? [t(`problem.${problem}`)] : undefined
  return (
    <form method="post" action={paths.recognitions()} className="grid items-start gap-3 md:grid-cols-2">
      <TextField
        name="person"
        label={t('person')}
        help={t('personHelp')}
        autoComplete="off"
        maxLength={40}
        required
        defaultValue={values?.person ?? ''}
        errors={errorsOf('unknown-person', 'conflict', 'has-one')}
      />
      <SelectField
        name="what"
        label={t('what')}
        defaultValue={values?.what ?? options[0]?.value}
        errors={errorsOf('what')}
      >
        {options.map(({ value, code, detail, kind }) => (
          <option key={value} value={value}>
            {t(`option.${kind}`, { code, detail })}
          </option>
        ))}
      </SelectField>
      <TextField
        name="source"
        label={t('source')}
        help={t('sourceHelp')}
        maxLength={200}
        required
        defaultValue={values?.source ?? ''}
        errors={errorsOf('source')}
      />
      <TextField
        name="document"
        label={t('document')}
        help={t('documentHelp')}
        maxLength={200}
        required
        defaultValue={values?.document ?? ''}
        errors={errorsOf('document')}
      />
      <TextField
        type="date"
        name="earnedOn"
        label={t('earnedOn')}
        required
        defaultValue={values?.earnedOn ?? ''}
        errors={errorsOf('earned-on')}
      />
      <TextField
        type="date"
        name="validTo"
        label={t('validTo')}
        help={t('validToHelp')}
        defaultValue={values?.validTo ?? ''}
        errors={errorsOf('valid-to')}
      />
      <TextAreaField
        name="reason"
        label={t('reason')}
        help={t('reasonHelp')}
        maxLength={2000}
        required
        className="md:col-span-2"
        defaultValue={values?.reason ?? ''}
        errors={errorsOf('reason-missing')}
      />
      <div className="md:col-span-2">
        <Button>{t('submit')}</Button>
      </div>
    </form>
  )
}

type RowsProps = {
  rows: RecognitionList['rows']
  zone: string
  /** An end that was refused, with what was typed. */
  end: { id: string; reason: string } | null
}

/** What is recognised, those in force with the way to end them. */
export function RecognitionRows({ rows, zone, end }: RowsProps) {
  const { t } = useTranslation('recognitions')
  const { moment, day, lastDay } = useFormats(zone)
  return (
    <ul className="grid gap-3">
      {rows.map((row) => {
        const refused = end?.id === row.id ? end : null
        return (
          <li key={row.id}>
            <Card className="grid gap-2">
              <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <h3 className="font-semibold">
                  {row.personName}{' '}
                  <span className="font-mono text-xs font-normal text-ink-3">{row.personCode}</span>
                </h3>
                <span className="text-s">
                  {t(`kind.${row.kind}`)} <span className="font-mono">{row.code}</span>
                </span>
                {row.endedAt === null ? <Tag tone="allow">{t('inForce')}</Tag> : null}
              </div>
              <p className="text-s break-words">
                {t('from', { source: row.source, document: row.document, day: day(row.earnedAt) })}
                {row.validUntil ? ` · ${t('until', { day: lastDay(row.validUntil) })}` : ''}
              </p>
              <p className="text-s break-words text-ink-2">{row.reason}</p>
              <p className="text-xs text-ink-3">
                {t('verified', { name: row.verifierName, time: moment(row.recordedAt) })}
              </p>
              {row.endedAt === null ? (
                <details open={refused !== null}>
                  <summary className="min-h-11 cursor-pointer py-2.5 text-s font-semibold text-accent">
                    {t('end')}
                    <span className="sr-only">: {row.personName}</span>
                  </summary>
                  <form method="post" action={paths.endRecognition(row.id)} className="mt-2 grid gap-3">
                    <TextField
                      id={`end-${row.id}`}
                      name="reason"
                      label={t('endReason')}
                      maxLength={2000}
                      required
                      defaultValue={refused?.reason ?? ''}
                      errors={refused ? [t('problem.reason-missing')] : undefined}
                    />
                    <div>
                      <Button look="quiet">{t('end')}</Button>
                    </div>
                  </form>
                </details>
              ) : (
                <p className="text-s break-words text-ink-2">
                  {t('ended', { time: moment(row.endedAt), reason: row.endReason ?? '' })}
                </p>
              )}
            </Card>
          </li>
        )
      })}
    </ul>
  )
}
