import type { InterchangeItem, WrittenBank } from './interchange-item.ts'
import type { ExportFormat } from './neutral-item.ts'
import { writeCsv } from './write-csv.ts'
import { writeMoodle } from './write-moodle.ts'
import { writeQti } from './write-qti.ts'

/** Writes a bank in a format; the same bank always makes the same bytes. */
export function writeItemFile(
  bank: string,
  items: readonly InterchangeItem[],
  format: ExportFormat,
): WrittenBank {
  switch (format) {
    case 'moodle':
      return writeMoodle(bank, items)
    case 'csv':
      return writeCsv(bank, items)
    default:
      return writeQti(bank, items, format)
  }
}
