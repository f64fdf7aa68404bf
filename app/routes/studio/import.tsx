import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { HintNote } from '#app/features/identity/components/note.tsx'
import { ImportConfirmation } from '#app/features/item-bank/components/import-confirmation.tsx'
import { ReportList } from '#app/features/item-bank/components/report-list.tsx'
import { readImport } from '#app/features/item-bank/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

const pageSize = 50

export const handle = { i18n: ['items'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Tiergate` }]

/** What a file would bring, or brought, item by item. */
export const loader = forRoles(['curriculum-author'], async (ctx, { params, request }) => {
  const found = await readImport(ctx, {
    courseCode: requireParam(params, 'course'),
    importId: requireParam(params, 'import'),
  })
  if (!found) throw new Response(null, { status: 404 })
  const { course, id, isDone, fileName, report } = found
  const query = new URL(request.url).searchParams
  const isNarrowed = query.get('show') === 'problems'
  const listed = isNarrowed ? report.items.filter(({ result }) => result !== 'imported') : report.items
  const page = Math.min(readListQuery(request).page, Math.max(1, Math.ceil(listed.length / pageSize)))
  return {
    title: i18nFor(ctx.language).t(isDone ? 'items:result.titleDone' : 'items:result.title', {
      file: fileName,
    }),
    course: course.code,
    id,
    isDone,
    fileName,
    format: report.format,
    counts: report.counts,
    isNarrowed,
    isChangedMeanwhile: !isDone && query.get('changed') === '1',
    items: listed.slice((page - 1) * pageSize, page * pageSize),
    total: listed.length,
    page,
  }
})

export default function ImportPage() {
  const { course, id, isDone, fileName, format, counts, isNarrowed, isChangedMeanwhile, items, total, page } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('items')
  const taken = counts.imported + counts.importedWithLoss
  const addressOf = (query: { show?: string; page?: string }) => paths.itemImport(course, id, query)
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="grid gap-1">
        <Lede className="break-words">
          {taken === 0 && !isDone
            ? t('result.ledeNone', { file: fileName })
            : t(isDone ? 'result.ledeDone' : 'result.ledeOpen', { file: fileName, count: taken })}
        </Lede>
        <p className="text-s text-ink-2">
          {t('result.sums', {
            added: counts.new,
            changed: counts.changed,
            unchanged: counts.unchanged,
            loss: counts.importedWithLoss,
            refused: counts.refused,
          })}
        </p>
        <p className="text-s text-ink-2">
          {t('result.format', { format: t(`formatName.${format}`), bank: course })}
        </p>
      </div>
      {isChangedMeanwhile ? <HintNote>{t('result.changedMeanwhile')}</HintNote> : null}
      {isDone ? null : <ImportConfirmation course={course} id={id} writes={counts.new + counts.changed} />}
      <Section title={t('result.items')} aside={t('result.found', { count: total })}>
        <Link
          to={addressOf(isNarrowed ? {} : { show: 'problems' })}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t(isNarrowed ? 'result.all' : 'result.onlyProblems')}
        </Link>
        {total === 0 ? <EmptyState title={t('result.nothing')} /> : <ReportList items={items} />}
        <div className="mt-3">
          <Paging
            page={page}
            pageSize={pageSize}
            total={total}
            toPage={(to) => addressOf({ ...(isNarrowed ? { show: 'problems' } : {}), page: String(to) })}
          />
        </div>
      </Section>
      <Link
        to={paths.itemBank(course)}
        className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
      >
        {t('result.back', { course })}
      </Link>
    </div>
  )
}
