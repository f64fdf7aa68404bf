import { setImmediate } from 'node:timers/promises'
import type { ScoringRule } from '#app/domain/exam/item.ts'
import { optionIdsOf } from '#app/domain/exam/item.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { type KeyedItem, scoreItem } from '#app/domain/exam/score-item.ts'
import { answerTimesOf, type JournalMoment } from '#app/domain/exam/statistics/answer-times.ts'
import type { Answer, ResponseTable, TableItem } from '#app/domain/exam/statistics/response-table.ts'
import { readStoredFace, readStoredKey } from '#app/features/item-bank/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  type findFinishedAttempts,
  findFormItems,
  findJournals,
  type findVersionsOnForms,
} from './exam-answers.repository.server.ts'

type Attempt = Awaited<ReturnType<typeof findFinishedAttempts>>[number]
type Version = Awaited<ReturnType<typeof findVersionsOnForms>>[number]

/** What attempts at an exam amount to: a row an attempt, in the order given. */
export type GatheredAnswers = {
  readonly table: ResponseTable
  /** Seconds on each item of the table; null where unknown or not on the form. */
  readonly seconds: readonly (readonly (number | null)[])[]
}

/** Attempts read at once: few enough that a server with one thread answers others in between. */
const attemptsAtOnce = 100

const omitted: Answer = { earned: 0, chosen: [], isOmitted: true }

/**
 * Reads forms and journals of attempts and scores them with the keys of the versions that stood on the form, as they were scored when they were
 * handed in. Two queries for every hundred attempts; nothing derived is stored.
 */
export async function gatherAnswers(
  db: Db,
  attempts: readonly Attempt[],
  versions: readonly Version[],
): Promise<GatheredAnswers> {
  const columnOf = new Map(versions.map(({ id }, column) => [id, column]))
  const scorers = versions.map(scorerOf)
  const rows: (Answer | null)[][] = []
  const seconds: (number | null)[][] = []
  for (let start = 0; start < attempts.length; start += attemptsAtOnce) {
    const some = attempts.slice(start, start + attemptsAtOnce)
    const forms = await findFormItems(
      db,
      some.map(({ formId }) => formId),
    )
    const journals = await findJournals(
      db,
      some.map(({ id }) => id),
    )
    for (const { id, formId, startedAt } of some) {
      const row = new Array<Answer | null>(versions.length).fill(null)
      for (const itemVersionId of forms.get(formId) ?? []) row[columnOf.get(itemVersionId) ?? -1] = omitted
      const moments: JournalMoment[] = []
      for (const [, itemVersionId, kind, valueJson, receivedAt] of journals.get(id) ?? []) {
        moments.push({ itemId: itemVersionId, at: receivedAt })
        const column = columnOf.get(itemVersionId)
        // Entries come in order, so that the last one stays.
        if (kind === 'answer' && column !== undefined) row[column] = scorers[column]?.(valueJson) ?? omitted
      }
      const times = answerTimesOf(startedAt, moments)
      rows.push(row)
      seconds.push(versions.map((version) => times.get(version.id) ?? null))
    }
    await setImmediate()
  }
  return { table: { items: versions.map(tableItemOf), rows }, seconds }
}

/** Scores what a journal holds for an item; the same answer is scored once. */
function scorerOf({ id, isCritical, scoring, faceJson, keyJson }: Version): (valueJson: string) => Answer {
  const item: KeyedItem = {
    id,
    critical: isCritical === 1,
    scoring: scoring as ScoringRule,
    weight: readStoredFace(faceJson).weight,
    key: readStoredKey(keyJson).key,
  }
  const known = new Map<string, Answer>([['null', omitted]])
  return (valueJson) => {
    const before = known.get(valueJson)
    if (before) return before
    const response: Response = JSON.parse(valueJson)
    const { earned } = scoreItem(item, response)
    const answer = {
      earned: earned.numerator / earned.denominator,
      chosen: chosenIn(response),
      isOmitted: false,
    }
    known.set(valueJson, answer)
    return answer
  }
}

function chosenIn(response: Response): readonly string[] {
  switch (response.type) {
    case 'single':
    case 'truefalse':
      return [String(response.choice)]
    case 'multi':
      return response.choices
    default:
      return []
  }
}

function tableItemOf({ id, faceJson, keyJson }: Version): TableItem {
  const { content, weight } = readStoredFace(faceJson)
  const { key } = readStoredKey(keyJson)
  const keyed: readonly string[] | null =
    key.type === 'multi'
      ? key.correct
      : key.type === 'single' || key.type === 'truefalse'
        ? [String(key.correct)]
        : null
  return {
    id,
    possible: weight,
    options:
      keyed && optionIdsOf(content).options.map((option) => ({ id: option, isKey: keyed.includes(option) })),
  }
}
