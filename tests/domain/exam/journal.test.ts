import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerText } from '#app/domain/exam/answer-text.ts'
import {
  type AttemptEvent,
  type AttemptState,
  attemptTransitions,
  isAttemptOver,
  nextAttemptState,
} from '#app/domain/exam/attempt-states.ts'
import { currentResponses, type JournalEntry, mergeIntoJournal } from '#app/domain/exam/journal.ts'
import type { Response } from '#app/domain/exam/response.ts'

const pick = (choice: string): Response => ({ type: 'single', choice })
const answer = (sequence: number, itemId: string, response: Response | null): JournalEntry => ({
  sequence,
  itemId,
  kind: 'answer',
  response,
})
const flag = (sequence: number, itemId: string, flagged: boolean): JournalEntry => ({
  sequence,
  itemId,
  kind: 'flag',
  flagged,
})

const content = fc.oneof(
  fc.record({
    itemId: fc.constantFrom('Q1', 'Q2', 'Q3'),
    kind: fc.constant('answer' as const),
    response: fc.option(fc.constantFrom('a', 'b', 'c').map(pick)),
  }),
  fc.record({
    itemId: fc.constantFrom('Q1', 'Q2', 'Q3'),
    kind: fc.constant('flag' as const),
    flagged: fc.boolean(),
  }),
)
/** A journal as one device writes it: numbers from 1 without a repetition. */
const journal = fc
  .array(content, { maxLength: 20 })
  .map((list) => list.map((entry, place): JournalEntry => ({ ...entry, sequence: place + 1 })))
const whole = (list: readonly JournalEntry[]) => fc.shuffledSubarray([...list], { minLength: list.length })

describe('the journal of an attempt', () => {
  it('keeps the last change of each item, answers and flags apart', () => {
    const state = currentResponses([
      answer(1, 'Q1', pick('a')),
      flag(2, 'Q1', true),
      answer(3, 'Q2', pick('b')),
      answer(4, 'Q1', pick('c')),
      answer(5, 'Q2', null),
      flag(6, 'Q2', true),
      flag(7, 'Q2', false),
    ])
    expect([...state.responses]).toEqual([['Q1', pick('c')]])
    expect([...state.flagged]).toEqual(['Q1'])
  })

  it('converges however often and in whatever order its parts arrive', () => {
    const scrambled = journal.chain((entries) =>
      fc.record({ entries: fc.constant(entries), order: whole(entries), again: fc.subarray([...entries]) }),
    )
    fc.assert(
      fc.property(scrambled, ({ entries, order, again }) => {
        expect(currentResponses([...again, ...order, ...again])).toEqual(currentResponses(entries))
      }),
    )
  })

  it('equals playing the changes one after the other', () => {
    fc.assert(
      fc.property(journal, (entries) => {
        const played = new Map<string, Response>()
        const flags = new Set<string>()
        for (const entry of entries) {
          if (entry.kind === 'flag') entry.flagged ? flags.add(entry.itemId) : flags.delete(entry.itemId)
          else if (entry.response === null) played.delete(entry.itemId)
          else played.set(entry.itemId, entry.response)
        }
        const { responses, flagged } = currentResponses(entries)
        expect(Object.fromEntries(responses)).toEqual(Object.fromEntries(played))
        expect([...flagged].sort()).toEqual([...flags].sort())
      }),
    )
  })

  it('converges even where two changes carry one number', () => {
    const clash = [answer(1, 'Q1', pick('a')), answer(1, 'Q1', pick('b'))]
    expect(currentResponses(clash)).toEqual(currentResponses([...clash].reverse()))
  })

  it('takes in what is new, acknowledges what is known and refuses what clashes', () => {
    const stored = [answer(1, 'Q1', pick('a')), answer(2, 'Q2', pick('b'))]
    const merge = mergeIntoJournal(stored, [
      answer(4, 'Q1', pick('c')),
      answer(2, 'Q2', pick('b')),
      answer(1, 'Q1', pick('z')),
      flag(3, 'Q1', true),
      answer(4, 'Q1', pick('c')),
    ])
    expect(merge.fresh.map(({ sequence }) => sequence)).toEqual([3, 4])
    expect(merge.repeated).toEqual([2, 4])
    expect(merge.conflicting).toEqual([1])
  })

  it('ends the same whether a journal is delivered at once or in pieces that overlap', () => {
    const pieces = journal.chain((entries) =>
      fc.record({
        entries: fc.constant(entries),
        parts: fc.array(fc.subarray([...entries]), { maxLength: 5 }),
      }),
    )
    fc.assert(
      fc.property(pieces, ({ entries, parts }) => {
        let stored: readonly JournalEntry[] = []
        for (const part of [...parts, entries]) {
          const merge = mergeIntoJournal(stored, part)
          expect(merge.conflicting).toEqual([])
          stored = [...stored, ...merge.fresh]
        }
        expect(stored).toHaveLength(entries.length)
        expect(currentResponses(stored)).toEqual(currentResponses(entries))
      }),
    )
  })
})

