import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import { CourseAction } from '#app/features/learning/components/course-action.tsx'
import { LessonList } from '#app/features/learning/components/lesson-list.tsx'
import { type CoursePage, readCoursePage } from '#app/features/learning/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { useViewer, viewerHasRole } from '#app/shells/viewer.ts'
import { Card, FactList, Lede, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'

export const handle = { i18n: ['learning'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.code} ${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx, { params }) => {
  const course = await readCoursePage(ctx, requireParam(params, 'course'))
  if (!course) throw new Response(null, { status: 404 })
  return course
})

export default function CourseRoute() {
  const course = useLoaderData<typeof loader>()
  const { t } = useTranslation(['learning', 'common'])
  const viewer = useViewer()
  const isReviewer = viewerHasRole(viewer, ['curriculum-author', 'item-reviewer', 'certification-officer'])
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="grid gap-2">
        <p className="text-s font-semibold text-ink-3">{course.code}</p>
        <Lede>
          <Answer course={course} />
        </Lede>
        <p className="max-w-[42em] text-ink-2">{course.summary}</p>
      </div>
      <CourseAction course={course} isEngineer={viewerHasRole(viewer, ['engineer'])} />
      {isReviewer && course.isReviewPending ? (
        <div className="rounded-3 border border-warn bg-warn-soft p-4">
          <Tag tone="warn">{t('course.reviewPending')}</Tag>
          <p className="mt-1 text-s text-ink-2">{t('course.reviewPendingText')}</p>
        </div>
      ) : null}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section
          title={t('course.lessons')}
          aside={
            course.enrolment
              ? t('course.lessonsAside', { done: course.done, total: course.lessons.length })
              : null
          }
        >
          <Card>
            <LessonList course={course} />
          </Card>
          <p className="mt-3 text-s text-ink-2">{t('course.completionText')}</p>
        </Section>
        <div className="grid content-start gap-6">
          <Section title={t('course.objectives')}>
            <ul className="grid list-disc gap-1.5 pl-5 text-s">
              {course.objectives.map((objective) => (
                <li key={objective}>{objective}</li>
              ))}
            </ul>
          </Section>
          <Section title={t('course.about')}>
            <Facts course={course} />
          </Section>
        </div>
      </div>
    </div>
  )
}

function Facts({ course }: { course: CoursePage }) {
  const { t } = useTranslation(['learning', 'common'])
  const bench = {
    key: 'bench',
    term: t('course.benchHours'),
    value: t('course.benchHoursText', { hours: t('common:hours', { count: course.benchHours }) }),
  }
  const leadsTo =
    course.leadsTo.length === 0 ? (
      t('course.leadsToNothing')
    ) : (
      <ul className="grid gap-1">
        {course.leadsTo.map(({ code, name, brand }) => (
          <li key={`${brand} ${code}`}>
            <b>{code}</b> {name} · {brand}
          </li>
        ))}
      </ul>
    )
  return (
    <FactList
      facts={[
        { key: 'leads-to', term: t('course.leadsTo'), value: leadsTo },
        {
          key: 'reading',
          term: t('course.readingTime'),
          value: t('common:minutes', { count: course.minutes }),
        },
        ...(course.benchHours > 0 ? [bench] : []),
      ]}
    />
  )
}

/** The page's first line: how far one is and what is left, or what awaits whoever enrols. */
function Answer({ course }: { course: CoursePage }) {
  const { t } = useTranslation(['learning', 'common'])
  const formats = useFormats()
  const { title, enrolment } = course
  if (!enrolment) {
    const minutes = t('common:minutes', { count: course.minutes })
    return <>{t('course.fresh', { title, count: course.lessons.length, minutes })}</>
  }
  if (enrolment.completedAt)
    return <>{t('course.completed', { title, day: formats.day(enrolment.completedAt) })}</>
  const left = t('common:minutes', { count: course.minutesLeft })
  return <>{t('course.underWay', { title, done: course.done, total: course.lessons.length, left })}</>
}
