import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { EmptyState } from '#app/ui/surface.tsx'

type Listed = {
  id: string
  state: 'OPEN' | 'DONE'
  fileName: string
  createdAt: string
  closedAt: string | null
  personName: string
}

/** The newest files that were brought for a bank, each with its result. */
export function ImportList({ course, imports }: { course: string; imports: readonly Listed[] }) {
  const { t } = useTranslation('items')
  const formats = useFormats()
  if (imports.length === 0) return <EmptyState title={t('imports.none')} />
  return (
    <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
      {imports.map(({ id, state, fileName, createdAt, closedAt, personName }) => (
        <li key={id}>
          <Link
            to={paths.itemImport(course, id)}
            className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-s hover:bg-sunken"
          >
            <span className="min-w-40 flex-1 break-words">
              {t('imports.by', { file: fileName, person: personName })}
            </span>
            <span className="text-ink-2">{t(state === 'OPEN' ? 'imports.open' : 'imports.done')}</span>
            <time dateTime={closedAt ?? createdAt} className="text-xs text-ink-3">
              {formats.moment(closedAt ?? createdAt)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  )
}
