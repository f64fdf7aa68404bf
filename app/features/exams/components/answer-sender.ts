import type { DeskState } from '../take-delivery.server.ts'

/** One change on its way to the server, numbered by the opening of the room that made it. */
export type Change = {
  readonly sequence: number
  readonly itemId: string
  readonly kind: 'answer' | 'flag'
  readonly value: unknown
}

/** What an opening of the room has not delivered. */
export type KeptOpening = {
  readonly openingId: string
  /** The newest opening when its page was made. */
  readonly seen: number
  readonly changes: readonly Change[]
}

/** Something this device noticed by itself. */
export type Noticed = { readonly kind: 'away' | 'offline'; readonly seconds: number }

export type Parcel = KeptOpening & { readonly signals: readonly Noticed[] }

export type SendReply =
  /** Durable on the server. */
  | { readonly kind: 'saved'; readonly savedAt: string }
  /** The number stands for another change of the same opening. */
  | { readonly kind: 'renumber'; readonly lastSequence: number }
  /** Never to be taken, however often it is sent. */
  | { readonly kind: 'refused' }
  /** An old opening that first speaks now, and for which no number is left among those it came between. */
  | { readonly kind: 'no-place' }
  /** The attempt is closed or its time is up. */
  | { readonly kind: 'over' }
  /** The clock stands still: to be sent again when it runs. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'signed-out' }
  /** Somebody else is signed in here: to be sent again when the candidate is. */
  | { readonly kind: 'not-yours' }
  /** Nothing arrived, or the server could not answer: to be sent again. */
  | { readonly kind: 'lost' }

export type SendAnswer = {
  /** For each change the server looked at, or one for the whole parcel. */
  readonly replies: readonly SendReply[]
  /** How the attempt stands; null where the server did not say. */
  readonly desk: DeskState | null
}

export type SenderState = {
  /** Changes that the server has not acknowledged. */
  readonly waiting: number
  readonly savedAt: string | null
  readonly trouble: 'lost' | 'signed-out' | 'not-yours' | 'refused' | 'paused' | 'over' | null
  /** When the room was opened elsewhere; null while this opening is the newest. */
  readonly elsewhereAt: string | null
}

export type SenderParts = {
  readonly own: { readonly openingId: string; readonly seen: number }
  readonly savedAt: string | null
  /** Keeps a change, so that a closed page loses nothing; done before it is sent. */
  readonly keep: (change: Change) => Promise<void>
  readonly forget: (openingId: string, changes: readonly Change[]) => void
  readonly send: (parcel: Parcel) => Promise<SendAnswer>
  /** Runs something later; returns how to call it off. */
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** From 0 to 1, so that many devices that lost one server do not all come back at once. */
  readonly random: () => number
  /** This device's clock in milliseconds; only differences count. */
  readonly now: () => number
  readonly onState: (state: SenderState) => void
  readonly onDesk: (desk: DeskState, waiting: readonly Change[]) => void
}

/** What the server takes at once. */
const mostAtOnce = 50
const mostSignals = 20
const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** A shorter loss is nothing to tell of. */
const shortestLossMs = 5_000

export type AnswerSender = ReturnType<typeof answerSender>

/**
 * Delivers changes in order, those that have gathered together, until each is acknowledged; nothing counts as saved before. While the connection is down
 * it tries again with growing pauses. A change is kept before it is first sent, and forgotten only when it has arrived or never will.
 */
