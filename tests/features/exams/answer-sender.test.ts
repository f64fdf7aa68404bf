import { describe, expect, it } from 'vitest'
import {
  answerSender,
  type Change,
  type KeptOpening,
  type Noticed,
  type Parcel,
  type SenderState,
  type SendReply,
} from '#app/features/exams/components/answer-sender.ts'
import { answerOf } from '#app/features/exams/components/send-change.ts'
import type { DeskState } from '#app/features/exams/index.server.ts'

const savedAt = '2026-11-23T02:00:01.000Z'
const saved: SendReply = { kind: 'saved', savedAt }
const lost: SendReply = { kind: 'lost' }
const fine: DeskState = {
  standing: 'running',
  deadlineAt: '2026-11-23T03:00:00.000Z',
  pausedAt: null,
  openedElsewhereAt: null,
  current: null,
}
const hasDesk: readonly SendReply['kind'][] = ['saved', 'refused', 'renumber', 'over', 'paused']

type Options = {
  kept?: KeptOpening[]
  replies?: SendReply[]
  desk?: Partial<DeskState>
  random?: number
  /** Whether a refusal is of the whole parcel, which the server could not read. */
  isUnread?: boolean
}

/** A sender whose server answers what `replies` says, then with `saved`; timers run when told to. */
function scene({ kept = [], replies: first = [], desk = {}, random = 1, isUnread = false }: Options = {}) {
  const replies = [...first]
  const parcels: Parcel[] = []
  const timers: { run: () => void; milliseconds: number }[] = []
  const store = new Map<string, Change>()
  for (const { openingId, changes } of kept)
    for (const change of changes) store.set(`${openingId} ${change.sequence}`, change)
  const memory = { states: [] as SenderState[], desk: { ...fine, ...desk }, at: 0, waiting: [] as unknown[] }
  const sender = answerSender({
    own: { openingId: 'own', seen: 0 },
    savedAt: null,
    keep: async (change) => void store.set(`own ${change.sequence}`, change),
    forget: (openingId, changes) => {
      for (const { sequence } of changes) store.delete(`${openingId} ${sequence}`)
    },
    send: async (parcel) => {
      parcels.push(parcel)
      const reply = replies.shift()
      if (!reply) return { replies: parcel.changes.map(() => saved), desk: memory.desk }
      const isRead = hasDesk.includes(reply.kind) && !(isUnread && reply.kind === 'refused')
      return { replies: [reply], desk: isRead ? memory.desk : null }
    },
    later: (run, milliseconds) => {
      timers.push({ run, milliseconds })
      return () => timers.splice(0)
    },
    random: () => random,
    now: () => memory.at,
    onState: (state) => memory.states.push(state),
    onDesk: (_, waiting) => memory.waiting.push(waiting),
  })
  sender.adopt(kept)
  const answer = (itemId: string, value: unknown) => sender.record({ itemId, kind: 'answer', value })
  const sent = () =>
    parcels.flatMap(({ openingId, changes }) =>
      changes.map(({ sequence, itemId, value }) => ({ openingId, sequence, itemId, value })),
    )
  return { sender, sent, parcels, timers, memory, answer, store }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const change = (sequence: number, itemId: string): Change => ({ sequence, itemId, kind: 'answer', value: 1 })

describe('delivering answers', () => {
  it('says saved only after the server has said so, and forgets nothing before', async () => {
    const { sender, store, answer } = scene()
    answer('i', 1)
    expect(sender.state()).toMatchObject({ waiting: 1, savedAt: null })
    expect(store.size).toBe(1)
    await settled()
    expect(sender.state()).toMatchObject({ waiting: 0, savedAt, trouble: null })
    expect(store.size).toBe(0)
  })

  it('sends nothing that this device has not kept yet', async () => {
    const order: string[] = []
    const sender = answerSender({
      own: { openingId: 'own', seen: 0 },
      savedAt: null,
      keep: async () => {
        await settled()
        order.push('kept')
      },
      forget: () => order.push('forgotten'),
      send: async () => {
        order.push('sent')
        return { replies: [saved], desk: fine }
      },
      later: () => () => {},
      random: () => 0,
      now: () => 0,
      onState: () => {},
      onDesk: () => {},
    })
    sender.record({ itemId: 'a', kind: 'answer', value: 1 })
    await expect.poll(() => order).toEqual(['kept', 'sent', 'forgotten'])
  })

  it('keeps and numbers everything while the connection is down, and delivers it in order when it is back', async () => {
    const { sender, sent, timers, store, answer } = scene({ replies: [lost, lost, lost] })
    for (const item of ['a', 'b', 'c']) {
      answer(item, 1)
      await settled()
    }
    expect([...store.keys()]).toEqual(['own 1', 'own 2', 'own 3'])
    expect(sender.state()).toMatchObject({ waiting: 3, savedAt: null, trouble: 'lost' })
    sender.retry()
    await settled()
    const delivered = sent()
      .slice(-3)
      .map(({ itemId, sequence }) => [itemId, sequence])
    expect(delivered).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ])
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: null })
    expect(timers.length).toBeLessThanOrEqual(1)
  })

  it('pauses longer after each failure, up to half a minute, and not at the same moment as everybody else', async () => {
    const { timers, answer } = scene({ replies: Array(8).fill(lost) })
    const pauses: number[] = []
    answer('a', 1)
    for (let round = 0; round < 8; round += 1) {
      await settled()
      const timer = timers.pop()
      pauses.push(timer?.milliseconds ?? 0)
      timer?.run()
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1000))
    const hasty = scene({ replies: [lost], random: 0 })
    hasty.answer('a', 1)
    await settled()
    expect(hasty.timers.map(({ milliseconds }) => milliseconds)).toEqual([500])
  })

  it('never changes what may have reached the server already: a later answer gets a number of its own', async () => {
    const { sender, sent, answer } = scene({ replies: [lost] })
    answer('a', 'first')
    await settled()
    answer('a', 'second')
    sender.retry()
    await settled()
    expect(sent().map(({ sequence, value }) => [sequence, value])).toEqual([
      [1, 'first'],
      [1, 'first'],
      [2, 'second'],
    ])
  })

  it('delivers what earlier pages have left first, under their names and numbers', async () => {
    const kept: KeptOpening[] = [
      { openingId: 'one', seen: 0, changes: [change(3, 'a'), change(4, 'b')] },
      { openingId: 'two', seen: 20, changes: [change(1, 'a')] },
    ]
    const { sender, sent, store, parcels, memory, answer } = scene({ kept })
    expect(sender.state().waiting).toBe(3)
    sender.retry()
    answer('c', 2)
    await settled()
    expect(sent().map(({ openingId, sequence }) => `${openingId} ${sequence}`)).toEqual([
      'one 3',
      'one 4',
      'two 1',
      'own 1',
    ])
    expect(parcels.map(({ seen }) => seen)).toEqual([0, 20, 0])
    expect(store.size).toBe(0)
    // What counts by the server is told together with what this page has still under way, which comes after all else.
    const own = { ...change(1, 'c'), value: 2 }
    expect(memory.waiting).toEqual([[own], [own], []])
  })

  it('leaves to another page of this device what that page delivers itself', async () => {
    const kept: KeptOpening[] = [{ openingId: 'one', seen: 0, changes: [change(3, 'a')] }]
    const { sender, sent } = scene({ kept, replies: [{ kind: 'renumber', lastSequence: 3 }] })
    sender.retry()
    await settled()
    expect(sent()).toHaveLength(1)
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: null })
  })

  it('numbers anew what another page has delivered in an older wording, and keeps it so', async () => {
    const { sent, sender, answer, store } = scene({ replies: [{ kind: 'renumber', lastSequence: 9 }, lost] })
    answer('a', 1)
    await settled()
    expect(sent().map(({ sequence }) => sequence)).toEqual([1, 10])
    expect([...store.keys()]).toEqual(['own 10'])
    sender.retry()
    await settled()
    expect(sender.state().waiting).toBe(0)
  })

  it('drops what is refused, says so, and goes on with the rest', async () => {
    const { sent, sender, answer } = scene({ replies: [{ kind: 'refused' }] })
    answer('a', 1)
    await settled()
    answer('b', 2)
    await settled()
    expect(sent().map(({ itemId }) => itemId)).toEqual(['a', 'b'])
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: 'refused' })
  })

  it.each(['signed-out', 'not-yours', 'paused'] as const)(
    'keeps everything while %s, and sends it afterwards',
    async (kind) => {
      const { sender, store, timers, answer } = scene({ replies: [{ kind }] })
      answer('a', 1)
      await settled()
      expect(sender.state()).toMatchObject({ waiting: 1, trouble: kind })
      expect(store.size).toBe(1)
      timers.pop()?.run()
      await settled()
      expect(sender.state()).toMatchObject({ waiting: 0, trouble: null })
    },
  )

  it('stops when the attempt is over, tells how many changes did not count and keeps nothing', async () => {
    const { sent, sender, store, answer } = scene({
      replies: [lost, { kind: 'over' }],
      desk: { standing: 'too-late' },
    })
    answer('a', 1)
    await settled()
    answer('b', 2)
    await settled()
    answer('c', 3)
    await settled()
    expect(sender.state()).toMatchObject({ waiting: 2, savedAt: null, trouble: 'over' })
    expect(store.size).toBe(0)
    expect(sent().map(({ itemId }) => itemId)).toEqual(['a', 'a', 'b'])
  })

  it('delivers what it holds but takes nothing more once the room is open elsewhere', async () => {
    const { sender, sent, answer } = scene({ desk: { openedElsewhereAt: savedAt } })
    answer('a', 1)
    await settled()
    answer('b', 1)
    await settled()
    expect(sent().map(({ itemId }) => itemId)).toEqual(['a'])
    expect(sender.state()).toMatchObject({ waiting: 0, elsewhereAt: savedAt })
  })

  it('speaks up without changes: at its start and when asked to, but not into a connection that is down', async () => {
    const { sender, parcels, answer } = scene({ replies: [saved, lost] })
    sender.retry()
    await settled()
    expect(parcels.map(({ changes }) => changes.length)).toEqual([0])
    answer('a', 1)
    await settled()
    sender.pulse()
    await settled()
    expect(parcels).toHaveLength(2)
    sender.retry()
    await settled()
    sender.pulse()
    await settled()
    expect(parcels).toHaveLength(4)
  })

  it('tells once how long the connection was down and that the page was left', async () => {
    const { sender, parcels, memory, answer } = scene({ replies: [lost] })
    answer('a', 1)
    await settled()
    memory.at = 61_000
    sender.notice({ kind: 'away', seconds: 7 })
    sender.retry()
    await settled()
    sender.pulse()
    await settled()
    sender.pulse()
    await settled()
    const told: Noticed[][] = parcels.map(({ signals }) => [...signals])
    expect(told.flat().toSorted((a, b) => a.seconds - b.seconds)).toEqual([
      { kind: 'away', seconds: 7 },
      { kind: 'offline', seconds: 61 },
    ])
  })

  it('takes on what earlier pages have left also when that is found late', async () => {
    const { sender, sent, store, answer } = scene()
    sender.retry()
    answer('c', 2)
    await settled()
    sender.adopt([{ openingId: 'one', seen: 0, changes: [change(3, 'a')] }])
    expect(sender.state().waiting).toBe(1)
    await settled()
    expect(sent().map(({ openingId, sequence }) => `${openingId} ${sequence}`)).toEqual(['own 1', 'one 3'])
    expect([sender.state().waiting, store.size]).toEqual([0, 0])
  })

  it('is not taken for succeeded by what is said of an older opening', async () => {
    const kept: KeptOpening[] = [{ openingId: 'one', seen: 0, changes: [change(1, 'a')] }]
    const { sender, memory, answer } = scene({ kept, replies: [saved, lost] })
    memory.desk = { ...fine, openedElsewhereAt: savedAt }
    sender.retry()
    await settled()
    // The old one has arrived, the new one has not been heard yet: what is answered now must not be thrown away.
    expect(sender.state().elsewhereAt).toBeNull()
    memory.desk = fine
    answer('b', 1)
    sender.retry()
    await settled()
    expect(sender.state()).toMatchObject({ waiting: 0, elsewhereAt: null })
  })

  it('drops nothing and does not rage where the server cannot read a parcel at all', async () => {
    const refused: SendReply = { kind: 'refused' }
    const { sender, parcels, timers, store, answer } = scene({
      replies: Array(5).fill(refused),
      isUnread: true,
    })
    sender.retry()
    await settled()
    answer('a', 1)
    answer('b', 1)
    await settled()
    sender.retry()
    await settled()
    expect(parcels.map(({ changes }) => changes.length)).toEqual([0, 2, 1, 1])
    expect(timers.length).toBeLessThanOrEqual(1)
    expect([...store.keys()]).toEqual(['own 1', 'own 2'])
    expect(sender.state()).toMatchObject({ waiting: 2, trouble: 'lost' })
  })

  it('an old opening that has no place any more does not hold up the others', async () => {
    const kept: KeptOpening[] = [
      { openingId: 'one', seen: 0, changes: [change(1, 'a'), change(2, 'b')] },
      { openingId: 'two', seen: 20, changes: [change(1, 'c')] },
    ]
    const { sender, sent, store } = scene({ kept, replies: [{ kind: 'no-place' }] })
    sender.retry()
    await settled()
    expect(sent().map(({ openingId, sequence }) => `${openingId} ${sequence}`)).toEqual([
      'one 1',
      'one 2',
      'two 1',
    ])
    expect(store.size).toBe(0)
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: 'refused' })
  })
})

