import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { StepPath } from '#app/ui/step-path.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { CoursePage } from '../read-course-page.server.ts'

/** The lessons of a course in order, each with its state in words; they are links for whoever may open them. */
export function LessonList({ course }: { course: CoursePage }) {
  const { t } = useTranslation(['learning', 'common'])
  const mayOpen = course.enrolment !== null || course.mayLook
  return (
    <StepPath
      doneLabel={t('course.state.done')}
      steps={course.lessons.map((lesson) => ({
        key: lesson.slug,
        state: stateOf(course, lesson),
        title: mayOpen ? (
          <Link
            to={paths.lesson(course.code, lesson.slug)}
            className="-my-3 inline-block py-3 text-ink underline-offset-2 hover:underline"
          >
            {lesson.title}
          </Link>
        ) : (
          lesson.title
        ),
        detail: (
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span>
              {course.enrolment ? `${t(`course.state.${lesson.state}`)} · ` : ''}
              {t('common:minutes', { count: lesson.minutes })}
            </span>
            {lesson.isSafetyCritical ? <Tag tone="warn">{t('course.safetyCritical')}</Tag> : null}
          </span>
        ),
      }))}
    />
  )
}

function stateOf(course: CoursePage, lesson: CoursePage['lessons'][number]): 'done' | 'now' | 'later' {
  if (lesson.state === 'done') return 'done'
  return course.enrolment && course.next?.slug === lesson.slug ? 'now' : 'later'
}
