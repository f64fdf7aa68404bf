import { readSheet } from 'read-excel-file/universal'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { interchangeLimits } from './interchange-limits.ts'
import { FileRefusedError, type ReadFile } from './neutral-item.ts'
import { readTable, type TableRow } from './read-table.ts'

/**
 * Reads the first sheet of a workbook. `files` are its parts, from the archive that was judged before; a part with a document type is refused. Formulas count as
 * the values they had when the workbook was saved. Throws FileRefusedError.
 */
export async function readXlsx(
  bytes: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
  given: FaceLanguage | null,
): Promise<ReadFile> {
  return readTable(await sheetRows(bytes, files, interchangeLimits.items + 1), 'xlsx', given)
}

/** The rows of the first sheet, at most so many with the row of headings. Throws FileRefusedError. */
export async function sheetRows(
  bytes: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
  most: number,
): Promise<readonly TableRow[]> {
  for (const [path, part] of files)
    if (/\.(?:xml|rels)$/.test(path) && /<!(?:DOCTYPE|ENTITY)/i.test(new TextDecoder('latin1').decode(part)))
      throw new FileRefusedError('document-type', '', { file: path })
  const sheet = await readSheet(new Uint8Array(bytes).buffer).catch((failure: unknown) => {
    throw new FileRefusedError('malformed', failure instanceof Error ? failure.message.slice(0, 160) : '')
  })
  if (sheet.length > most) throw new FileRefusedError('too-many-items', String(sheet.length - 1))
  return sheet.map((cells, index) => ({ cells: cells.map(cellText), row: index + 1, line: null }))
}

/** A cell as people see it; a date, which no column of ours is, in ISO form. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
