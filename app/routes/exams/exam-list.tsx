import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { ExamCard } from '#app/features/exams/components/exam-card.tsx'
import { ResultsTable } from '#app/features/exams/components/results-table.tsx'
import { type ExamList, readExamList } from '#app/features/exams/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['exams'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['engineer'], async (ctx, { request }) => {
  const list = await readExamList(ctx, readListQuery(request))
  return { title: i18nFor(ctx.language).t('exams:title'), list }
})

export default function ExamListRoute() {
  const { list } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['exams', 'common'])
  const { exams, search, running, counts } = list
  return (
    <div className="grid grid-cols-1 gap-6">
      <Lede>
        <Answer list={list} />
      </Lede>
      {running ? (
        <p>
          <ButtonLink reloadDocument to={paths.attempt(running.attemptId)}>
            {t('list.continue', { exam: running.examCode })}
          </ButtonLink>
        </p>
      ) : null}
      {counts.exams === 0 ? (
        <EmptyState
          title={t('list.none')}
          action={
            <ButtonLink look="quiet" to={paths.courses()}>
              {t('list.toCourses')}
            </ButtonLink>
          }
        >
          {t('list.noneText')}
        </EmptyState>
      ) : (
        <Section title={t('list.all')} aside={t('list.found', { count: list.total })}>
          <SearchForm action={paths.exams()} label={t('list.search')} search={search} className="mb-4" />
          {exams.length === 0 ? (
            <EmptyState
              title={t('list.nothingFound', { search })}
              action={
                <ButtonLink look="quiet" to={paths.exams()}>
                  {t('list.showAll')}
                </ButtonLink>
              }
            />
          ) : (
            <ul className="grid gap-4 md:grid-cols-2">
              {exams.map((exam) => (
                <li key={exam.code}>
                  <ExamCard exam={exam} />
                </li>
              ))}
            </ul>
          )}
          <div className="mt-4">
            <Paging
              page={list.page}
              pageSize={list.pageSize}
              total={list.total}
              toPage={(page) => paths.exams({ q: search, page: String(page) })}
            />
          </div>
        </Section>
      )}
      <Section title={t('list.results')} aside={t('list.resultCount', { count: list.results.length })}>
        {list.results.length === 0 ? (
          <EmptyState title={t('list.noResults')} />
        ) : (
          <ResultsTable results={list.results} />
        )}
      </Section>
    </div>
  )
}

/** The page's first line: what can be taken now, when the next retake is possible, how many are passed. */
function Answer({ list: { counts, running, nextRetakeAt } }: { list: ExamList }) {
  const { t } = useTranslation('exams')
  const { moment, sentences } = useFormats()
  if (counts.exams === 0) return <>{t('list.none')}</>
  const now = running
    ? running.isPaused
      ? t('list.ledePaused', { exam: running.examCode })
      : t('list.ledeRunning', { exam: running.examCode, time: moment(running.deadlineAt) })
    : counts.open === 0
      ? t('list.ledeOpenNone')
      : t('list.ledeOpen', { count: counts.open })
  return (
    <>
      {sentences([
        now,
        nextRetakeAt ? t('list.ledeRetake', { time: moment(nextRetakeAt) }) : '',
        t('list.ledePassed', { count: counts.passed, total: counts.exams }),
      ])}
    </>
  )
}
