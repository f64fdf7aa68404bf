import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Card, ProgressBar } from '#app/ui/surface.tsx'
import type { CoursePage } from '../read-course-page.server.ts'

/** The one thing to do next in a course: enrol, go on where one was, or go to the exam. */
export function CourseAction({ course, isEngineer }: { course: CoursePage; isEngineer: boolean }) {
  const { t } = useTranslation('learning')
  const formats = useFormats()
  const { enrolment, next } = course
  if (!enrolment) {
    return (
      <Card className="grid gap-3">
        {course.mayLook ? <p className="text-s text-ink-2">{t('course.looking')}</p> : null}
        <form
          method="post"
          action={paths.courseEnrol(course.code)}
          className="flex flex-wrap items-center gap-x-4 gap-y-2"
        >
          <Button look={course.mayLook ? 'quiet' : 'primary'}>
            {t(course.mayLook ? 'course.enrol' : 'course.enrolAndStart')}
          </Button>
          <p className="text-s text-ink-2">{t('course.enrolHelp')}</p>
        </form>
      </Card>
    )
  }
  return (
    <Card className="grid gap-3">
      <ProgressBar
        permille={course.permille}
        label={t('card.progress', { title: course.title, percent: Math.floor(course.permille / 10) })}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {next ? (
          <ButtonLink to={`${paths.lesson(course.code, next.slug)}${next.heading ? `#${next.heading}` : ''}`}>
            {t(course.done === 0 && !next.heading ? 'course.start' : 'course.continue', {
              lesson: next.title,
            })}
          </ButtonLink>
        ) : null}
        {!next && isEngineer ? <ButtonLink to={paths.exams()}>{t('course.toExams')}</ButtonLink> : null}
        <p className="text-s text-ink-2">
          {next ? null : `${t('course.completedText')} `}
          {enrolment.isByOther
            ? t('course.enrolledByOther', { day: formats.day(enrolment.enrolledAt) })
            : t('course.enrolledOn', { day: formats.day(enrolment.enrolledAt) })}
          {enrolment.dueAt && next
            ? ` · ${t('course.dueOn', { day: formats.lastDay(enrolment.dueAt) })}`
            : null}
        </p>
      </div>
    </Card>
  )
}
