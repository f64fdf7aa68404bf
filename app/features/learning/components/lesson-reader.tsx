import { Link } from '@remix-run/react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { ArrowLeft, ArrowRight, ChevronDown } from '#app/ui/icons.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { AnsweredCheck } from '../answer-check.server.ts'
import type { LessonPage } from '../read-lesson-page.server.ts'
import { LessonBody, type LessonProblem } from './lesson-body.tsx'
import { CompletionCard, GoalsCard, LessonEnd } from './lesson-cards.tsx'
import { LessonContents } from './lesson-contents.tsx'
import { useReadingProgress } from './use-reading-progress.ts'

/**
 * The reader: contents of the course, the lesson, and beside it its goals and what completes it; one column on phones. Whole without
 * JavaScript; with it, checks answer in place and reading is recorded. Give it a `key` per lesson.
 */
export function LessonReader({ lesson, problem }: { lesson: LessonPage; problem: LessonProblem | null }) {
  const { t } = useTranslation(['learning', 'common'])
  const [answeredHere, setAnsweredHere] = useState<Readonly<Record<string, AnsweredCheck>>>({})
  const onAnswered = useCallback((checkId: string, answer: AnsweredCheck) => {
    setAnsweredHere((before) => ({ ...before, [checkId]: answer }))
  }, [])
  const answers = { ...lesson.answers, ...answeredHere }
  useReadingProgress({
    url: paths.recordProgress(lesson.course.code, lesson.slug),
    headings: lesson.headings.map(({ id }) => id),
    isActive: lesson.isLearner,
  })
  const minutes = t('common:minutes', { count: lesson.minutes })
  return (
    <div className="mx-auto grid max-w-[80rem] gap-x-10 px-4 py-6 md:px-8 lg:grid-cols-[14rem_minmax(0,1fr)] xl:grid-cols-[14rem_minmax(0,42rem)_15.5rem] xl:justify-between">
      <div className="no-print sticky top-20 hidden max-h-[calc(100dvh-6rem)] self-start overflow-y-auto lg:block">
        <LessonContents lesson={lesson} />
      </div>
      <article className="reading-column min-w-0">
        <p className="mb-1 flex flex-wrap items-center gap-x-2 text-s text-ink-3">
          <Link
            to={paths.course(lesson.course.code)}
            className="inline-flex min-h-11 items-center text-ink-2 underline underline-offset-2 md:min-h-8"
          >
            {lesson.course.code} {lesson.course.title}
          </Link>
          <span>{t('lesson.place', { number: lesson.number, total: lesson.lessons.length, minutes })}</span>
        </p>
        <h1 className="text-[1.75rem] leading-tight font-bold tracking-tight">{lesson.title}</h1>
        {lesson.isSafetyCritical ? (
          <p className="mt-2">
            <Tag tone="warn">{t('course.safetyCritical')}</Tag>
          </p>
        ) : null}
        <details className="group no-print mt-4 rounded-2 border border-line bg-surface px-3 lg:hidden">
          <summary className="flex min-h-11 list-none items-center justify-between text-s font-semibold">
            {t('lesson.contents')}
            <ChevronDown aria-hidden size={18} className="text-ink-3 group-open:rotate-180" />
          </summary>
          <div className="pb-3">
            <LessonContents lesson={lesson} />
          </div>
        </details>
        <GoalsCard goals={lesson.goals} className="mt-4 xl:hidden" />
        <Notes lesson={lesson} />
        <LessonBody lesson={lesson} answers={answers} problem={problem} onAnswered={onAnswered} />
        <LessonEnd lesson={lesson} answers={answers} />
        <Neighbours lesson={lesson} />
      </article>
      <aside className="no-print sticky top-20 hidden content-start gap-3 self-start xl:grid">
        <GoalsCard goals={lesson.goals} />
        {lesson.isLearner ? <CompletionCard lesson={lesson} answers={answers} /> : null}
      </aside>
    </div>
  )
}

/** Where one was last time, or that one only looks. */
function Notes({ lesson }: { lesson: LessonPage }) {
  const { t } = useTranslation('learning')
  const note = 'no-print mt-4 rounded-2 bg-sunken px-4 py-2 text-s text-ink-2'
  if (!lesson.isLearner) return <p className={note}>{t('lesson.looking')}</p>
  const reached = lesson.headings.findIndex(({ id }) => id === lesson.furthestHeading)
  const heading = lesson.headings[reached]
  if (lesson.completedAt || reached < 1 || !heading) return null
  return (
    <p className={note}>
      {t('lesson.resume', { heading: heading.text })}{' '}
      <a
        href={`#${heading.id}`}
        className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-2 md:min-h-8"
      >
        {t('lesson.resumeLink')}
      </a>
    </p>
  )
}

function Neighbours({ lesson }: { lesson: LessonPage }) {
  const { t } = useTranslation('learning')
  const { previous, next, course } = lesson
  const link =
    'flex min-h-14 items-center gap-2 rounded-2 border border-line bg-surface px-4 py-2 text-s text-ink no-underline hover:bg-sunken'
  return (
    <nav aria-label={t('lesson.neighbours')} className="no-print mt-6 grid gap-3 sm:grid-cols-2">
      {previous ? (
        <Link to={paths.lesson(course.code, previous.slug)} className={link} rel="prev">
          <ArrowLeft aria-hidden size={18} className="shrink-0 text-ink-3" />
          <span>
            <span className="block text-xs text-ink-3">{t('lesson.previous')}</span>
            {previous.title}
          </span>
        </Link>
      ) : null}
      {next ? (
        <Link
          to={paths.lesson(course.code, next.slug)}
          className={`${link} justify-end text-right sm:col-start-2`}
          rel="next"
        >
          <span>
            <span className="block text-xs text-ink-3">{t('lesson.next')}</span>
            {next.title}
          </span>
          <ArrowRight aria-hidden size={18} className="shrink-0 text-ink-3" />
        </Link>
      ) : null}
    </nav>
  )
}
