import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Check } from '#app/ui/icons.tsx'
import type { LessonPage } from '../read-lesson-page.server.ts'

/** The lessons of the course, ticked where completed, with the sections of the one that is open. */
export function LessonContents({ lesson }: { lesson: LessonPage }) {
  const { t } = useTranslation('learning')
  return (
    <nav aria-label={t('lesson.contents')}>
      <ol className="border-l-2 border-line">
        {lesson.lessons.map(({ slug, title, state }) => {
          const isCurrent = slug === lesson.slug
          return (
            <li key={slug}>
              <Link
                to={paths.lesson(lesson.course.code, slug)}
                aria-current={isCurrent ? 'page' : undefined}
                className={clsx(
                  '-ml-0.5 flex min-h-11 items-center gap-1.5 border-l-2 py-1.5 pl-3 text-s leading-snug no-underline xl:min-h-9',
                  isCurrent
                    ? 'border-accent font-semibold text-accent'
                    : 'border-transparent text-ink-2 hover:text-ink',
                )}
              >
                {state === 'done' ? (
                  <Check role="img" aria-label={t('lesson.done')} size={15} className="shrink-0" />
                ) : null}
                {title}
              </Link>
              {isCurrent ? <Sections headings={lesson.headings} /> : null}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Sections({ headings }: Pick<LessonPage, 'headings'>) {
  const { t } = useTranslation('learning')
  const sections = headings.filter(({ depth }) => depth === 2)
  if (sections.length === 0) return null
  return (
    <ol aria-label={t('lesson.onThisPage')} className="pb-2 pl-6">
      {sections.map(({ id, text }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="flex min-h-11 items-center py-1 text-[0.8125rem] leading-snug text-ink-3 no-underline hover:text-ink xl:min-h-7"
          >
            {text}
          </a>
        </li>
      ))}
    </ol>
  )
}
