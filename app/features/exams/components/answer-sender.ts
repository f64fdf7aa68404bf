/** One change on its way to the server, numbered per attempt. */
export type Change = {
  readonly sequence: number
  readonly itemId: string
  readonly kind: 'answer' | 'flag'
  readonly value: unknown
}

export type SendReply =
  /** Durable on the server. `now`: the server's time. */
  | { readonly kind: 'saved'; readonly savedAt: string; readonly now: string }
  /** The number stands for another change, of another device of the same person. */
  | { readonly kind: 'renumber'; readonly lastSequence: number }
  /** Never to be taken, however often it is sent. */
  | { readonly kind: 'refused' }
  /** The attempt is closed or its time is up. */
  | { readonly kind: 'over' }
  | { readonly kind: 'signed-out' }
  /** Nothing arrived, or the server could not answer: to be sent again. */
  | { readonly kind: 'lost' }

export type SenderState = {
  /** Changes that the server has not acknowledged. */
  readonly waiting: number
  readonly savedAt: string | null
  readonly trouble: 'lost' | 'signed-out' | 'refused' | 'over' | null
}

export type SenderParts = {
  readonly lastSequence: number
  readonly savedAt: string | null
  /** Changes that an earlier page could not deliver. */
  readonly kept: readonly Change[]
  /** Keeps what is not delivered, so that a closed page loses nothing. */
  readonly keep: (changes: readonly Change[]) => void
  /** Delivers changes in order; gives a reply to each that was looked at, at least to the first. */
  readonly send: (changes: readonly Change[]) => Promise<readonly SendReply[]>
  /** Runs something later; returns how to call it off. */
  readonly later: (run: () => void, milliseconds: number) => () => void
  readonly onState: (state: SenderState) => void
}

/** What the server takes at once. */
const mostAtOnce = 50
const firstPauseMs = 1_000
const longestPauseMs = 30_000

export type AnswerSender = ReturnType<typeof answerSender>

/**
 * Delivers changes in order, those that have gathered together, until each is acknowledged; nothing counts as saved before. While the connection is down
 * it tries again with growing pauses. A change is kept before it is first sent.
 */
export function answerSender(parts: SenderParts) {
  let queue = [...parts.kept].sort((a, b) => a.sequence - b.sequence)
  let last = Math.max(parts.lastSequence, ...queue.map(({ sequence }) => sequence))
  let state: SenderState = { waiting: queue.length, savedAt: parts.savedAt, trouble: null }
  let isSending = false
  let isStopped = false
  let failures = 0
  let callOff = () => {}
  /** Numbers that may have reached the server: their content must not change any more. */
  const tried = new Set<number>(queue.map(({ sequence }) => sequence))

  const tell = (change: Partial<SenderState>) => {
    state = { ...state, ...change, waiting: queue.length }
    if (!isStopped) parts.onState(state)
  }

  function record(change: Omit<Change, 'sequence'>): void {
    if (state.trouble === 'over') return
    const same = queue.findIndex(
      (one) => one.itemId === change.itemId && one.kind === change.kind && !tried.has(one.sequence),
    )
    const superseded = queue[same]
    if (superseded) queue[same] = { ...change, sequence: superseded.sequence }
    else queue.push({ ...change, sequence: ++last })
    parts.keep(queue)
    tell({})
    void pump()
  }

  async function pump(): Promise<void> {
    if (isSending || isStopped || state.trouble === 'over') return
    callOff()
    isSending = true
    let mayGoOn = true
    while (mayGoOn && queue.length > 0 && !isStopped) {
      const sent = queue.slice(0, mostAtOnce)
      for (const { sequence } of sent) tried.add(sequence)
      mayGoOn = settleAll(await parts.send(sent))
    }
    isSending = false
  }

  /** Does what the replies to the first changes ask for; whether what is left may be sent at once. */
  function settleAll(replies: readonly SendReply[]): boolean {
    for (const reply of replies) {
      if (!settle(reply)) return false
      // What follows was numbered before; it is sent again under its new number.
      if (reply.kind === 'renumber') return true
    }
    return replies.length > 0
  }

  /** Does what a reply to the first change asks for; whether the next one may be sent at once. */
  function settle(reply: SendReply): boolean {
    switch (reply.kind) {
      case 'saved':
        failures = 0
        queue = queue.slice(1)
        parts.keep(queue)
        tell({ savedAt: reply.savedAt, trouble: state.trouble === 'refused' ? 'refused' : null })
        return true
      case 'refused':
        queue = queue.slice(1)
        parts.keep(queue)
        tell({ trouble: 'refused' })
        return true
      case 'renumber':
        last = Math.max(reply.lastSequence, 0)
        tried.clear()
        queue = queue.map((change) => ({ ...change, sequence: ++last }))
        parts.keep(queue)
        return true
      case 'over':
        parts.keep([])
        tell({ trouble: 'over' })
        return false
      default: {
        tell({ trouble: reply.kind })
        const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
        failures += 1
        callOff = parts.later(() => void pump(), pause)
        return false
      }
    }
  }

  return {
    record,
    /** Tries again now: the connection may be back. */
    retry(): void {
      failures = 0
      void pump()
    },
    stop(): void {
      isStopped = true
      callOff()
    },
    state: () => state,
  }
}
