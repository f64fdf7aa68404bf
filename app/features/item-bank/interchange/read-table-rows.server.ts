import { looksLikeArchive, readArchive } from '#app/content/read-archive.server.ts'
import { fromCell } from '#app/content/spreadsheet-csv.ts'
import { decodeText } from './decode-text.ts'
import { interchangeLimits } from './interchange-limits.ts'
import { type FileFault, FileRefusedError } from './neutral-item.ts'
import { rowsOf } from './read-csv.ts'
import { archiveFaults } from './read-item-file.server.ts'
import type { TableRow } from './read-table.ts'
import { sheetRows } from './read-xlsx.ts'

/**
 * The rows of a table that is no item bank, with as little trust: a workbook's first sheet, or separated values in UTF-8 or GB 18030. Rows without a word in them are
 * left out, and the others keep their number. Nothing is computed: a formula counts as text, or as the value it had when a workbook was saved. `most` counts rows with words.
 */
export async function readTableRows(
  bytes: Uint8Array,
  most: number,
): Promise<
  | { readonly ok: true; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly fault: FileFault }
> {
  try {
    if (bytes.length === 0) throw new FileRefusedError('empty')
    if (bytes.length > interchangeLimits.fileBytes)
      throw new FileRefusedError('too-large', `${bytes.length} > ${interchangeLimits.fileBytes}`)
    // Rows without words may stand between; far more of them than that are no table.
    const all = await rowsIn(bytes, most * 2 + 100)
    const rows = all
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map((row) => ({ ...row, cells: row.cells.slice(0, interchangeLimits.tableColumns).map(fromCell) }))
    if (rows.length === 0) throw new FileRefusedError('empty')
    if (rows.length > most) throw new FileRefusedError('too-many-items', String(rows.length))
    return { ok: true, rows }
  } catch (failure) {
    if (failure instanceof FileRefusedError) return { ok: false, fault: failure.fault }
    throw failure
  }
}

async function rowsIn(bytes: Uint8Array, most: number): Promise<readonly TableRow[]> {
  if (!looksLikeArchive(bytes)) return rowsOf(decodeText(bytes), most)
  const archive = readArchive(bytes)
  if (!archive.ok) throw new FileRefusedError(archiveFaults[archive.fault.reason], archive.fault.entry)
  if (!archive.files.has('xl/workbook.xml')) throw new FileRefusedError('unknown-format')
  return sheetRows(bytes, archive.files, most)
}
