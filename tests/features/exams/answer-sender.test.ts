import { describe, expect, it } from 'vitest'
import {
  answerSender,
  type Change,
  type SenderState,
  type SendReply,
} from '#app/features/exams/components/answer-sender.ts'
import { repliesOf } from '#app/features/exams/components/send-change.ts'

const saved: SendReply = {
  kind: 'saved',
  savedAt: '2026-11-23T02:00:01.000Z',
  now: '2026-11-23T02:00:01.000Z',
}
const lost: SendReply = { kind: 'lost' }

/** A sender whose server answers what `replies` says, then with `saved`; timers run when told to. */
function scene(options: { kept?: Change[]; lastSequence?: number; replies?: SendReply[] } = {}) {
  const replies = [...(options.replies ?? [])]
  const sent: Change[] = []
  const timers: { run: () => void; milliseconds: number }[] = []
  const memory = { kept: options.kept ?? ([] as readonly Change[]), states: [] as SenderState[] }
  const sender = answerSender({
    lastSequence: options.lastSequence ?? 0,
    savedAt: null,
    kept: options.kept ?? [],
    keep: (changes) => {
      memory.kept = [...changes]
    },
    send: async (changes) => {
      sent.push(...changes)
      const reply = replies.shift()
      return reply ? [reply] : changes.map(() => saved)
    },
    later: (run, milliseconds) => {
      timers.push({ run, milliseconds })
      return () => timers.splice(0)
    },
    onState: (state) => memory.states.push(state),
  })
  const answer = (itemId: string, value: unknown) => sender.record({ itemId, kind: 'answer', value })
  return { sender, sent, timers, memory, answer }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('delivering answers', () => {
  it('says saved only after the server has said so, and forgets nothing before', async () => {
    const { sender, memory, answer } = scene()
    answer('i', 1)
    expect(sender.state()).toMatchObject({ waiting: 1, savedAt: null })
    expect(memory.kept).toHaveLength(1)
    await settled()
    expect(sender.state()).toMatchObject({ waiting: 0, savedAt: saved.savedAt, trouble: null })
    expect(memory.kept).toEqual([])
  })

  it('keeps and numbers everything while the connection is down, and delivers it in order when it is back', async () => {
    const { sender, sent, timers, memory, answer } = scene({ lastSequence: 5, replies: [lost, lost, lost] })
    for (const item of ['a', 'b', 'c']) {
      answer(item, 1)
      await settled()
    }
    expect(memory.kept.map(({ sequence }) => sequence)).toEqual([6, 7, 8])
    expect(sender.state()).toMatchObject({ waiting: 3, savedAt: null, trouble: 'lost' })
    sender.retry()
    await settled()
    const delivered = sent.slice(-3).map(({ itemId, sequence }) => [itemId, sequence])
    expect(delivered).toEqual([
      ['a', 6],
      ['b', 7],
      ['c', 8],
    ])
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: null })
    expect(timers.length).toBeLessThanOrEqual(1)
  })

  it('pauses longer after each failure, up to half a minute', async () => {
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
  })

  it('never changes what may have reached the server already: a later answer gets a number of its own', async () => {
    const { sender, sent, answer } = scene({ replies: [lost] })
    answer('a', 'first')
    await settled()
    answer('a', 'second')
    sender.retry()
    await settled()
    expect(sent.map(({ sequence, value }) => [sequence, value])).toEqual([
      [1, 'first'],
      [1, 'first'],
      [2, 'second'],
    ])
  })

  it('delivers what an earlier page has left, under its old numbers', async () => {
    const kept: Change[] = [
      { sequence: 4, itemId: 'b', kind: 'flag', value: true },
      { sequence: 3, itemId: 'a', kind: 'answer', value: 1 },
    ]
    const { sender, sent, answer } = scene({ kept, lastSequence: 2 })
    sender.retry()
    answer('c', 2)
    await settled()
    expect(sent.map(({ sequence }) => sequence)).toEqual([3, 4, 5])
  })

  it('renumbers behind another device and goes on', async () => {
    const { sent, sender, answer } = scene({ replies: [{ kind: 'renumber', lastSequence: 9 }] })
    answer('a', 1)
    await settled()
    expect(sent.map(({ sequence }) => sequence)).toEqual([1, 10])
    expect(sender.state().waiting).toBe(0)
  })

  it('sends what has gathered together, and settles each change by its own reply', async () => {
    const kept = ['a', 'b', 'c'].map((itemId, place): Change => {
      return { sequence: place + 1, itemId, kind: 'answer', value: 1 }
    })
    const deliveries: number[][] = []
    const answers: SendReply[][] = [
      [saved, { kind: 'renumber', lastSequence: 7 }],
      [saved, { kind: 'refused' }],
    ]
    const sender = answerSender({
      lastSequence: 0,
      savedAt: null,
      kept,
      keep: () => {},
      send: async (changes) => {
        deliveries.push(changes.map(({ sequence }) => sequence))
        return answers.shift() ?? []
      },
      later: () => () => {},
      onState: () => {},
    })
    sender.retry()
    await settled()
    expect(deliveries).toEqual([
      [1, 2, 3],
      [8, 9],
    ])
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: 'refused' })
  })

  it('drops what is refused, says so, and goes on with the rest', async () => {
    const { sent, sender, answer } = scene({ replies: [{ kind: 'refused' }] })
    answer('a', 1)
    answer('b', 2)
    await settled()
    expect(sent.map(({ itemId }) => itemId)).toEqual(['a', 'b'])
    expect(sender.state()).toMatchObject({ waiting: 0, trouble: 'refused' })
  })

  it('stops when the attempt is over and tells how many changes did not count', async () => {
    const { sent, sender, memory, answer } = scene({ replies: [lost, { kind: 'over' }] })
    answer('a', 1)
    await settled()
    answer('b', 2)
    await settled()
    answer('c', 3)
    await settled()
    expect(sender.state()).toEqual({ waiting: 2, savedAt: null, trouble: 'over' })
    expect(memory.kept).toEqual([])
    expect(sent.map(({ itemId }) => itemId)).toEqual(['a', 'a', 'b'])
  })
})

