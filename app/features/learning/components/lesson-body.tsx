import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import type { AnsweredCheck } from '../answer-check.server.ts'
import type { LessonPage } from '../read-lesson-page.server.ts'
import type { CheckProblem } from './check-reply.ts'
import { KnowledgeCheck } from './knowledge-check.tsx'

export type LessonProblem = { readonly check: string; readonly problem: CheckProblem | 'open' }

type Props = {
  lesson: LessonPage
  answers: Readonly<Record<string, AnsweredCheck>>
  problem: LessonProblem | null
  onAnswered: (checkId: string, answer: AnsweredCheck) => void
}

/** The text of a lesson: stored HTML, piece by piece, with the checks between. */
export function LessonBody({ lesson, answers, problem, onAnswered }: Props) {
  return (
    <>
      {lesson.pieces.map((piece, place) => {
        // Pieces of a frozen version never move, so their place names them.
        const key = place
        if (piece.kind === 'html') return <StoredText key={key} id={`text-${place}`} html={piece.html} />
        const { props } = piece
        return (
          <KnowledgeCheck
            key={key}
            check={props}
            number={lesson.checks.indexOf(props.id) + 1}
            total={lesson.checks.length}
            action={lesson.isLearner ? paths.answerCheck(lesson.course.code, lesson.slug) : null}
            answer={answers[props.id]}
            problem={problem?.check === props.id ? problem.problem : null}
            onAnswered={onAnswered}
          />
        )
      })}
      <Sources sources={lesson.sources} />
    </>
  )
}

/**
 * A stretch of stored text. A page drawn by the server carries it once, in its elements and not in its data (`textOnlyDrawn`): the browser then finds
 * it where it was drawn.
 */
function StoredText({ id, html }: { id: string; html: string | undefined }) {
  const [drawn] = useState(() => html ?? document.getElementById(id)?.innerHTML ?? '')
  return (
    <div
      id={id}
      className="prose"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: stored HTML of the content pipeline, whose guard lets only listed elements through; nobody else writes this column
      dangerouslySetInnerHTML={{ __html: html ?? drawn }}
      suppressHydrationWarning
    />
  )
}

function Sources({ sources }: { sources: readonly string[] }) {
  const { t } = useTranslation('learning')
  if (sources.length === 0) return null
  return (
    <Fragment>
      <h2 className="mt-9 mb-2 text-s font-semibold text-ink-2">{t('lesson.sources')}</h2>
      <ul className="grid list-disc gap-1 pl-5 text-s text-ink-2">
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </Fragment>
  )
}
