import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'

type Bank = { code: string; title: string; active: number; drafts: number; retired: number }

/** The banks of an organisation with how many items each has. */
export function BankTable({ banks }: { banks: readonly Bank[] }) {
  const { t } = useTranslation('items')
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const number = 'px-4 py-2 text-right tabular-nums'
  return (
    <TableScroll label={t('list.label')}>
      <table className="w-full min-w-[30rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            <th scope="col" className={`${head} sticky left-0 bg-surface`}>
              {t('list.course')}
            </th>
            {(['active', 'drafts', 'retired'] as const).map((column) => (
              <th key={column} scope="col" className={`${head} text-right`}>
                {t(`list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {banks.map(({ code, title, active, drafts, retired }) => (
            <tr key={code}>
              <th scope="row" className="sticky left-0 bg-surface px-4 py-1 text-left font-semibold">
                <Link
                  to={paths.itemBank(code)}
                  className="inline-flex min-h-11 items-center gap-2 text-accent"
                >
                  {code}
                  <span className="font-normal text-ink-2">{title}</span>
                </Link>
              </th>
              <td className={number}>{active}</td>
              <td className={number}>{drafts}</td>
              <td className={number}>{retired}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