describe('what an answer of the server means', () => {
  it.each([
    [200, { results: [{ savedAt: 'x', sequence: 1 }], now: 'y' }, 'saved'],
    [200, { results: [{ status: 404, reason: 'unknown-item' }], now: 'y' }, 'refused'],
    [200, { results: [{ status: 409, reason: 'too-late' }], now: 'y' }, 'over'],
    [200, { results: [], now: 'y' }, 'lost'],
    [200, {}, 'lost'],
    [401, { reason: 'not-signed-in' }, 'signed-out'],
    [409, { reason: 'too-late' }, 'over'],
    [409, { reason: 'not-running' }, 'over'],
    [404, { reason: 'unknown-attempt' }, 'over'],
    [409, { reason: 'sequence-taken', lastSequence: 3 }, 'renumber'],
    [400, { reason: 'unknown-option' }, 'refused'],
    [404, { reason: 'unknown-item' }, 'refused'],
    [404, {}, 'lost'],
    [429, {}, 'lost'],
    [500, {}, 'lost'],
    [503, { reason: 'anything' }, 'lost'],
  ] as const)('%i %j: %s', (status, body, kind) => {
    expect(repliesOf(status, body).map((reply) => reply.kind)).toEqual([kind])
  })

  it('is told for each change, as far as the server looked', () => {
    const results = [
      { savedAt: 'x', sequence: 1 },
      { status: 409, reason: 'sequence-taken', lastSequence: 8 },
    ]
    expect(repliesOf(200, { results, now: 'y' })).toEqual([
      { kind: 'saved', savedAt: 'x', now: 'y' },
      { kind: 'renumber', lastSequence: 8 },
    ])
  })
})
