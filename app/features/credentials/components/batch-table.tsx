import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { BatchList, BatchView } from '../batches/read-batches.server.ts'

const tones: Record<BatchView['state'], Tone> = {
  PREVIEWED: 'neutral',
  PROPOSED: 'warn',
  DONE: 'allow',
  DROPPED: 'neutral',
  UNDONE: 'neutral',
}

/** How things stand with a batch. */
export function BatchStateTag({ state }: { state: BatchView['state'] }) {
  const { t } = useTranslation('batches')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

/** Where the rows of a batch came from, in words. */
export function useSourceText(): (batch: Pick<BatchView, 'source' | 'sourceName'>) => string {
  const { t } = useTranslation('batches')
  return ({ source, sourceName }) =>
    source === 'FILE' || source === 'SESSION'
      ? t(`source.${source}`, { name: sourceName ?? '' })
      : t(`source.${source}`)
}

/** The batches of a brand, the newest first. */
export function BatchTable({ batches, zone }: { batches: BatchList['batches']; zone: string }) {
  const { t } = useTranslation('batches')
  const formats = useFormats(zone)
  const sourceText = useSourceText()
  return (
    <TableScroll label={t('list.table')}>
      <table className="w-full min-w-[42rem] text-left text-s">
        <thead className="text-xs text-ink-3">
          <tr>
            {(['batch', 'state', 'rows', 'by'] as const).map((column) => (
              <th key={column} scope="col" className="px-4 py-2.5 font-semibold">
                {t(`list.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {batches.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="bg-surface px-4 py-2 font-normal sm:sticky sm:left-0">
                <Link
                  to={paths.batch(one.id)}
                  className="inline-flex min-h-8 items-center font-semibold text-accent underline underline-offset-2"
                >
                  {t(`kind.${one.kind}`)}
                  <span className="sr-only"> {formats.moment(one.madeAt)}</span>
                </Link>
                <span className="block max-w-[20rem] text-xs break-words text-ink-3">{sourceText(one)}</span>
              </th>
              <td className="px-4 py-3">
                <BatchStateTag state={one.state} />
              </td>
              <td className="px-4 py-3">{figureOf(one, t)}</td>
              <td className="px-4 py-3">
                {one.maker}
                <span className="block text-xs text-ink-3">{formats.moment(one.madeAt)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

type Translate = ReturnType<typeof useTranslation<'batches'>>['t']

function figureOf(one: BatchList['batches'][number], t: Translate): string {
  const all = one.rowCount
  if (one.state === 'DONE') return t('list.figure.done', { done: one.doneCount ?? 0, all })
  if (one.state === 'UNDONE')
    return t('list.figure.undone', { undone: one.undoneCount ?? 0, done: one.doneCount ?? 0 })
  return t('list.figure.ready', { ready: one.readyCount, all })
}
