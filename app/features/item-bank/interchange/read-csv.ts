import { CsvError, parse } from 'csv-parse/sync'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { interchangeLimits } from './interchange-limits.ts'
import { FileRefusedError, type ReadFile } from './neutral-item.ts'
import { readTable, type TableRow } from './read-table.ts'

type ParsedRecord = { readonly record: readonly string[]; readonly info: { readonly lines: number } }

/** Reads a table of comma-, semicolon- or tab-separated values. Throws FileRefusedError with the line for one that is not well formed. */
export function readCsv(text: string, given: FaceLanguage | null): ReadFile {
  return readTable(rowsOf(text), 'csv', given)
}

/** The cells of the first record alone, to see what kind of table it is; empty for a text that is none. */
export function headingsOf(text: string): readonly string[] {
  try {
    return rowsOf(text, 1)[0]?.cells ?? []
  } catch {
    return []
  }
}

/** The first records of a text, at most so many. Throws FileRefusedError with the line for one that is not well formed. */
export function rowsOf(text: string, most = interchangeLimits.items + 2): readonly TableRow[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 200_000,
      info: true,
      to: most,
    }) as unknown as readonly ParsedRecord[]
    let line = 1
    return records.map(({ record, info }, index) => {
      const row = { cells: record, row: index + 1, line }
      line = info.lines + 1
      return row
    })
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure
    const line = typeof failure.lines === 'number' ? failure.lines : null
    throw new FileRefusedError('malformed', failure.code, { line })
  }
}

/** The separator that the first line holds most of, outside of quotes. */
function delimiterOf(text: string): string {
  const first =
    text
      .slice(0, 20_000)
      .split('\n')[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ','
}
