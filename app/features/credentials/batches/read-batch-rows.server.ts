import type { ImportField } from '#app/domain/credential/batch-row.ts'
import { type FileFault, readTableRows } from '#app/features/item-bank/index.server.ts'
import { importColumns, importFieldOf, isNumberHeading, neededColumns } from './batch-columns.ts'
import { type BroughtKind, batchLimits, type NumberedRow } from './batch-row.ts'

/** Why a file or a list is not read at all; nothing is kept of it. */
export type BatchFault =
  | {
      readonly code:
        | 'EMPTY'
        | 'TOO_LARGE'
        | 'ENCODING'
        | 'ARCHIVE'
        | 'DOCUMENT_TYPE'
        | 'UNKNOWN_FORMAT'
        | 'NO_ROWS'
    }
  | { readonly code: 'MALFORMED'; readonly line: number | null }
  | { readonly code: 'TOO_MANY_ROWS'; readonly most: number }
  | { readonly code: 'COLUMNS_MISSING'; readonly columns: readonly ImportField[] }
  | { readonly code: 'COLUMN_TWICE'; readonly heading: string }

export type ReadBatch =
  | { readonly ok: true; readonly rows: readonly NumberedRow[] }
  | { readonly ok: false; readonly fault: BatchFault }

/**
 * Reads a table of earlier certificates, or a list of certificate numbers, from bytes nobody vouches for (decision 0031). The first row may name the columns, in
 * either language and in any order; where it names none, earlier certificates have the order of the template, and numbers stand in the first column. What a row
 * says is not judged here.
 */
export async function readBatchRows(kind: BroughtKind, bytes: Uint8Array): Promise<ReadBatch> {
  const table = await readTableRows(bytes, batchLimits.rows + 1)
  if (!table.ok) return { ok: false, fault: faultOf(table.fault) }
  const [first, ...rest] = table.rows
  if (!first) return { ok: false, fault: { code: 'EMPTY' } }
  const columns = kind === 'import' ? importColumnsOf(first.cells) : numberColumnOf(first.cells)
  if (!columns.ok) return columns
  const body = columns.hasHeadings ? rest : table.rows
  if (body.length === 0) return { ok: false, fault: { code: 'NO_ROWS' } }
  if (body.length > batchLimits.rows)
    return { ok: false, fault: { code: 'TOO_MANY_ROWS', most: batchLimits.rows } }
  return {
    ok: true,
    rows: body.map(({ cells, row }) => ({
      rowNumber: row,
      read: Object.fromEntries(
        columns.fields.flatMap((field, index) =>
          field ? [[field, (cells[index] ?? '').trim().slice(0, batchLimits.cell)]] : [],
        ),
      ),
    })),
  }
}

type Columns =
  | {
      readonly ok: true
      readonly hasHeadings: boolean
      readonly fields: readonly (ImportField | 'number' | undefined)[]
    }
  | { readonly ok: false; readonly fault: BatchFault }

function importColumnsOf(cells: readonly string[]): Columns {
  const fields = cells.map(importFieldOf)
  if (fields.every((field) => field === undefined))
    return { ok: true, hasHeadings: false, fields: importColumns }
  const twice = cells.find((_, index) => fields[index] && fields.indexOf(fields[index]) !== index)
  if (twice !== undefined)
    return { ok: false, fault: { code: 'COLUMN_TWICE', heading: twice.trim().slice(0, 40) } }
  const missing = neededColumns.filter((column) => !fields.includes(column))
  if (missing.length > 0) return { ok: false, fault: { code: 'COLUMNS_MISSING', columns: missing } }
  return { ok: true, hasHeadings: true, fields }
}

function numberColumnOf(cells: readonly string[]): Columns {
  const at = cells.findIndex(isNumberHeading)
  return {
    ok: true,
    hasHeadings: at >= 0,
    fields: Array.from({ length: Math.max(at, 0) + 1 }, (_, index) =>
      index === Math.max(at, 0) ? ('number' as const) : undefined,
    ),
  }
}

function faultOf({ code, place }: FileFault): BatchFault {
  switch (code) {
    case 'empty':
      return { code: 'EMPTY' }
    case 'too-large':
      return { code: 'TOO_LARGE' }
    case 'too-many-items':
      return { code: 'TOO_MANY_ROWS', most: batchLimits.rows }
    case 'encoding':
      return { code: 'ENCODING' }
    case 'malformed':
      return { code: 'MALFORMED', line: place.line }
    case 'document-type':
      return { code: 'DOCUMENT_TYPE' }
    case 'unknown-format':
      return { code: 'UNKNOWN_FORMAT' }
    default:
      return { code: 'ARCHIVE' }
  }
}
