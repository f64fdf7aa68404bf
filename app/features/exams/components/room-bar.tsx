import { useTranslation } from 'react-i18next'
import type { ExamRoom } from '../read-attempt.server.ts'
import { ExamClock } from './exam-clock.tsx'
import { SavedState } from './saved-state.tsx'
import type { AnswerJournal } from './use-answer-journal.ts'

type RoomBarProps = {
  room: ExamRoom
  /** The item on the screen, from 0; null on the review. */
  place: number | null
  answered: number
  journal: AnswerJournal
  onTimeUp: () => void
}

/** Where one is, how much time is left, and whether everything is saved: always in sight. */
export function RoomBar({ room, place, answered, journal, onTimeUp }: RoomBarProps) {
  const { t } = useTranslation('room')
  const total = room.items.length
  const label = t('room.grid', { answered, total })
  return (
    <div className="sticky top-0 z-20 bg-surface">
      <div className="grid min-h-14 grid-cols-[1fr_auto_1fr] items-center gap-2 px-4 text-s md:px-8">
        <span className="text-ink-2">
          {place === null ? t('room.reviewing') : t('room.place', { number: place + 1, total })}
        </span>
        <ExamClock
          deadlineAt={journal.clock.deadlineAt}
          pausedAt={journal.clock.pausedAt}
          serverNow={room.serverNow}
          clockAhead={journal.clockAhead}
          onTimeUp={onTimeUp}
        />
        <span className="flex items-center justify-end text-right text-xs md:text-s">
          <SavedState state={journal.state} />
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={answered}
        aria-valuetext={label}
        className="h-1.5 bg-rung-off"
      >
        <div className="h-full bg-accent" style={{ width: `${(answered * 100) / total}%` }} />
      </div>
    </div>
  )
}
