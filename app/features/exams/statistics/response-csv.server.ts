import type { Checked, Fault } from '#app/content/fault.ts'
import { type CsvRow, cellFault } from './csv-grid.server.ts'

/** A person's answers as they stand in the file; '' is an omitted one. */
export type CsvPerson = { readonly id: string; readonly line: number; readonly answers: readonly string[] }

export type CsvResponses = { readonly items: readonly string[]; readonly people: readonly CsvPerson[] }

/** Reads a header of person and items and a row a person, whatever the answers are. Names every fault. */
export function readResponseRows(file: string, rows: readonly CsvRow[]): Checked<CsvResponses> {
  const [header, ...body] = rows
  if (!header) return { ok: false, faults: [cellFault(file, 1, 1, 'The file is empty.')] }
  const items = header.cells.slice(1)
  const faults: Fault[] = []
  if (items.length === 0) {
    const message = 'The header names no items: first the person, then an item a column, with commas between.'
    return { ok: false, faults: [cellFault(file, header.line, 1, message)] }
  }
  for (const [at, item] of items.entries()) {
    if (item === '')
      faults.push(cellFault(file, header.line, at + 2, 'This column has no item in the header.'))
    else if (items.indexOf(item) < at)
      faults.push(cellFault(file, header.line, at + 2, `Item "${item}" stands in the header twice.`))
  }
  if (body.length === 0) faults.push(cellFault(file, header.line, 1, 'Nobody stands below the header.'))

  const lineOf = new Map<string, number>()
  const people: CsvPerson[] = []
  for (const { line, cells } of body) {
    const [id = '', ...answers] = cells
    if (cells.length !== header.cells.length) {
      const message = `The row has ${cells.length} cells, the header ${header.cells.length}.`
      faults.push(cellFault(file, line, Math.min(cells.length, header.cells.length) + 1, message))
    }
    const before = lineOf.get(id)
    if (id === '') faults.push(cellFault(file, line, 1, 'The row names no person.'))
    else if (before !== undefined)
      faults.push(cellFault(file, line, 1, `Person "${id}" stands on line ${before} already.`))
    lineOf.set(id, line)
    people.push({ id, line, answers })
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { items, people } }
}
