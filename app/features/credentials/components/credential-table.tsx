import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import type { CredentialList } from '../read-credential-file.server.ts'
import { StatusTag } from './status-tag.tsx'

/** Credentials with their status now. */
export function CredentialTable({ credentials }: { credentials: CredentialList['credentials'] }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  return (
    <TableScroll label={t('list.table')}>
      <table className="w-full min-w-[44rem] text-left text-s">
        <thead className="text-xs text-ink-3">
          <tr>
            {(['person', 'credential', 'status', 'until'] as const).map((column) => (
              <th key={column} scope="col" className="px-4 py-2.5 font-semibold">
                {t(`list.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {credentials.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="sticky left-0 bg-surface px-4 py-3 font-semibold">
                {one.person.name}{' '}
                <span className="block font-mono text-xs font-normal text-ink-3">{one.person.code}</span>
              </th>
              <td className="px-4 py-3">
                <span className="font-semibold">{one.type.code}</span> {one.type.name}
                <Link
                  to={paths.credential(one.id)}
                  className="flex min-h-8 items-center font-mono text-xs text-accent underline underline-offset-2"
                >
                  {one.number}
                </Link>
              </td>
              <td className="px-4 py-3">
                <StatusTag status={one.status} grantsWork={one.grantsWork} />
              </td>
              <td className="px-4 py-3">{formats.lastDay(one.validUntil)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
