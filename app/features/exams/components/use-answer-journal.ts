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
  /** What was answered before the store had told what it keeps. */
  const early = useRef<Omit<Change, 'sequence'>[]>([])
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
    const own = { openingId: randomName(), seen }
    const store = keptChanges(personId, attemptId)
    const address = `/api${paths.attempt(attemptId)}/responses`
    let made: AnswerSender | null = null
    let isGone = false
    let leftAt: number | null = null
    void store.load().then((kept) => {
      if (isGone) return
      made = answerSender({
        own,
        savedAt,
        kept,
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
      for (const { changes } of kept) for (const change of changes) show(change)
      for (const change of early.current) show(change)
      sender.current = made
      setState(made.state())
      setIsLive(true)
      for (const change of early.current.splice(0)) made.record(change)
      made.retry()
    })
    const pulse = setInterval(() => made?.pulse(), pulseMs)
    const onOnline = () => made?.retry()
    const onVisible = () => {
      if (document.visibilityState !== 'visible') {
        leftAt = deviceTime()
        return
      }
      const away = leftAt === null ? 0 : deviceTime() - leftAt
      leftAt = null
      if (away >= shortestAwayMs) made?.notice({ kind: 'away', seconds: Math.round(away / 1000) })
      made?.retry()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      const now = made?.state()
      if (now && now.waiting > 0 && now.trouble !== 'over') event.preventDefault()
    }
    window.addEventListener('online', onOnline)
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      isGone = true
      made?.stop()
      clearInterval(pulse)
      window.removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('beforeunload', onLeave)
    }
  }, [attemptId, personId, show, onDesk])

  const change = useCallback(
    (one: Omit<Change, 'sequence'>) => {
      show(one)
      if (sender.current) sender.current.record(one)
      else early.current.push(one)
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

function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) =>
    part.toString(36).padStart(7, '0'),
  ).join('')
}

function deviceTime(): number {
  // biome-ignore lint/plugin: the clock of the candidate's own device, shown corrected by the server's and deciding nothing
  return Date.now()
}
