import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { BatchRowView, BatchView } from '../batches/read-batches.server.ts'
import { noteText, problemText, resultText } from '../batches/row-words.ts'
import { useEffectLines } from './effect-lines.ts'

/** The rows of a batch with what would become or became of each, narrowed to those that can be done or to those that cannot. */
export function BatchRows({ batch }: { batch: BatchView }) {
  const { t } = useTranslation('batches')
  const { counts, stage, view } = batch
  const total = view === 'all' ? counts.all : counts[view]
  const views = [
    { key: 'all' as const, text: t('page.view.all', { count: counts.all }) },
    { key: 'ready' as const, text: t(`page.view.ready.${stage}`, { count: counts.ready }) },
    { key: 'refused' as const, text: t(`page.view.refused.${stage}`, { count: counts.refused }) },
  ]
  return (
    <Section
      title={t('page.rows')}
      aside={
        <Link
          to={paths.batchRows(batch.id)}
          reloadDocument
          className="inline-flex min-h-11 items-center font-semibold text-accent"
        >
          {t('page.csv')}
        </Link>
      }
    >
      <nav aria-label={t('page.view.label')} className="mb-2 flex flex-wrap gap-x-5">
        {views.map(({ key, text }) => (
          <Link
            key={key}
            to={paths.batch(batch.id, { show: key === 'all' ? undefined : key })}
            aria-current={key === view ? 'page' : undefined}
            className="inline-flex min-h-11 items-center text-s font-semibold text-accent aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:underline-offset-4"
          >
            {text}
          </Link>
        ))}
      </nav>
      {batch.rows.length === 0 ? (
        <EmptyState title={t('page.noRows')} />
      ) : (
        <ol
          aria-label={t('page.table')}
          className="divide-y divide-line rounded-3 border border-line bg-surface"
        >
          {batch.rows.map((row) => (
            <Row key={row.rowNumber} row={row} batch={batch} />
          ))}
        </ol>
      )}
      <div className="mt-3">
        <Paging
          page={batch.page}
          pageSize={batch.pageSize}
          total={total}
          toPage={(page) =>
            paths.batch(batch.id, { show: view === 'all' ? undefined : view, page: String(page) })
          }
        />
      </div>
    </Section>
  )
}

function Row({ row, batch }: { row: BatchRowView; batch: BatchView }) {
  const { t } = useTranslation('batches')
  const code = row.person?.code ?? row.typed.staffCode
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 text-s md:grid-cols-[11rem_15rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <span className="block text-xs text-ink-3">{t('page.row', { row: row.rowNumber })}</span>
        <span className="font-semibold break-words">{row.person?.name ?? t('page.unknownPerson')}</span>{' '}
        {code === '' ? null : <span className="block font-mono text-xs break-all text-ink-3">{code}</span>}
      </div>
      <div className="min-w-0">
        <Credential row={row} zone={batch.zone} />
      </div>
      <div className="min-w-0">
        <Tag tone={row.result === 'REFUSED' ? 'deny' : batch.stage === 'PREVIEW' ? 'neutral' : 'allow'}>
          {resultText(t, batch.kind, batch.stage, row.result)}
        </Tag>
        {row.problems.length + row.notes.length > 0 ? (
          <ul className="mt-1 grid gap-0.5">
            {row.problems.map((problem) => (
              <li key={problem.code} className="break-words">
                {problemText(t, problem)}
              </li>
            ))}
            {row.notes.map((note) => (
              <li key={note} className="break-words text-warn">
                {noteText(t, note)}
              </li>
            ))}
          </ul>
        ) : null}
        {row.effect && batch.stage === 'PREVIEW' ? <Loss effect={row.effect} batch={batch} /> : null}
      </div>
    </li>
  )
}

function Credential({ row, zone }: { row: BatchRowView; zone: string }) {
  const { t } = useTranslation('batches')
  const formats = useFormats(zone)
  const number = row.number ?? row.typed.number
  return (
    <>
      <span className="font-semibold">{row.typed.typeCode}</span>
      {number === '' ? null : row.credentialId ? (
        <Link
          to={paths.credential(row.credentialId)}
          className="flex min-h-8 items-center font-mono text-xs text-accent underline underline-offset-2"
        >
          {number}
        </Link>
      ) : (
        <span className="block font-mono text-xs break-all">{number}</span>
      )}
      {row.validFrom && row.validUntil ? (
        <span className="block">
          {t('page.period', { from: formats.day(row.validFrom), to: formats.lastDay(row.validUntil) })}
        </span>
      ) : null}
      {row.supersedes ? (
        <span className="block text-xs text-ink-3">{t('page.replaces', { number: row.supersedes })}</span>
      ) : null}
      {row.oldNumber ? (
        <span className="block text-xs break-words text-ink-3">
          {t('page.earlier', { number: row.oldNumber })}
        </span>
      ) : null}
      {row.evidenceMode ? (
        <span className="block text-xs text-ink-3">{t(`page.mode.${row.evidenceMode}`)}</span>
      ) : null}
    </>
  )
}

function Loss({ effect, batch }: { effect: NonNullable<BatchRowView['effect']>; batch: BatchView }) {
  const { t } = useTranslation('batches')
  const lines = useEffectLines(
    effect,
    (code) => batch.categories.find((one) => one.code === code)?.name ?? code,
  )
  return (
    <div className="mt-1">
      <p className="text-xs text-ink-3">{t('page.loses')}</p>
      <ul className="list-disc pl-5">
        {(lines.length > 0 ? lines : [t('page.losesNothing')]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
