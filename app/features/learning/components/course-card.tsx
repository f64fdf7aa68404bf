import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Card, ProgressBar } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { CourseList } from '../read-course-list.server.ts'

type CourseCardProps = {
  course: CourseList['courses'][number]
  /** Whether this is the course read last: its card holds the page's one primary action. */
  isCurrent: boolean
}

/** A course of the list: what it is about, how far one is, and the next step. */
export function CourseCard({ course, isCurrent }: CourseCardProps) {
  const { t } = useTranslation(['learning', 'common'])
  const { code, title, progress } = course
  const facts = [
    course.brand ?? t('card.allBrands'),
    course.category,
    course.level === null ? null : t('card.level', { level: course.level }),
    t('common:minutes', { count: course.minutes }),
  ].filter((fact) => fact !== null)
  return (
    <Card className="flex h-full flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-xs font-semibold text-ink-3">{code}</span>
        {course.completedAt ? <Tag tone="allow">{t('card.completed')}</Tag> : null}
        {progress && !course.completedAt ? <Tag>{t('card.underWay')}</Tag> : null}
      </div>
      <h3 className="text-[1.0625rem] leading-snug font-semibold">
        <Link to={paths.course(code)} className="text-ink no-underline hover:underline">
          {title}
        </Link>
      </h3>
      <p className="text-xs text-ink-3">{facts.join(' · ')}</p>
      <p className="text-s text-ink-2">{course.summary}</p>
      <div className="mt-auto grid gap-3 pt-2">
        {progress && !course.completedAt ? (
          <div className="grid gap-1.5">
            <p className="text-s text-ink-2">
              {t('card.lessons', {
                done: progress.lessonsDone,
                total: progress.lessons,
                left: t('common:minutes', { count: progress.minutesLeft }),
              })}
            </p>
            <ProgressBar
              permille={progress.permille}
              label={t('card.progress', { title, percent: Math.floor(progress.permille / 10) })}
            />
          </div>
        ) : null}
        <NextStep course={course} isCurrent={isCurrent} />
      </div>
    </Card>
  )
}

function NextStep({ course, isCurrent }: CourseCardProps) {
  const { t } = useTranslation('learning')
  const formats = useFormats()
  const { code } = course
  if (course.completedAt) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-s text-ink-2">
          {t('card.completedOn', { day: formats.day(course.completedAt) })}
        </span>
        <ButtonLink look="quiet" size="small" to={paths.course(code)}>
          {t('card.readAgain')}
        </ButtonLink>
      </div>
    )
  }
  if (course.progress) {
    return (
      <ButtonLink
        look={isCurrent ? 'primary' : 'quiet'}
        to={paths.course(code)}
        aria-label={t(course.progress.isBegun ? 'card.continueIn' : 'card.startIn', { code })}
        className="justify-self-start"
      >
        {t(course.progress.isBegun ? 'card.continue' : 'card.start')}
      </ButtonLink>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <form method="post" action={paths.courseEnrol(code)}>
        <Button look="quiet" size="small" aria-label={t('card.enrolIn', { code })}>
          {t('card.enrol')}
        </Button>
      </form>
      <Link
        to={paths.course(code)}
        className="inline-flex min-h-11 items-center px-2 text-s font-semibold text-accent"
      >
        {t('card.look')}
      </Link>
    </div>
  )
}
