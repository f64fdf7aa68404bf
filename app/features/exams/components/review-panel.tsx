import clsx from 'clsx'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Flag } from '#app/ui/icons.tsx'
import { Card, Section } from '#app/ui/surface.tsx'
import type { ExamRoom } from '../read-attempt.server.ts'
import type { RoomView } from './exam-room.tsx'
import { itemLook } from './item-grid.tsx'
import type { AnswerJournal } from './use-answer-journal.ts'

type ReviewPanelProps = {
  room: ExamRoom
  journal: AnswerJournal
  heading: RefObject<HTMLHeadingElement>
  /** Absent until the script has taken over: then the links lead on. */
  onGoTo: ((view: RoomView) => void) | undefined
}

/** What is answered, open and flagged, and the one button that ends the attempt. */
export function ReviewPanel({ room, journal, heading, onGoTo }: ReviewPanelProps) {
  const { t } = useTranslation('room')
  const { clock } = useFormats()
  const numbered = room.items.map(({ id }, index) => ({
    number: index + 1,
    isAnswered: id in journal.responses,
    isFlagged: journal.flagged.has(id),
  }))
  const open = numbered.filter(({ isAnswered }) => !isAnswered)
  const flagged = numbered.filter(({ isFlagged }) => isFlagged)
  const total = room.items.length
  return (
    <div className="grid gap-5">
      <h1 ref={heading} tabIndex={-1} className="text-[1.375rem] leading-[1.32] font-semibold outline-none">
        {open.length === 0
          ? t('review.ledeAll', { total })
          : t('review.lede', { answered: total - open.length, total, count: open.length })}
      </h1>
      <HandIn room={room} journal={journal} openCount={open.length} />
      {open.length > 0 ? (
        <Section title={t('review.open')}>
          <ItemLinks attemptId={room.attemptId} items={open} onGoTo={onGoTo} />
        </Section>
      ) : null}
      {flagged.length > 0 ? (
        <Section title={t('review.flagged')}>
          <ItemLinks attemptId={room.attemptId} items={flagged} onGoTo={onGoTo} />
        </Section>
      ) : null}
      <Section title={t('review.all')}>
        <ItemLinks attemptId={room.attemptId} items={numbered} onGoTo={onGoTo} />
      </Section>
      <p className="text-xs text-ink-3">{t('room.gridLegend')}</p>
      <p className="text-s text-ink-3">{t('review.until', { time: clock(journal.clock.deadlineAt) })}</p>
    </div>
  )
}

type ItemLinksProps = {
  attemptId: string
  items: readonly { number: number; isAnswered: boolean; isFlagged: boolean }[]
  onGoTo: ReviewPanelProps['onGoTo']
}

/** Links to items, marked as the answer sheet marks them. */
function ItemLinks({ attemptId, items, onGoTo }: ItemLinksProps) {
  const { t } = useTranslation('room')
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-1.5">
      {items.map(({ number, isAnswered, isFlagged }) => (
        <li key={number}>
          <a
            href={paths.attempt(attemptId, { item: String(number) })}
            aria-label={t(isFlagged ? 'room.itemStateFlagged' : 'room.itemState', {
              number,
              state: t(isAnswered ? 'room.answered' : 'room.open'),
            })}
            onClick={(event) => {
              if (!onGoTo) return
              event.preventDefault()
              onGoTo(number - 1)
            }}
            className={clsx(
              'relative grid min-h-11 place-items-center rounded-1 border text-s font-semibold hover:bg-sunken',
              itemLook({ isAnswered, isFlagged }),
              !isAnswered && 'no-underline',
            )}
          >
            {number}
            {isFlagged ? <Flag aria-hidden size={11} className="absolute top-1 right-1" /> : null}
          </a>
        </li>
      ))}
    </ul>
  )
}

type HandInProps = { room: ExamRoom; journal: AnswerJournal; openCount: number }

/** Hands the attempt in once everything on this device has arrived on the server. */
function HandIn({ room, journal, openCount }: HandInProps) {
  const { t } = useTranslation('room')
  const { sentences } = useFormats()
  const form = useRef<HTMLFormElement>(null)
  const [isWaiting, setIsWaiting] = useState(false)
  const { waiting } = journal.state
  useEffect(() => {
    // `submit` sends without asking `onSubmit` again.
    if (isWaiting && waiting === 0) form.current?.submit()
  }, [isWaiting, waiting])
  const onSubmit = (event: FormEvent) => {
    if (waiting === 0) return
    event.preventDefault()
    setIsWaiting(true)
    journal.retry()
  }
  return (
    <Card className="grid gap-3">
      <p className="text-s text-ink-2">
        {sentences([t('review.effect'), openCount > 0 ? t('review.effectOpen', { count: openCount }) : ''])}
      </p>
      <form ref={form} method="post" action={paths.submitAttempt(room.attemptId)} onSubmit={onSubmit}>
        <Button disabled={journal.state.trouble === 'over'}>{t('review.submit')}</Button>
      </form>
      <p role="status" className={isWaiting && waiting > 0 ? 'text-s font-medium text-warn' : 'sr-only'}>
        {isWaiting && waiting > 0 ? t('review.waiting', { count: waiting }) : ''}
      </p>
    </Card>
  )
}
