import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { ExamFigures } from '#app/features/exams/components/exam-figures.tsx'
import { ItemPlot } from '#app/features/exams/components/item-plot.tsx'
import { ItemStatisticsTable } from '#app/features/exams/components/item-statistics-table.tsx'
import { LanguageTable } from '#app/features/exams/components/language-table.tsx'
import { LeakNotes } from '#app/features/exams/components/leak-notes.tsx'
import { ScoreHistogram } from '#app/features/exams/components/score-histogram.tsx'
import { StatisticsFilter } from '#app/features/exams/components/statistics-filter.tsx'
import { type ExamStatisticsPage, readExamStatistics } from '#app/features/exams/index.server.ts'
import { readStatisticsQuery } from '#app/features/exams/statistics-query.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Paging } from '#app/ui/paging.tsx'
import { Card, EmptyState, Lede, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'

export const handle = { i18n: ['statistics'], scripts: false }

/** Rows of the table of items; the drawings and the notes above it are of all items. */
const itemsOnPage = 25

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.page.code} ${data.page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(
  ['curriculum-author', 'item-reviewer', 'certification-officer'],
  async (ctx, { params, request }) => {
    const query = readStatisticsQuery(new URL(request.url).searchParams)
    const page = await readExamStatistics(ctx, requireParam(params, 'exam'), query)
    if (!page) throw new Response(null, { status: 404 })
    const last = Math.max(1, Math.ceil(page.items.length / itemsOnPage))
    const itemPage = Math.min(readListQuery(request).page, last)
    return { page, itemPage, zone: ctx.actor.acting.timeZone }
  },
)

export default function ExamStatisticsRoute() {
  const { page, itemPage, zone } = useLoaderData<typeof loader>()
  const { t } = useTranslation('statistics')
  const { code, title, small, items } = page
  const filter = <StatisticsFilter page={page} zone={zone} />
  if (page.counts.counted === 0) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Lede>{t('lede.nobody', { code, title })}</Lede>
        {page.blueprints.length > 1 ? filter : null}
        <EmptyState title={t('lede.soon')}>{t('lede.nobodyText', { small })}</EmptyState>
      </div>
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Head page={page} />
      {page.exam.isSmallSample ? (
        <div className="rounded-3 border border-warn bg-warn-soft p-4">
          <Tag tone="warn">{t('small.title')}</Tag>
          <p className="mt-1 max-w-[46em] text-s text-ink-2">{t('small.text', { n: page.exam.n, small })}</p>
        </div>
      ) : null}
      {filter}
      <LeakNotes items={items} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
        <Section title={t('histogram.title')}>
          <ScoreHistogram bars={page.histogram} cutPermille={page.cutPermille} passed={page.counts.atCut} />
        </Section>
        <Section title={t('plot.title')}>
          <ItemPlot items={items} />
        </Section>
      </div>
      <Section title={t('exam.title')}>
        <Card>
          <ExamFigures exam={page.exam} consistency={page.consistency} />
        </Card>
      </Section>
      <div id="items" className="scroll-mt-4">
        <Section title={t('items.title')} aside={t('items.found', { count: items.length })}>
          <ItemStatisticsTable items={items.slice((itemPage - 1) * itemsOnPage, itemPage * itemsOnPage)} />
          <div className="mt-3">
            <Paging
              page={itemPage}
              pageSize={itemsOnPage}
              total={items.length}
              toPage={(to) =>
                `${paths.examStatistics(code, {
                  blueprint: String(page.blueprint),
                  attempts: page.attempts,
                  page: String(to),
                })}#items`
              }
            />
          </div>
        </Section>
      </div>
      <Section title={t('language.title')}>
        <LanguageTable items={items} languages={page.languages} />
      </Section>
    </div>
  )
}

/** The answer in numbers, and the table to take along. */
function Head({ page }: { page: ExamStatisticsPage }) {
  const { t } = useTranslation('statistics')
  const { code, title, counts, exam, items } = page
  const flagged = items.filter(({ isFlagged }) => isFlagged).length
  const mean = exam.mean.value === null || !exam.possible.value ? 0 : exam.mean.value / exam.possible.value
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <Lede className="min-w-60 flex-1">
        {t('sentences', {
          first: t('lede.counts', {
            code,
            title,
            count: counts.counted,
            passed: Math.round((counts.passed * 100) / counts.counted),
            mean: Math.round(mean * 100),
          }),
          second:
            flagged === 0 ? t('lede.noFlag') : t('lede.flagged', { count: flagged, items: items.length }),
        })}
      </Lede>
      <a
        href={paths.exportStatistics(code, {
          blueprint: String(page.blueprint),
          attempts: page.attempts,
        })}
        className="inline-flex min-h-11 items-center justify-center rounded-2 border border-transparent bg-accent px-[1.125rem] text-[0.9375rem] font-semibold text-accent-ink no-underline hover:opacity-90"
      >
        {t('csv.download')}
      </a>
    </div>
  )
}
