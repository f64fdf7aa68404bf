import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextAreaField, TextField } from '#app/ui/field.tsx'
import { Card, Section } from '#app/ui/surface.tsx'
import { importColumns } from '../batches/batch-columns.ts'
import { type BroughtKind, batchLimits } from '../batches/batch-row.ts'

/** A form that came back: what was typed, and what is wrong with it. */
export type AnsweredBatch = {
  readonly form: 'brought' | 'session'
  readonly problem: string
  readonly fileName: string
  readonly pasted: string
  readonly attests: boolean
  readonly code: string
  readonly day: string
}

/** The way in for rows that somebody brings: a file or pasted text, and for revocations one exam session. */
export function BatchForm({ kind, answered }: { kind: BroughtKind; answered: AnsweredBatch | null }) {
  const { t } = useTranslation('batches')
  const brought = answered?.form === 'brought' ? answered : null
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-7">
      <form
        method="post"
        action={paths.newBatch({ kind })}
        encType="multipart/form-data"
        className="grid grid-cols-1 gap-4"
      >
        <input type="hidden" name="form" value="brought" />
        {brought ? <Problem text={brought.problem} /> : null}
        <TextField
          type="file"
          name="file"
          label={t('new.file')}
          help={t('new.fileHelp', { rows: batchLimits.rows })}
          errors={brought?.fileName ? [t('new.fileAgain', { name: brought.fileName })] : undefined}
          accept=".csv,.txt,.xlsx"
          style={{ paddingBlock: '0.5rem' }}
        />
        <TextAreaField
          name="pasted"
          label={t(`new.paste.${kind}`)}
          help={t(`new.pasteHelp.${kind}`)}
          defaultValue={brought?.pasted}
          rows={6}
          spellCheck={false}
          style={{ fontFamily: 'var(--font-mono, monospace)' }}
        />
        {kind === 'import' ? <Attestation isTicked={brought?.attests ?? false} /> : null}
        <div>
          <Button>{t('new.submit')}</Button>
          <p className="mt-1 text-xs text-ink-3">{t('new.next')}</p>
        </div>
      </form>
      {kind === 'import' ? <Columns /> : <SessionForm answered={answered} />}
    </div>
  )
}

function Problem({ text }: { text: string }) {
  const { t } = useTranslation('batches')
  const formats = useFormats()
  return <FormProblem>{formats.sentences([t('new.problem.title'), text])}</FormProblem>
}

function Attestation({ isTicked }: { isTicked: boolean }) {
  const { t } = useTranslation('batches')
  return (
    <div>
      <label className="flex min-h-11 items-start gap-2.5 text-s">
        <input
          type="checkbox"
          name="attests"
          value="yes"
          defaultChecked={isTicked}
          aria-describedby="attests-help"
          className="mt-0.5 size-5 shrink-0"
        />
        {t('new.attest')}
      </label>
      <p id="attests-help" className="text-xs text-ink-3">
        {t('new.attestHelp')}
      </p>
    </div>
  )
}

/** What each column is for, and the empty table to fill in. */
function Columns() {
  const { t } = useTranslation('batches')
  return (
    <Section title={t('new.columns')}>
      <ul className="grid list-disc gap-1 pl-5 text-s text-ink-2">
        {importColumns.map((column) => (
          <li key={column}>{t(`new.about.${column}`)}</li>
        ))}
      </ul>
      <Link
        to={paths.batchTemplate()}
        reloadDocument
        className="mt-2 inline-flex min-h-11 items-center text-s font-semibold text-accent"
      >
        {t('new.template')}
      </Link>
    </Section>
  )
}

function SessionForm({ answered }: { answered: AnsweredBatch | null }) {
  const { t } = useTranslation('batches')
  const typed = answered?.form === 'session' ? answered : null
  return (
    <Section title={t('new.session.title')}>
      <Card>
        <form method="post" action={paths.newBatch({ kind: 'revoke' })} className="grid grid-cols-1 gap-4">
          <input type="hidden" name="form" value="session" />
          {typed ? <Problem text={typed.problem} /> : null}
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              name="code"
              label={t('new.session.code')}
              help={t('new.session.codeHelp')}
              defaultValue={typed?.code}
              inputMode="numeric"
              autoComplete="off"
              maxLength={20}
              required
            />
            <TextField
              type="date"
              name="day"
              label={t('new.session.day')}
              help={t('new.session.dayHelp')}
              defaultValue={typed?.day}
            />
          </div>
          <div>
            <Button look="quiet">{t('new.session.submit')}</Button>
          </div>
        </form>
      </Card>
    </Section>
  )
}
