import type { FormEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Flag, Languages } from '#app/ui/icons.tsx'
import type { RoomItem } from '../read-attempt.server.ts'
import { fields } from '../response-form.ts'
import { ItemFields } from './item-fields.tsx'
import { ItemGrid } from './item-grid.tsx'
import { ScoringExamples } from './scoring-example.tsx'
import type { AnswerJournal } from './use-answer-journal.ts'

const formId = 'item-form'

type ItemViewProps = {
  attemptId: string
  items: readonly RoomItem[]
  item: RoomItem
  place: number
  face: FaceLanguage
  journal: AnswerJournal
  heading: RefObject<HTMLHeadingElement>
  /** Absent until the script has taken over: then the form itself is sent. */
  onMove: ((event: FormEvent<HTMLFormElement>) => void) | undefined
  onAnswer: (response: Response | null) => void
}

/** One item with what answers it, the ways on from it and the answer sheet. Every button saves first. */
export function ItemView(props: ItemViewProps) {
  const { attemptId, items, item, place, face, journal, heading, onMove, onAnswer } = props
  const { t } = useTranslation(['room', 'common'])
  const response = journal.responses[item.id]
  const isFlagged = journal.flagged.has(item.id)
  const { stem } = item.content.faces[face]
  const lang = face === 'en' ? 'en' : 'zh-CN'
  const otherLanguage = face === 'en' ? 'zh-CN' : 'en'
  const isLast = place === items.length - 1
  return (
    <>
      <form id={formId} method="post" action={paths.answerItem(attemptId)} onSubmit={onMove} noValidate>
        {/* Enter in a field presses the form's first button. */}
        <button
          type="submit"
          name={fields.go}
          value="next"
          tabIndex={-1}
          aria-hidden="true"
          className="sr-only"
        />
        <input type="hidden" name={fields.item} value={item.id} />
        <input type="hidden" name={fields.type} value={item.content.type} />
        <input type="hidden" name={fields.position} value={place + 1} />
        {response ? <input type="hidden" name={fields.answered} value="1" /> : null}
        <fieldset className="min-w-0" lang={lang}>
          <legend className="mb-4 p-0">
            <h1
              ref={heading}
              tabIndex={-1}
              className="text-[1.1875rem] leading-relaxed font-semibold text-pretty [word-break:normal] outline-none"
            >
              {stem}
            </h1>
          </legend>
          <ItemFields
            item={item}
            face={face}
            response={response}
            isLive={journal.isLive}
            onAnswer={onAnswer}
          />
        </fieldset>
        <div className="mt-3 flex flex-wrap items-center gap-x-4 text-s text-ink-3">
          <span>
            {t('room.typeLine', {
              type: t(`type.${item.content.type}`),
              points: t('room.points', { count: item.weight }),
              rule: t(`scoring.${item.scoring}`),
            })}
          </span>
          {response ? (
            <button
              type="submit"
              name={fields.go}
              value="clear"
              className="min-h-11 font-semibold text-accent underline underline-offset-2"
            >
              {t('room.clear')}
            </button>
          ) : null}
          <button
            type="submit"
            name={fields.go}
            value="language"
            lang={otherLanguage}
            className="inline-flex min-h-11 items-center gap-1.5 font-semibold text-accent underline underline-offset-2"
          >
            <Languages aria-hidden size={16} />
            {t(`common:languageName.${otherLanguage}`)}
          </button>
          <details className="open:basis-full">
            <summary className="inline-flex min-h-11 items-center font-semibold text-accent">
              {t('room.scoringShow')}
            </summary>
            <ScoringExamples rules={[item.scoring]} />
          </details>
        </div>
      </form>
      <div className="fixed inset-x-0 bottom-0 z-10 mx-auto flex max-w-[46rem] gap-2.5 border-t border-line bg-surface px-4 py-3 md:border-x md:px-8">
        <Button
          form={formId}
          look="quiet"
          name={fields.go}
          value="previous"
          disabled={place === 0}
          className="px-3!"
        >
          {t('room.previous')}
        </Button>
        <Button
          form={formId}
          look="quiet"
          name={fields.go}
          value={isFlagged ? 'unflag' : 'flag'}
          className={isFlagged ? 'border-warn! bg-warn-soft! px-3! text-warn!' : 'px-3!'}
        >
          <Flag aria-hidden size={16} />
          {t(isFlagged ? 'room.unflag' : 'room.flag')}
        </Button>
        <Button form={formId} name={fields.go} value={isLast ? 'review' : 'next'} className="flex-1">
          {t(isLast ? 'room.toReview' : 'room.next')}
        </Button>
      </div>
      <ItemGrid
        items={items}
        responses={journal.responses}
        flagged={journal.flagged}
        current={place}
        form={formId}
      />
      <p className="pt-2">
        <button
          type="submit"
          form={formId}
          name={fields.go}
          value="review"
          className="min-h-11 text-s font-semibold text-accent underline underline-offset-2"
        >
          {t('room.toReview')}
        </button>
      </p>
    </>
  )
}
