import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allRoles, forRoles } from '#app/access.server.ts'
import { CourseCard } from '#app/features/learning/components/course-card.tsx'
import { type CourseList, readCourseList } from '#app/features/learning/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['learning'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const list = await readCourseList(ctx, {
    search: (query.get('q') ?? '').trim().slice(0, 80),
    page: Math.max(1, Math.min(10_000, Number.parseInt(query.get('page') ?? '1', 10) || 1)),
  })
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
          <form method="get" action={paths.courses()} className="mb-4 flex max-w-[32rem] items-end gap-2">
            <TextField
              type="search"
              name="q"
              label={t('list.search')}
              defaultValue={search}
              placeholder={t('list.searchHelp')}
              className="min-w-0 flex-1"
            />
            <Button look="quiet">{t('common:search')}</Button>
          </form>
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
              toPage={(page) => addressOf(search, page)}
            />
          </div>
        </Section>
      )}
    </div>
  )
}

function addressOf(search: string, page: number): string {
  const query = new URLSearchParams({ ...(search ? { q: search } : {}), page: String(page) })
  return `${paths.courses()}?${query}`
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