describe('what an answer of the server means', () => {
  const kinds = (status: number, body: Record<string, unknown>) =>
    answerOf(status, body).replies.map((reply) => reply.kind)

  it.each([
    [200, { results: [{ savedAt: 'x', sequence: 1 }], desk: fine, now: 'y' }, ['saved']],
    [200, { results: [{ status: 404, reason: 'unknown-item' }], desk: fine, now: 'y' }, ['refused']],
    [200, { results: [{ status: 409, reason: 'too-late' }], desk: fine, now: 'y' }, ['over']],
    [200, { results: [{ status: 409, reason: 'paused' }], desk: fine, now: 'y' }, ['paused']],
    [200, { results: [], desk: fine, now: 'y' }, []],
    [200, { results: [], now: 'y' }, ['lost']],
    [200, {}, ['lost']],
    [401, { reason: 'not-signed-in' }, ['signed-out']],
    [404, { reason: 'unknown-attempt' }, ['not-yours']],
    [403, { reason: 'not-allowed' }, ['not-yours']],
    [400, { reason: 'malformed' }, ['refused']],
    [409, { reason: 'too-many-openings' }, ['no-place']],
    [404, {}, ['lost']],
    [429, {}, ['lost']],
    [500, {}, ['lost']],
    [503, { reason: 'anything' }, ['lost']],
  ] as const)('%i %j: %s', (status, body, expected) => {
    expect(kinds(status, body)).toEqual(expected)
  })

  it('is told for each change, as far as the server looked', () => {
    const results = [
      { savedAt: 'x', sequence: 1 },
      { status: 409, reason: 'sequence-taken', lastSequence: 8 },
    ]
    expect(answerOf(200, { results, desk: fine, now: 'y' })).toEqual({
      replies: [
        { kind: 'saved', savedAt: 'x' },
        { kind: 'renumber', lastSequence: 8 },
      ],
      desk: fine,
      now: 'y',
    })
  })
})
