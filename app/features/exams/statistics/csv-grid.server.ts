import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { type Checked, type Fault, faultAt } from '#app/content/fault.ts'

/** One record of a file of values with the line on which it begins. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/** A fault in a cell: the column is the number of the cell in its row, from 1. */
export function cellFault(file: string, line: number, cell: number, message: string): Fault {
  return faultAt(file, { line, column: cell }, message)
}

/**
 * Reads comma-separated values after RFC 4180: UTF-8 with or without a byte order mark, any line ends, quoted cells. Blank lines are left out,
 * spaces around a cell are cut off. Rows may differ in length; whoever reads them says which fault that is. Null: the file cannot be opened.
 */
export async function readCsvGrid(file: string): Promise<Checked<readonly CsvRow[]> | null> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch {
    return null
  }
  const text = textOf(bytes)
  if (text === null) {
    const line = lineOfBrokenText(bytes)
    return {
      ok: false,
      faults: [cellFault(file, line, 1, 'This is not UTF-8. Save the file as CSV UTF-8.')],
    }
  }
  try {
    const rows: CsvRow[] = []
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        // The parser names the line on which a record ends.
        rows.push({ line: lines - breaksIn(cells), cells })
        return null
      },
    })
    return { ok: true, value: rows }
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure
    const cell = typeof failure.column === 'number' ? failure.column + 1 : 1
    const message = 'A quotation mark is not closed, or stands inside a cell without quotation marks.'
    return { ok: false, faults: [cellFault(file, Number(failure.lines ?? 1), cell, message)] }
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
}

/** A line end is no part of another sign in UTF-8, so that lines can be judged one by one. */
function lineOfBrokenText(bytes: Uint8Array): number {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(10, start)
    if (end === -1 || textOf(bytes.subarray(start, end)) === null) return line
    start = end + 1
  }
}