describe('the text behind the receipt', () => {
  const items = ['Q2', 'Q1', 'Q3']

  it('names every item of the form in order of ids', () => {
    expect(answerText('A-1', items, new Map([['Q1', pick('a')]]))).toBe(
      'answers/1\n"A-1"\n"Q1" ["single","a"]\n"Q2" null\n"Q3" null\n',
    )
  })

  it('depends on the answers and on nothing else', () => {
    fc.assert(
      fc.property(journal, journal, (one, other) => {
        const [a, b] = [currentResponses(one).responses, currentResponses(other).responses]
        const text = answerText('A-1', items, a)
        expect(answerText('A-1', [...items].reverse(), new Map([...a].reverse()))).toBe(text)
        const same = items.every((id) => JSON.stringify(a.get(id)) === JSON.stringify(b.get(id)))
        expect(answerText('A-1', items, b) === text).toBe(same)
      }),
    )
  })

  it('is the same for choices named in another order', () => {
    const text = (choices: string[]) =>
      answerText('A-1', ['Q1'], new Map([['Q1', { type: 'multi', choices } as Response]]))
    expect(text(['b', 'a'])).toBe(text(['a', 'b']))
  })

  it('refuses an answer to an item that is not on the form', () => {
    expect(() => answerText('A-1', ['Q1'], new Map([['Q9', pick('a')]]))).toThrow(RangeError)
  })
})

describe('the states of an attempt', () => {
  const states = Object.keys(attemptTransitions) as AttemptState[]
  const events: AttemptEvent[] = [
    'book',
    'check-in',
    'start',
    'disconnect',
    'resume',
    'submit',
    'deadline',
    'need-review',
    'pass',
    'fail',
    'technical-fault',
    'misconduct',
  ]

  it.each<[AttemptState, AttemptEvent, AttemptState]>([
    ['NONE', 'book', 'BOOKED'],
    ['BOOKED', 'check-in', 'CHECKED_IN'],
    ['CHECKED_IN', 'start', 'IN_PROGRESS'],
    ['NONE', 'start', 'IN_PROGRESS'],
    ['IN_PROGRESS', 'disconnect', 'INTERRUPTED'],
    ['INTERRUPTED', 'resume', 'IN_PROGRESS'],
    ['INTERRUPTED', 'deadline', 'SUBMITTED'],
    ['IN_PROGRESS', 'submit', 'SUBMITTED'],
    ['IN_PROGRESS', 'deadline', 'SUBMITTED'],
    ['SUBMITTED', 'pass', 'PASSED'],
    ['SUBMITTED', 'fail', 'FAILED'],
    ['SUBMITTED', 'need-review', 'IN_REVIEW'],
    ['IN_REVIEW', 'pass', 'PASSED'],
    ['FAILED', 'technical-fault', 'VOIDED'],
    ['PASSED', 'technical-fault', 'VOIDED'],
    ['BOOKED', 'misconduct', 'VOIDED_FOR_CAUSE'],
    ['PASSED', 'fail', 'FAILED'],
  ])('lead from %s by %s to %s', (state, event, expected) => {
    expect(nextAttemptState(state, event)).toMatchObject({ ok: true, state: expected })
  })

  it.each<[AttemptState, AttemptEvent]>([
    ['SUBMITTED', 'submit'],
    ['INTERRUPTED', 'submit'],
    ['PASSED', 'misconduct'],
    ['VOIDED', 'pass'],
    ['BOOKED', 'start'],
    ['SUBMITTED', 'resume'],
    ['FAILED', 'start'],
  ])('refuse in %s to %s, and say what is possible', (state, event) => {
    const step = nextAttemptState(state, event)
    expect(step.ok).toBe(false)
    if (!step.ok)
      for (const possible of step.possible) expect(nextAttemptState(state, possible).ok).toBe(true)
  })

  it('ask for two persons wherever a result is changed or a pass taken away', () => {
    for (const event of ['pass', 'fail', 'technical-fault'] as const) {
      expect(nextAttemptState('PASSED', event)).toMatchObject({
        ok: true,
        guards: expect.arrayContaining(['two-persons']),
      })
    }
    expect(nextAttemptState('FAILED', 'pass')).toMatchObject({ guards: ['two-persons'] })
  })

  it('can never leave the voids, and never go back from a result to a running exam', () => {
    for (const state of states) {
      for (const event of events) {
        const step = nextAttemptState(state, event)
        if (!step.ok) continue
        expect(states).toContain(step.state)
        expect(state.startsWith('VOIDED')).toBe(false)
        if (isAttemptOver(state)) expect(isAttemptOver(step.state)).toBe(true)
        if (state === 'SUBMITTED' || state === 'IN_REVIEW')
          expect(['IN_PROGRESS', 'INTERRUPTED']).not.toContain(step.state)
      }
    }
  })

  it('are all reachable', () => {
    const reached = new Set<AttemptState>(['NONE'])
    for (let round = 0; round < states.length; round++) {
      for (const state of [...reached])
        for (const transition of Object.values(attemptTransitions[state])) reached.add(transition.to)
    }
    expect([...reached].sort()).toEqual([...states].sort())
  })
})
