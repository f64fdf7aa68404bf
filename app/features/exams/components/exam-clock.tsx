import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeLeftWhilePaused } from '#app/domain/exam/attempt-standing.ts'
import { millisecondsBetween } from '#app/domain/shared/instants.ts'
import { clockText } from '#app/i18n/clock-text.ts'

/** Minutes left at which the time is said aloud, once each. */
const announcedMinutes = [10, 5, 1] as const

type ExamClockProps = {
  deadlineAt: string
  /** Since when it stands still; null while it runs. */
  pausedAt: string | null
  /** The server's time when the page was made. */
  serverNow: string
  /** How far the server's clock is ahead of the device's, once an answer of the server told. */
  clockAhead: number | null
  onTimeUp: () => void
}

/**
 * The time left until the server's deadline. Runs on the device's clock, corrected by the server's; it decides nothing. Said aloud, politely, at 10,
 * 5 and 1 minutes only. Without JavaScript it shows the time left when the page was made.
 */
export function ExamClock({ deadlineAt, pausedAt, serverNow, clockAhead, onTimeUp }: ExamClockProps) {
  const { t } = useTranslation('room')
  const [left, setLeft] = useState(() => secondsLeft(deadlineAt, serverNow))
  const [announced, setAnnounced] = useState<number | null>(null)
  const [aheadAtFirst, setAheadAtFirst] = useState<number | null>(null)
  const ahead = clockAhead ?? aheadAtFirst

  useEffect(() => {
    setAheadAtFirst(Date.parse(serverNow) - deviceTime())
  }, [serverNow])

  useEffect(() => {
    if (pausedAt !== null) {
      setLeft(Math.ceil(timeLeftWhilePaused(deadlineAt, pausedAt) / 1000))
      return
    }
    if (ahead === null) return
    let before: number | null = null
    const tick = () => {
      const now = Math.max(0, Math.ceil((Date.parse(deadlineAt) - deviceTime() - ahead) / 1000))
      const reached = announcedMinutes.find(
        (minutes) => before !== null && before > minutes * 60 && now <= minutes * 60,
      )
      if (reached !== undefined) setAnnounced(reached)
      if (now === 0 && before !== 0) onTimeUp()
      before = now
      setLeft(now)
    }
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [ahead, deadlineAt, pausedAt, onTimeUp])

  const isShort = left <= 5 * 60
  return (
    <>
      <span
        role="timer"
        aria-live="off"
        aria-label={t('room.timeLeft', { time: clockText(left) })}
        className={`text-l font-bold ${isShort ? 'text-deny' : ''}`}
      >
        {clockText(left)}
      </span>
      <span role="status" className="sr-only">
        {announced === null ? '' : t('room.minutesLeft', { count: announced })}
      </span>
    </>
  )
}

function secondsLeft(deadlineAt: string, now: string): number {
  return Math.max(0, Math.ceil(millisecondsBetween(now, deadlineAt) / 1000))
}

function deviceTime(): number {
  // biome-ignore lint/plugin: the clock of the candidate's own device, shown corrected by the server's and deciding nothing
  return Date.now()
}
