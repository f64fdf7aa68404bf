import type { JournalEntry } from '#app/domain/exam/journal.ts'
import type { ExamResponseTable } from '#db/schema/learning.ts'

type StoredResponse = Pick<ExamResponseTable, 'sequence' | 'itemVersionId' | 'kind' | 'valueJson'>

/** A stored line of a journal as the domain reads it; items go by the id of their version. */
export function entryOf({ sequence, itemVersionId: itemId, kind, valueJson }: StoredResponse): JournalEntry {
  const value = JSON.parse(valueJson)
  return kind === 'answer'
    ? { sequence, itemId, kind, response: value }
    : { sequence, itemId, kind, flagged: value === true }
}

/** What is stored of an entry. */
export function valueJsonOf(entry: JournalEntry): string {
  return JSON.stringify(entry.kind === 'answer' ? entry.response : entry.flagged)
}
