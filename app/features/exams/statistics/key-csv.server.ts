import type { Checked, Fault } from '#app/content/fault.ts'
import { type CsvRow, cellFault } from './csv-grid.server.ts'

/** What is right for each item: one of several answers, each a set of options that belong together. */
export type CsvKeys = ReadonlyMap<string, readonly (readonly string[])[]>

/**
 * Reads a key in either of its natural shapes: a list of item and key, a row an item, with or without a header; or one row of keys below the
 * items as a header, the first column of the answers (person) in front or not. In a key, `;` joins options that are right together and `|`
 * separates answers of which each is right. Further columns of a list are left alone, as are keys of items that nobody answered.
 */
export function readKeyRows(
  file: string,
  rows: readonly CsvRow[],
  items: readonly string[],
): Checked<CsvKeys> {
  const [head, second] = rows
  const isWide = rows.length === 2 && items.every((item) => head?.cells.includes(item))
  const entries =
    isWide && head && second
      ? head.cells.map((item, at) => ({ item, key: second.cells[at] ?? '', line: second.line, cell: at + 1 }))
      : rows
          .map(({ line, cells: [item = '', key = ''] }) => ({ item, key, line, cell: 2 }))
          .filter(({ item }, at) => at > 0 || items.includes(item))
  const keys = new Map<string, readonly (readonly string[])[]>()
  const faults: Fault[] = []
  for (const { item, key, line, cell } of entries) {
    if (!items.includes(item)) continue
    const answers = key
      .split('|')
      .map(optionsIn)
      .filter((options) => options.length > 0)
    if (keys.has(item)) faults.push(cellFault(file, line, cell, `Item "${item}" has a key already.`))
    else if (answers.length === 0) faults.push(cellFault(file, line, cell, `Item "${item}" has no key.`))
    keys.set(item, answers)
  }
  for (const item of items)
    if (!keys.has(item))
      faults.push(cellFault(file, rows[0]?.line ?? 1, 1, `There is no key for item "${item}".`))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: keys }
}

/** The options that a cell names, each once and in order; `;` and `|` separate them. */
export function optionsIn(cell: string): readonly string[] {
  const named = cell.split(/[;|]/).map((option) => option.trim())
  return [...new Set(named.filter((option) => option !== ''))].sort()
}
