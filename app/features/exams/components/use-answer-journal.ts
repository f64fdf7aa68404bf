import { useCallback, useEffect, useRef, useState } from 'react'
import type { Response } from '#app/domain/exam/response.ts'
import { paths } from '#app/paths.ts'
import type { ExamRoom } from '../read-attempt.server.ts'
import type { DeskState } from '../take-delivery.server.ts'
import { type AnswerSender, answerSender, type Change, type SenderState } from './answer-sender.ts'
import { keptChanges } from './kept-changes.ts'
import { sendParcel } from './send-change.ts'

/** How often a page that nobody answers on asks how the attempt stands: extra time and pauses are seen within this time. */
const pulseMs = 20_000
/** Shorter absences from the page are no signal. */
const shortestAwayMs = 3_000

export type AnswerJournal = {
  readonly responses: Readonly<Record<string, Response>>
  readonly flagged: ReadonlySet<string>
  readonly state: SenderState
  /** Whether the script has taken over; until then the forms do everything. */
  readonly isLive: boolean
  /** The server's deadline as last heard, and since when the clock stands still. */
  readonly clock: { readonly deadlineAt: string; readonly pausedAt: string | null }
  /** How far the server's clock is ahead of this device's, in milliseconds; null until known. */
  readonly clockAhead: number | null
  readonly answer: (itemId: string, response: Response | null) => void
  readonly flag: (itemId: string, isFlagged: boolean) => void
  readonly retry: () => void
}

/** The candidate's answers as this page knows them: shown at once, delivered as soon as possible, kept until the server has them. */
export function useAnswerJournal(room: ExamRoom): AnswerJournal {
  const { attemptId, personId } = room
  const [responses, setResponses] = useState(room.responses)
  const [flagged, setFlagged] = useState<ReadonlySet<string>>(() => new Set(room.flagged))
  const [state, setState] = useState<SenderState>({
    waiting: 0,
    savedAt: room.savedAt,
    trouble: null,
    elsewhereAt: null,
  })
  const [isLive, setIsLive] = useState(false)
  const [clock, setClock] = useState({ deadlineAt: room.deadlineAt, pausedAt: null as string | null })
  const [clockAhead, setClockAhead] = useState<number | null>(null)
  const sender = useRef<AnswerSender | null>(null)
  const opened = useRef(room)

  const show = useCallback(({ itemId, kind, value }: Omit<Change, 'sequence'>) => {
    if (kind === 'flag') {
      setFlagged((before) => {
        const after = new Set(before)
        if (value === true) after.add(itemId)
        else after.delete(itemId)
        return after
      })
      return
    }
    setResponses((before) => {
      const { [itemId]: _taken, ...others } = before
      return value === null ? others : { ...others, [itemId]: value as Response }
    })
  }, [])

  const onDesk = useCallback(
    ({ deadlineAt, pausedAt, current }: DeskState, waiting: readonly Change[]) => {
      setClock((before) =>
        before.deadlineAt === deadlineAt && before.pausedAt === pausedAt ? before : { deadlineAt, pausedAt },
      )
      if (!current) return
      setResponses(current.responses)
      setFlagged(new Set(current.flagged))
      for (const change of waiting) show(change)
    },
    [show],
  )

  useEffect(() => {
    const { seen, savedAt } = opened.current
    const own = { openingId: openingName(), seen }
    const store = keptChanges(personId, attemptId)
    const address = `/api${paths.attempt(attemptId)}/responses`
    let leftAt: number | null = null
    const made = answerSender({
      own,
      savedAt,
      keep: (change) => store.keep(own, change),
      forget: (openingId, changes) => void store.forget(openingId, changes),
      send: async (parcel) => {
        const sentAt = deviceTime()
        const sent = await sendParcel(address, parcel)
        // The answer was on its way back for about half the time that the whole exchange took.
        if (sent.now !== null) setClockAhead(Date.parse(sent.now) - (sentAt + deviceTime()) / 2)
        return sent
      },
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
      random: Math.random,
      now: deviceTime,
      onState: setState,
      onDesk,
    })
    sender.current = made
    setState(made.state())
    setIsLive(true)
    made.retry()
    void store.load().then(made.adopt)
    const pulse = setInterval(() => made.pulse(), pulseMs)
    const onOnline = () => made.retry()
    const onVisible = () => {
      if (document.visibilityState !== 'visible') {
        leftAt = deviceTime()
        return
      }
      const away = leftAt === null ? 0 : deviceTime() - leftAt
      leftAt = null
      if (away >= shortestAwayMs) made.notice({ kind: 'away', seconds: Math.round(away / 1000) })
      made.retry()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      const { waiting, trouble } = made.state()
      if (waiting > 0 && trouble !== 'over') event.preventDefault()
    }
    window.addEventListener('online', onOnline)
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      made.stop()
      clearInterval(pulse)
      window.removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('beforeunload', onLeave)
    }
  }, [attemptId, personId, onDesk])

  const change = useCallback(
    (one: Omit<Change, 'sequence'>) => {
      show(one)
      sender.current?.record(one)
    },
    [show],
  )
  return {
    responses,
    flagged,
    state,
    isLive,
    clock,
    clockAhead,
    answer: (itemId, value) => change({ itemId, kind: 'answer', value }),
    flag: (itemId, value) => change({ itemId, kind: 'flag', value }),
    retry: () => sender.current?.retry(),
  }
}

/** A name nobody else has; begins with this device's time, so that the store keeps openings in the order in which they were opened. */
function openingName(): string {
  const random = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) =>
    part.toString(36).padStart(7, '0'),
  )
  return [deviceTime().toString(36).padStart(9, '0'), ...random].join('')
}

function deviceTime(): number {
  // biome-ignore lint/plugin: the clock of the candidate's own device, shown corrected by the server's and deciding nothing
  return Date.now()
}
