import { useCallback, useEffect, useRef, useState } from 'react'
import type { Response } from '#app/domain/exam/response.ts'
import { paths } from '#app/paths.ts'
import type { ExamRoom } from '../read-attempt.server.ts'
import { type AnswerSender, answerSender, type Change, type SenderState } from './answer-sender.ts'
import { keptChanges } from './kept-changes.ts'
import { sendChanges } from './send-change.ts'

export type AnswerJournal = {
  readonly responses: Readonly<Record<string, Response>>
  readonly flagged: ReadonlySet<string>
  readonly state: SenderState
  /** Whether the script has taken over; until then the forms do everything. */
  readonly isLive: boolean
  /** How far the server's clock is ahead of this device's, in milliseconds; null until known. */
  readonly clockAhead: number | null
  readonly answer: (itemId: string, response: Response | null) => void
  readonly flag: (itemId: string, isFlagged: boolean) => void
  readonly retry: () => void
}

/** The candidate's answers as this page knows them: shown at once, delivered as soon as possible, kept until the server has them. */
export function useAnswerJournal(room: ExamRoom): AnswerJournal {
  const { attemptId } = room
  const [responses, setResponses] = useState(room.responses)
  const [flagged, setFlagged] = useState<ReadonlySet<string>>(() => new Set(room.flagged))
  const [state, setState] = useState<SenderState>({ waiting: 0, savedAt: room.savedAt, trouble: null })
  const [isLive, setIsLive] = useState(false)
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

  useEffect(() => {
    const { lastSequence, savedAt } = opened.current
    const store = keptChanges(attemptId)
    const kept = store.takeOver()
    const address = `/api${paths.attempt(attemptId)}/responses`
    const made = answerSender({
      lastSequence,
      savedAt,
      kept,
      keep: store.keep,
      send: async (changes) => {
        const sentAt = deviceTime()
        const replies = await sendChanges(address, changes)
        const saved = replies.find((reply) => reply.kind === 'saved')
        // The answer was on its way back for about half the time that the whole exchange took.
        if (saved) setClockAhead(Date.parse(saved.now) - (sentAt + deviceTime()) / 2)
        return replies
      },
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
      onState: setState,
    })
    for (const change of kept) show(change)
    sender.current = made
    setState(made.state())
    setIsLive(true)
    made.retry()
    const onOnline = () => made.retry()
    const onVisible = () => {
      if (document.visibilityState === 'visible') made.retry()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      if (made.state().waiting > 0 && made.state().trouble !== 'over') event.preventDefault()
    }
    window.addEventListener('online', onOnline)
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      made.stop()
      window.removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('beforeunload', onLeave)
    }
  }, [attemptId, show])

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
    clockAhead,
    answer: (itemId, value) => change({ itemId, kind: 'answer', value }),
    flag: (itemId, value) => change({ itemId, kind: 'flag', value }),
    retry: () => sender.current?.retry(),
  }
}

function deviceTime(): number {
  // biome-ignore lint/plugin: the clock of the candidate's own device, shown corrected by the server's and deciding nothing
  return Date.now()
}
