import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { readExamCounts } from '#app/features/exams/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede, TableScroll } from '#app/ui/surface.tsx'

export const handle = { i18n: ['statistics'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(
  ['curriculum-author', 'item-reviewer', 'certification-officer'],
  async (ctx, { request }) => {
    const list = await readExamCounts(ctx, readListQuery(request))
    return { title: i18nFor(ctx.language).t('statistics:title'), list, zone: ctx.actor.acting.timeZone }
  },
)

export default function ExamsRoute() {
  const { list, zone } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['statistics', 'common'])
  const formats = useFormats(zone)
  const { exams, search, total } = list
  if (total === 0 && search === '') {
    return (
      <div className="grid grid-cols-1 gap-5">
        <Lede>{t('list.none')}</Lede>
        <EmptyState title={t('list.none')}>{t('list.noneText')}</EmptyState>
      </div>
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Lede>{t('list.lede', { count: total, attempts: list.attempts })}</Lede>
      <SearchForm action={paths.statistics()} label={t('list.search')} search={search} />
      {exams.length === 0 ? (
        <EmptyState
          title={t('list.nothingFound', { search })}
          action={
            <ButtonLink look="quiet" to={paths.statistics()}>
              {t('list.showAll')}
            </ButtonLink>
          }
        />
      ) : (
        <>
          <p className="text-s text-ink-3">{t('list.found', { count: total })}</p>
          <TableScroll label={t('list.table')}>
            <table className="w-full min-w-[34rem] text-left text-s">
              <thead className="text-xs text-ink-3">
                <tr>
                  {(['exam', 'attempts', 'passed', 'last'] as const).map((column) => (
                    <th key={column} scope="col" className="px-4 py-2.5 font-semibold">
                      {t(`list.column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="divide-y divide-line border-t border-line">
                {exams.map(({ code, title, attempts, passed, lastAt }) => (
                  <tr key={code}>
                    <th scope="row" className="sticky left-0 bg-surface px-4 py-1 font-normal">
                      <Link
                        to={paths.examStatistics(code)}
                        className="inline-flex min-h-11 items-center gap-x-2 text-accent"
                      >
                        <span>
                          <span className="font-semibold underline underline-offset-2">{code}</span> {title}
                        </span>
                      </Link>
                    </th>
                    <td className="px-4 py-3 tabular-nums">{attempts}</td>
                    <td className="px-4 py-3 tabular-nums">
                      {attempts === 0 ? t('absentMark') : `${Math.round((passed * 100) / attempts)} %`}
                    </td>
                    <td className="px-4 py-3">{lastAt === null ? t('list.never') : formats.day(lastAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
          <Paging
            page={list.page}
            pageSize={list.pageSize}
            total={total}
            toPage={(page) => paths.statistics({ q: search, page: String(page) })}
          />
        </>
      )}
    </div>
  )
}
