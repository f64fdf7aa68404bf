import type { Checked, Fault } from '#app/content/fault.ts'
import type { Answer, ResponseTable } from '#app/domain/exam/statistics/response-table.ts'
import { cellFault } from './csv-grid.server.ts'
import { type CsvKeys, optionsIn } from './key-csv.server.ts'
import type { CsvResponses } from './response-csv.server.ts'

const omitted: Answer = { earned: 0, chosen: [], isOmitted: true }

/** Answers that are scored already: 1 right, 0 wrong, blank omitted. */
export function tableOfScores(file: string, { items, people }: CsvResponses): Checked<ResponseTable> {
  const faults: Fault[] = []
  const scored = (earned: 0 | 1): Answer => ({ earned, chosen: [], isOmitted: false })
  const [right, wrong] = [scored(1), scored(0)]
  const rows = people.map(({ line, answers }) =>
    answers.map((cell, at) => {
      if (cell === '') return omitted
      if (/^1(\.0+)?$/.test(cell)) return right
      if (/^0(\.0+)?$/.test(cell)) return wrong
      const message = `Item "${items[at]}": expected 0, 1 or blank, found "${shortened(cell)}". Options need a key: name KEY.csv as well.`
      faults.push(cellFault(file, line, at + 2, message))
      return wrong
    }),
  )
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: { items: items.map((id) => ({ id, possible: 1, options: null })), rows } }
}

/** Answers that name options, scored by the keys: right is who chose exactly the options of one of the answers of the key. */
export function tableOfOptions({ items, people }: CsvResponses, keys: CsvKeys): ResponseTable {
  const answers = items.map((item) => new Set((keys.get(item) ?? []).map((options) => options.join(';'))))
  const known = new Map<string, Answer>()
  const rows = people.map((person) =>
    person.answers.map((cell, at) => {
      const chosen = optionsIn(cell)
      if (chosen.length === 0) return omitted
      const text = chosen.join(';')
      const isRight = answers[at]?.has(text) ?? false
      const name = `${isRight} ${text}`
      const answer = known.get(name) ?? { earned: isRight ? 1 : 0, chosen, isOmitted: false }
      known.set(name, answer)
      return answer
    }),
  )
  return {
    items: items.map((id, at) => {
      const keyed = new Set((keys.get(id) ?? []).flat())
      const seen = new Set([...keyed, ...rows.flatMap((row) => row[at]?.chosen ?? [])])
      return { id, possible: 1, options: [...seen].sort().map((one) => ({ id: one, isKey: keyed.has(one) })) }
    }),
    rows,
  }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
