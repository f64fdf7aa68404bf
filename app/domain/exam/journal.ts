import type { Response } from './response.ts'

/**
 * The journal of an attempt: every change of an answer or a flag, at a place of its own (`journal-place.ts`: by opening of the exam room, within one by the
 * candidate's own number). Order of arrival means nothing.
 */
export type JournalEntry = AnswerEntry | FlagEntry

type Placed = { readonly sequence: number; readonly itemId: string }

/** Null takes an answer back. */
export type AnswerEntry = Placed & { readonly kind: 'answer'; readonly response: Response | null }

/** The candidate's own mark "look at this again". */
export type FlagEntry = Placed & { readonly kind: 'flag'; readonly flagged: boolean }

/** What a candidate has answered and flagged so far. */
export type CurrentAnswers = {
  /** By item id; an item whose answer was taken back is absent. */
  readonly responses: ReadonlyMap<string, Response>
  readonly flagged: ReadonlySet<string>
}

/**
 * What a journal amounts to: per item the change at the last place wins, answers and flags apart. Entries may come
 * twice or in any order; the outcome is the same.
 */
export function currentResponses(entries: readonly JournalEntry[]): CurrentAnswers {
  const answers = new Map<string, AnswerEntry>()
  const flags = new Map<string, FlagEntry>()
  for (const entry of entries) {
    if (entry.kind === 'answer') keepLater(answers, entry)
    else keepLater(flags, entry)
  }

  const responses = new Map<string, Response>()
  for (const { itemId, response } of [...answers.values()].sort(byItem))
    if (response !== null) responses.set(itemId, response)
  const flagged = new Set(
    [...flags.values()]
      .sort(byItem)
      .filter((entry) => entry.flagged)
      .map(({ itemId }) => itemId),
  )
  return { responses, flagged }
}

export type JournalMerge = {
  /** To be stored, in order of their places. */
  readonly fresh: readonly JournalEntry[]
  /** Places that hold the same content already: acknowledged again, nothing changes. */
  readonly repeated: readonly number[]
  /** Places that hold something else. Refused, so that the sender renumbers. */
  readonly conflicting: readonly number[]
}

/** Sorts a delivery into what is new, what is known and what clashes; within one delivery the first use of a place counts. */
export function mergeIntoJournal(
  stored: readonly JournalEntry[],
  delivered: readonly JournalEntry[],
): JournalMerge {
  const known = new Map(stored.map((entry) => [entry.sequence, contentOf(entry)]))
  const fresh: JournalEntry[] = []
  const repeated = new Set<number>()
  const conflicting = new Set<number>()
  for (const entry of delivered) {
    const content = contentOf(entry)
    const before = known.get(entry.sequence)
    if (before === undefined) {
      known.set(entry.sequence, content)
      fresh.push(entry)
    } else if (before === content) repeated.add(entry.sequence)
    else conflicting.add(entry.sequence)
  }
  fresh.sort((a, b) => a.sequence - b.sequence)
  return { fresh, repeated: [...repeated], conflicting: [...conflicting] }
}

/** Text of a response that is equal exactly for equal responses. */
export function responseText(response: Response | null): string {
  if (response === null) return 'null'
  switch (response.type) {
    case 'single':
    case 'truefalse':
      return JSON.stringify([response.type, response.choice])
    case 'multi':
      return JSON.stringify([response.type, [...response.choices].sort()])
    case 'ordering':
      return JSON.stringify([response.type, response.order])
    case 'matching':
      return JSON.stringify([
        response.type,
        Object.entries(response.pairs).sort(([a], [b]) => (a < b ? -1 : 1)),
      ])
    case 'numeric':
      return JSON.stringify([response.type, response.value])
  }
}

function keepLater<Entry extends JournalEntry>(kept: Map<string, Entry>, entry: Entry): void {
  const before = kept.get(entry.itemId)
  // Equal places cannot be stored twice; should they meet all the same, their content decides, never their order.
  const isLater =
    before === undefined ||
    entry.sequence > before.sequence ||
    (entry.sequence === before.sequence && contentOf(entry) > contentOf(before))
  if (isLater) kept.set(entry.itemId, entry)
}

function contentOf(entry: JournalEntry): string {
  return JSON.stringify([
    entry.itemId,
    entry.kind,
    entry.kind === 'answer' ? responseText(entry.response) : entry.flagged,
  ])
}

function byItem(a: Placed, b: Placed): number {
  return a.itemId < b.itemId ? -1 : a.itemId > b.itemId ? 1 : 0
}