export function answerSender(parts: SenderParts) {
  const { openingId, seen } = parts.own
  let older: readonly KeptOpening[] = []
  let queue: Change[] = []
  let last = 0
  let signals: Noticed[] = []
  let state: SenderState = {
    waiting: countWaiting(),
    savedAt: parts.savedAt,
    trouble: null,
    elsewhereAt: null,
  }
  let keeping: Promise<unknown> = Promise.resolve()
  let isSending = false
  let isStopped = false
  let isWaiting = false
  /** One by one after the server could not read a parcel. */
  let atOnce = mostAtOnce
  /** Something is to be said even without changes: that this opening exists, or still does. */
  let hasWord = false
  let failures = 0
  let lostSince: number | null = null
  let callOff = () => {}
  /** Numbers that may have reached the server: their content must not change any more. */
  const tried = new Set<number>()

  function countWaiting(): number {
    return older.reduce((total, { changes }) => total + changes.length, 0) + queue.length
  }

  const tell = (change: Partial<SenderState>) => {
    state = { ...state, ...change, waiting: countWaiting() }
    if (!isStopped) parts.onState(state)
  }

  const keep = (change: Change) => {
    keeping = Promise.all([keeping, parts.keep(change)])
  }

  function record(change: Omit<Change, 'sequence'>): void {
    if (state.trouble === 'over' || state.elsewhereAt !== null) return
    const same = queue.findIndex(
      (one) => one.itemId === change.itemId && one.kind === change.kind && !tried.has(one.sequence),
    )
    const superseded = queue[same]
    const numbered = { ...change, sequence: superseded ? superseded.sequence : ++last }
    if (superseded) queue[same] = numbered
    else queue.push(numbered)
    keep(numbered)
    tell({})
    void pump()
  }

  async function pump(): Promise<void> {
    if (isSending || isStopped || state.trouble === 'over') return
    callOff()
    isWaiting = false
    isSending = true
    let mayGoOn = true
    while (mayGoOn && !isStopped && (older.length > 0 || queue.length > 0 || hasWord))
      mayGoOn = await sendOnce()
    isSending = false
  }

  /** Sends the next parcel; whether another may follow at once. */
  async function sendOnce(): Promise<boolean> {
    await keeping
    const [first] = older
    if (first) {
      const sent = first.changes.slice(0, atOnce)
      const answer = await parts.send({ ...first, changes: sent, signals: [] })
      return settle(answer, sent.length, (reply) => settleOlder(first.openingId, reply))
    }
    const sent = queue.slice(0, atOnce)
    const told = signals.slice(0, mostSignals)
    for (const { sequence } of sent) tried.add(sequence)
    hasWord = false
    const answer = await parts.send({ openingId, seen, changes: sent, signals: told })
    if (answer.desk) signals = signals.slice(told.length)
    else hasWord = true
    // Only this opening's own parcel says whether this opening is still the newest.
    if (answer.desk) tell({ elsewhereAt: answer.desk.openedElsewhereAt })
    return settle(answer, sent.length, settleOwn)
  }

  /** Does what an answer asks for; whether what is left may be sent at once. */
  function settle(
    { replies, desk }: SendAnswer,
    sentCount: number,
    settleOne: (reply: SendReply) => boolean,
  ): boolean {
    if (desk) arrived()
    // A parcel that the server could not read at all says nothing of the answers in it: nothing is dropped, less is sent at a time.
    else if (replies[0]?.kind === 'refused') {
      if (sentCount <= 1) return wait('lost')
      atOnce = 1
      return true
    }
    const mayGoOn = settleAll(replies, settleOne)
    if (desk) {
      parts.onDesk(desk, queue)
      if (desk.standing === 'not-running' || desk.standing === 'too-late') end()
      else if (desk.standing === 'paused') tell({ trouble: 'paused' })
      else if (replies.length === 0 && isPassing(state.trouble)) tell({ trouble: null })
    }
    return mayGoOn && (desk !== null || replies.length > 0)
  }

  function settleAll(replies: readonly SendReply[], settleOne: (reply: SendReply) => boolean): boolean {
    for (const reply of replies) {
      if (!settleOne(reply)) return false
      // What follows was numbered before; it is sent again under its new number.
      if (reply.kind === 'renumber') return true
    }
    return true
  }

  function settleOlder(name: string, reply: SendReply): boolean {
    if (reply.kind === 'no-place') {
      for (const opening of older) if (opening.openingId === name) parts.forget(name, opening.changes)
      older = older.filter((opening) => opening.openingId !== name)
      tell({ trouble: 'refused' })
      return true
    }
    if (reply.kind !== 'saved' && reply.kind !== 'refused' && reply.kind !== 'renumber')
      return wait(reply.kind)
    // What another page of this device delivers itself, under the same numbers, is no loss.
    older = older.flatMap((opening) => {
      if (opening.openingId !== name) return [opening]
      parts.forget(name, opening.changes.slice(0, 1))
      const changes = opening.changes.slice(1)
      return changes.length > 0 ? [{ ...opening, changes }] : []
    })
    tell(
      reply.kind === 'saved'
        ? { savedAt: reply.savedAt }
        : reply.kind === 'refused'
          ? { trouble: 'refused' }
          : {},
    )
    return true
  }

  function settleOwn(reply: SendReply): boolean {
    switch (reply.kind) {
      case 'saved':
      case 'refused':
        parts.forget(openingId, queue.slice(0, 1))
        queue = queue.slice(1)
        tell(
          reply.kind === 'refused'
            ? { trouble: 'refused' }
            : { savedAt: reply.savedAt, trouble: isPassing(state.trouble) ? null : state.trouble },
        )
        return true
      case 'renumber':
        parts.forget(openingId, queue)
        last = Math.max(reply.lastSequence, last)
        tried.clear()
        queue = queue.map((change) => ({ ...change, sequence: ++last }))
        for (const change of queue) keep(change)
        return true
      case 'no-place':
        return wait('lost')
      default:
        return wait(reply.kind)
    }
  }

  function wait(trouble: 'over' | 'paused' | 'signed-out' | 'not-yours' | 'lost'): false {
    if (trouble === 'over') {
      end()
      return false
    }
    if (trouble === 'lost') lostSince ??= parts.now()
    tell({ trouble })
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
    failures += 1
    isWaiting = true
    hasWord = true
    callOff = parts.later(() => void pump(), pause * (0.5 + parts.random() / 2))
    return false
  }

  /** Nothing will be taken any more; how many changes were not is still told. */
  function end(): void {
    tell({ trouble: 'over' })
    for (const opening of older) parts.forget(opening.openingId, opening.changes)
    parts.forget(openingId, queue)
  }

  function arrived(): void {
    failures = 0
    if (lostSince === null) return
    const lost = parts.now() - lostSince
    lostSince = null
    if (lost >= shortestLossMs) signals.push({ kind: 'offline', seconds: Math.round(lost / 1000) })
  }

  return {
    record,
    /** Delivers what earlier openings on this device could not, under their own names; whenever that is found, since their places are their own. */
    adopt(kept: readonly KeptOpening[]): void {
      if (state.trouble === 'over') return
      older = [...older, ...kept.filter(({ changes }) => changes.length > 0)]
      if (older.length === 0) return
      tell({})
      void pump()
    },
    /** Tries again now: the connection may be back. */
    retry(): void {
      failures = 0
      hasWord = true
      void pump()
    },
    /** Tells the server something this device noticed, with the next word. */
    notice(noticed: Noticed): void {
      signals.push(noticed)
    },
    /** Says that somebody is here and hears how the attempt stands, unless a try is under way or waits for its turn. */
    pulse(): void {
      if (isSending || isWaiting) return
      hasWord = true
      void pump()
    },
    stop(): void {
      isStopped = true
      callOff()
    },
    state: () => state,
  }
}

/** Troubles that end by themselves once something arrives. */
function isPassing(trouble: SenderState['trouble']): boolean {
  return trouble !== null && trouble !== 'refused' && trouble !== 'over'
}
