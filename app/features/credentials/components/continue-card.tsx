import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { ProgressBar } from '#app/ui/surface.tsx'

export type CourseUnderWay = { code: string; title: string; minutesLeft: number; permille: number }

/** The course read last, to go on where one was. */
export function ContinueCard({ course }: { course: CourseUnderWay }) {
  const { t } = useTranslation(['credentials', 'common'])
  return (
    <Link
      to={paths.course(course.code)}
      className="block rounded-3 border border-line bg-surface p-4 hover:bg-sunken"
    >
      <span className="text-s text-ink-3">{t('ladder.continue.label')}</span>
      <span className="mb-2.5 flex items-baseline justify-between gap-3">
        <span className="font-semibold">
          {course.code} · {course.title}
        </span>
        <span className="text-s whitespace-nowrap text-ink-3">
          {t('ladder.continue.left', { minutes: t('common:minutes', { count: course.minutesLeft }) })}
        </span>
      </span>
      <ProgressBar permille={course.permille} label={`${course.code} ${course.title}`} />
    </Link>
  )
}
