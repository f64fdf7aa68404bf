import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allRoles, forRoles } from '#app/access.server.ts'
import { CourseCard } from '#app/features/learning/components/course-card.tsx'
import { type CourseList, readCourseList } from '#app/features/learning/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['learning'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx, { request }) => {
  const list = await readCourseList(ctx, readListQuery(request))
  return { title: i18nFor(ctx.language).t('learning:list.title'), list }
})

export default function CourseListPage() {
  const { list } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['learning', 'common'])
  const { courses, search } = list
  return (
    <div className="grid grid-cols-1 gap-6">
      <Lede>
        <Answer list={list} />
      </Lede>
      {list.open === 0 ? (
        <EmptyState title={t('list.noneOpen')}>{t('list.noneOpenText')}</EmptyState>
      ) : (
        <Section title={t('list.all')} aside={t('list.found', { count: list.total })}>
          <SearchForm
            action={paths.courses()}
            label={t('list.search')}
            search={search}
            placeholder={t('list.searchHelp')}
            className="mb-4"
          />
          {courses.length === 0 ? (
            <EmptyState
              title={t('list.nothingFound', { search })}
              action={
                <ButtonLink look="quiet" to={paths.courses()}>
                  {t('list.showAll')}
                </ButtonLink>
              }
            />
          ) : (
            <ul className="grid gap-4 md:grid-cols-2">
              {courses.map((course) => (
                <li key={course.code}>
                  <CourseCard course={course} isCurrent={course.code === list.current?.code} />
                </li>
              ))}
            </ul>
          )}
          <div className="mt-4">
            <Paging
              page={list.page}
              pageSize={list.pageSize}
              total={list.total}
              toPage={(page) => paths.courses({ q: search, page: String(page) })}
            />
          </div>
        </Section>
      )}
    </div>
  )
}

/** The page's first line: how many courses are under way, and what is left where one was last. */
function Answer({ list: { open, underWay, completed, current } }: { list: CourseList }) {
  const { t } = useTranslation(['learning', 'common'])
  if (open === 0) return <>{t('list.noneOpen')}</>
  if (current) {
    const left = t('common:minutes', { count: current.minutesLeft })
    return <>{t('list.underWay', { underWay, open, left, code: current.code })}</>
  }
  if (completed === 0) return <>{t('list.fresh', { count: open })}</>
  return (
    <>{completed === open ? t('list.allDone', { count: open }) : t('list.someDone', { completed, open })}</>
  )
}
