import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { FormProblem } from '#app/ui/field.tsx'
import type { ExamRoom } from '../read-attempt.server.ts'
import { HeldPanel } from './held-panel.tsx'
import { ItemView } from './item-view.tsx'
import { ReviewPanel } from './review-panel.tsx'
import { RoomBar } from './room-bar.tsx'
import { SavingTrouble } from './saved-state.tsx'
import { useAnswerJournal } from './use-answer-journal.ts'

/** What the room shows: an item by its place from 0, or what is answered and what is open. */
export type RoomView = number | 'review'

export type RoomProblem = 'not-a-number' | 'not-saved'

/** A little longer than the clock says, so that the server has surely closed the attempt before its result is asked for. */
const resultPauseMs = 1_500

/**
 * The exam room. Without JavaScript each press of a button sends the form, which saves and leads on; with it, answers are saved as they are given,
 * and going from item to item needs no connection.
 */
export function ExamRoomPage({
  room,
  view: firstView,
  problem = null,
}: {
  room: ExamRoom
  view: RoomView
  problem?: RoomProblem | null
}) {
  const { t } = useTranslation('room')
  const language = useLanguage()
  const journal = useAnswerJournal(room)
  const [view, setView] = useState<RoomView>(firstView)
  const [face, setFace] = useState<FaceLanguage>(language === 'en' ? 'en' : 'zh')
  const [shownProblem, setShownProblem] = useState(problem)
  const heading = useRef<HTMLHeadingElement>(null)
  const hasMoved = useRef(false)
  const { attemptId, items } = room
  const place = typeof view === 'number' ? Math.min(Math.max(0, view), items.length - 1) : null
  const item = place === null ? undefined : items[place]

  const goTo = useCallback(
    (next: RoomView) => {
      hasMoved.current = true
      setShownProblem(null)
      setView(next)
      // The address follows without asking the server, so that reloading comes back here and a lost connection does not matter.
      const address =
        next === 'review'
          ? paths.reviewAttempt(attemptId)
          : paths.attempt(attemptId, { item: String(next + 1) })
      window.history.replaceState(window.history.state, '', address)
    },
    [attemptId],
  )

  // A new item is read from its beginning, by eye and by ear.
  useEffect(() => {
    if (!hasMoved.current) return
    const where =
      view === 'review' ? t('room.reviewing') : t('room.place', { number: view + 1, total: items.length })
    document.title = `${where} · ${room.examCode} · Tiergate`
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [view, t, items.length, room.examCode])

  const onTimeUp = useCallback(() => {
    setTimeout(() => window.location.assign(paths.attemptResult(attemptId)), resultPauseMs)
  }, [attemptId])

  const onMove = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const go = submitter instanceof HTMLButtonElement ? submitter.value : 'next'
    if (place === null || item === undefined) return
    switch (go) {
      case 'previous':
        return goTo(Math.max(0, place - 1))
      case 'next':
        return goTo(place + 1 < items.length ? place + 1 : 'review')
      case 'review':
        return goTo('review')
      case 'flag':
      case 'unflag':
        return journal.flag(item.id, go === 'flag')
      case 'clear':
        return journal.answer(item.id, null)
      case 'language':
        return setFace(face === 'en' ? 'zh' : 'en')
      default:
        return goTo(Number(go) - 1)
    }
  }
  const onAnswer = journal.answer
  const held = journal.state.elsewhereAt !== null || journal.clock.pausedAt !== null
  const isClosed = journal.state.trouble === 'over'
  const answered = items.filter(({ id }) => id in journal.responses).length
  return (
    <div className="mx-auto flex min-h-dvh max-w-[46rem] flex-col border-line md:border-x">
      <RoomBar room={room} place={place} answered={answered} journal={journal} onTimeUp={onTimeUp} />
      <div className="flex-1 px-4 pt-5 pb-24 md:px-8 [&_*]:scroll-mt-8 [&_*]:scroll-mb-24">
        {isClosed ? (
          <div
            role="alert"
            className="mb-4 rounded-2 border border-deny bg-deny-soft px-4 py-3 text-s text-deny"
          >
            {journal.state.waiting > 0
              ? t('trouble.overLost', { count: journal.state.waiting })
              : t('trouble.over')}{' '}
            <a
              href={paths.attemptResult(attemptId)}
              className="inline-flex min-h-11 items-center font-semibold underline"
            >
              {t('trouble.toResult')}
            </a>
          </div>
        ) : null}
        <SavingTrouble state={journal.state} onRetry={journal.retry} />
        {shownProblem ? (
          <div className="mb-4">
            <FormProblem>{t(`problem.${shownProblem}`)}</FormProblem>
          </div>
        ) : null}
        {held ? (
          <HeldPanel state={journal.state} pausedAt={journal.clock.pausedAt} />
        ) : item !== undefined && place !== null ? (
          <ItemView
            key={item.id}
            attemptId={attemptId}
            items={items}
            item={item}
            place={place}
            face={face}
            journal={journal}
            heading={heading}
            onMove={journal.isLive ? onMove : undefined}
            onAnswer={(response) => onAnswer(item.id, response)}
          />
        ) : (
          <ReviewPanel
            room={room}
            journal={journal}
            heading={heading}
            onGoTo={journal.isLive ? goTo : undefined}
          />
        )}
      </div>
    </div>
  )
}
