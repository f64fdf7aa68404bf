import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

type PagingProps = { page: number; pageSize: number; total: number; toPage: (page: number) => string }

/** Which part of a list is shown, with the way to the parts beside it; nothing where the whole list fits. */
export function Paging({ page, pageSize, total, toPage }: PagingProps) {
  const { t } = useTranslation('common')
  if (total <= pageSize) return null
  const from = (page - 1) * pageSize + 1
  const link = 'inline-flex min-h-11 items-center font-semibold text-accent'
  return (
    <nav aria-label={t('paging.label')} className="flex flex-wrap items-center gap-x-4 text-s">
      <span className="text-ink-2">
        {t('paging.range', { from, to: Math.min(total, from + pageSize - 1), total })}
      </span>
      {page > 1 ? (
        <Link to={toPage(page - 1)} className={link} rel="prev">
          {t('paging.previous')}
        </Link>
      ) : null}
      {from + pageSize <= total ? (
        <Link to={toPage(page + 1)} className={link} rel="next">
          {t('paging.next')}
        </Link>
      ) : null}
    </nav>
  )
}
