import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, FactList, Lede } from '#app/ui/surface.tsx'
import type { BatchView } from '../batches/read-batches.server.ts'
import { BatchConfirmation } from './batch-confirmation.tsx'
import { BatchRows } from './batch-rows.tsx'
import { BatchStateTag, useSourceText } from './batch-table.tsx'
import { BatchUndo } from './batch-undo.tsx'

/** A form of the page that came back: what was typed, and what is in the way. */
export type AnsweredBatchForm = {
  readonly form: 'confirm' | 'undo'
  readonly reason: string
  readonly problem: 'reason-missing' | 'second-person-needed' | 'nothing-left' | 'closed' | 'not-undoable'
}

/** One batch: how things stand, what is to be done about it, and its rows. */
export function BatchPage({ batch, answered }: { batch: BatchView; answered: AnsweredBatchForm | null }) {
  const { t } = useTranslation('batches')
  const isOpen = batch.state === 'PREVIEWED' || batch.state === 'PROPOSED'
  const isUndoable = batch.state === 'DONE' && batch.kind !== 'REVOKE' && batch.counts.ready > 0
  return (
    <div className="grid grid-cols-1 gap-6">
      <Link to={paths.batches()} className="inline-flex min-h-11 items-center text-s text-accent underline">
        {t('back')}
      </Link>
      <Lede>{ledeOf(batch, t)}</Lede>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Facts batch={batch} />
        {isOpen ? (
          <BatchConfirmation batch={batch} answered={answered?.form === 'confirm' ? answered : null} />
        ) : null}
        {isUndoable && batch.undo ? (
          <BatchUndo batch={batch} answered={answered?.form === 'undo' ? answered : null} />
        ) : isUndoable ? (
          <div>
            <ButtonLink look="quiet" to={paths.batch(batch.id, { undo: '1' })}>
              {t('undo.open')}
            </ButtonLink>
          </div>
        ) : null}
      </div>
      <BatchRows batch={batch} />
    </div>
  )
}

type Translate = ReturnType<typeof useTranslation<'batches'>>['t']

function ledeOf({ kind: code, state, counts: { all, ready } }: BatchView, t: Translate): string {
  const kind = t(`kind.${code}`)
  return state === 'PREVIEWED'
    ? t('page.lede.preview', { kind, count: ready, all })
    : t(`page.lede.${state}`, { kind, ready, all })
}

function Facts({ batch }: { batch: BatchView }) {
  const { t } = useTranslation('batches')
  const formats = useFormats(batch.zone)
  const sourceText = useSourceText()
  const steps = (['made', 'agreed', 'done', 'dropped', 'undone'] as const).flatMap((step) => {
    const by = batch[step]
    if (!by) return []
    const value = t('page.by', { name: by.name, at: formats.moment(by.at) })
    return [{ key: step, term: t(`page.${step}`), value }]
  })
  return (
    <Card>
      <div className="mb-3">
        <BatchStateTag state={batch.state} />
      </div>
      <FactList
        facts={[
          { key: 'kind', term: t('page.kind'), value: t(`kind.${batch.kind}`) },
          {
            key: 'source',
            term: t('page.source'),
            value: <span className="break-words">{sourceText(batch)}</span>,
          },
          ...(batch.source === 'FILE' || batch.source === 'PASTED'
            ? [
                {
                  key: 'hash',
                  term: t('page.hash'),
                  value: <span className="font-mono text-xs break-all">{batch.sourceHash}</span>,
                },
              ]
            : []),
          ...(batch.attestsProctored
            ? [{ key: 'attested', term: t('page.attested'), value: t('page.attestedYes') }]
            : []),
          ...steps,
          ...(batch.reason
            ? [{ key: 'reason', term: t('page.reason'), value: <Text text={batch.reason} /> }]
            : []),
          ...(batch.undoReason
            ? [{ key: 'undoReason', term: t('page.undoReason'), value: <Text text={batch.undoReason} /> }]
            : []),
        ]}
      />
    </Card>
  )
}

function Text({ text }: { text: string }) {
  return <span className="break-words whitespace-pre-line">{text}</span>
}
