import { fromCell } from '#app/content/spreadsheet-csv.ts'
import type { ScoringRule } from '#app/domain/exam/item.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { bilingualText, guessFace, marksLanguages, type TextReading } from './bilingual-text.ts'
import { buildItem } from './build-item.server.ts'
import { interchangeLimits } from './interchange-limits.ts'
import {
  FileRefusedError,
  type ItemFormat,
  ItemRefusedError,
  lossList,
  nowhere,
  type ParsedItem,
  type ParsedOption,
  type ReadFile,
  type ReadItem,
} from './neutral-item.ts'
import { readTableAnswer } from './read-table-answer.ts'
import { type Column, columnOf, type Field, isItemTable } from './table-columns.ts'

/** A row of a table: its cells, its number in the table from 1, and the line it begins at where the file has lines. */
export type TableRow = {
  readonly cells: readonly string[]
  readonly row: number
  readonly line: number | null
}

/** One row of items while it is read. */
export type TableItem = {
  readonly field: (name: Field) => string
  readonly options: readonly ParsedOption[]
  readonly left: readonly ParsedOption[]
  readonly right: readonly ParsedOption[]
}

/**
 * Reads a table with a row of headings and a row for each item. Throws FileRefusedError where the headings name no stem and no answer, or a column twice.
 */
export function readTable(
  rows: readonly TableRow[],
  format: Extract<ItemFormat, 'csv' | 'xlsx'>,
  given: FaceLanguage | null,
): ReadFile {
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!head) throw new FileRefusedError('empty')
  if (head.cells.length > interchangeLimits.tableColumns)
    throw new FileRefusedError('columns', `${head.cells.length} > ${interchangeLimits.tableColumns}`)
  if (!isItemTable(head.cells)) throw new FileRefusedError('columns', head.cells.join(', ').slice(0, 160))
  const columns = head.cells.map((heading) => columnOf(fromCell(heading)))
  const seen = columns.map((column) => JSON.stringify(column))
  const twice = head.cells.find((_, index) => columns[index] && seen.indexOf(seen[index] ?? '') !== index)
  if (twice !== undefined) throw new FileRefusedError('columns', twice)
  const unknown = head.cells.filter((cell, index) => columns[index] === null && cell.trim() !== '')
  const items = body.map((row) => readRow(row, columns, unknown, given))
  const bankAt = columns.findIndex((column) => column?.kind === 'bank')
  const bank = body.map(({ cells }) => (cells[bankAt] ?? '').trim()).find((code) => code !== '')
  return { format, bank: bank ?? null, items }
}

function readRow(
  { cells, row, line }: TableRow,
  columns: readonly (Column | null)[],
  unknown: readonly string[],
  given: FaceLanguage | null,
): ReadItem {
  const losses = lossList()
  const place = { ...nowhere, row, line }
  const values = cells.map((cell) => fromCell(cell))
  const field = (name: Field) => (values[columns.findIndex((column) => column?.kind === name)] ?? '').trim()
  const identifier = field('id').slice(0, interchangeLimits.identifier)
  const raw = values.join('\n')
  const stemAt = columns.findIndex((column) => column?.kind === 'stem')
  const language = given ?? guessFace(values[stemAt] ?? '')
  const reading: TextReading = { language, isMarked: marksLanguages(raw), losses, pictures: [] }
  if (unknown.length > 0) losses.add('metadata-left-out', unknown.join(', '))
  try {
    const text = (kind: 'stem' | 'rationale') =>
      columns.reduce<Bilingual>(
        (sum, column, index) =>
          column?.kind === kind ? joined(sum, cellText(values[index] ?? '', column.language, reading)) : sum,
        { en: '', zh: '' },
      )
    const side = (kind: 'option' | 'left' | 'right') => optionsOf(columns, values, kind, reading)
    const table: TableItem = { field, options: side('option'), left: side('left'), right: side('right') }
    const parsed: ParsedItem = {
      identifier: identifier || null,
      stem: text('stem'),
      answer: readTableAnswer(table),
      scoring: scoringOf(field('scoring'), losses),
      domain: field('domain') || null,
      difficulty: difficultyOf(field('difficulty')),
      critical: flagOf(field('critical'), losses),
      weight: field('weight') === '' ? null : weightOf(field('weight'), losses),
      rationale: text('rationale'),
      source: field('source') || null,
      media: [],
    }
    for (const { src } of reading.pictures) losses.add('picture-missing', src)
    const item = buildItem(parsed, language, losses)
    return { identifier: item.identifier, place, losses: losses.all(), item }
  } catch (failure) {
    if (!(failure instanceof ItemRefusedError)) throw failure
    return { identifier, place, losses: losses.all(), refusal: failure.refusal }
  }
}

/** A cell is plain text; only one that marks its languages is read for its marks. */
function cellText(cell: string, language: FaceLanguage | null, reading: TextReading): Bilingual {
  if (language === null && marksLanguages(cell)) return bilingualText(cell, 'html', reading)
  return bilingualText(cell, 'plain', {
    ...reading,
    isMarked: language === null && reading.isMarked,
    language: language ?? reading.language,
  })
}

function joined(a: Bilingual, b: Bilingual): Bilingual {
  return { en: a.en || b.en, zh: a.zh || b.zh }
}

/** Options in the order of their columns; one that is empty in both languages is none. */
function optionsOf(
  columns: readonly (Column | null)[],
  values: readonly string[],
  kind: 'option' | 'left' | 'right',
  reading: TextReading,
): readonly ParsedOption[] {
  const texts = new Map<string, Bilingual>()
  columns.forEach((column, index) => {
    if (column?.kind !== kind) return
    const before = texts.get(column.id) ?? { en: '', zh: '' }
    texts.set(column.id, joined(before, cellText(values[index] ?? '', column.language, reading)))
  })
  return [...texts].filter(([, { en, zh }]) => en !== '' || zh !== '').map(([id, text]) => ({ id, text }))
}

function scoringOf(text: string, losses: TextReading['losses']): ScoringRule {
  if (/^(?:partial|部分得分|部分计分)$/i.test(text)) return 'partial'
  if (text !== '' && !/^(?:all-or-nothing|全对得分|全对才得分)$/i.test(text))
    losses.add('scoring-custom', text)
  return 'all-or-nothing'
}

const levels: readonly RegExp[] = [
  /^(?:1|very easy|很易|很容易)$/i,
  /^(?:2|easy|易|容易|简单)$/i,
  /^(?:3|medium|moderate|中|中等|一般)$/i,
  /^(?:4|hard|difficult|难|较难|困难)$/i,
  /^(?:5|very hard|very difficult|很难)$/i,
]

/** 1 to 5, in digits or words; a number that is none of them, which is then named as left out. */
function difficultyOf(text: string): number | null {
  if (text === '') return null
  const level = levels.findIndex((one) => one.test(text)) + 1
  return level > 0 ? level : Number(text)
}

function flagOf(text: string, losses: TextReading['losses']): boolean | null {
  if (text === '') return null
  if (/^(?:yes|y|true|1|是|√)$/i.test(text)) return true
  if (/^(?:no|n|false|0|否|×)$/i.test(text)) return false
  losses.add('metadata-left-out', `critical: ${text}`)
  return null
}

function weightOf(text: string, losses: TextReading['losses']): number | null {
  const weight = Number(text)
  if (Number.isSafeInteger(weight) && weight >= 1 && weight <= 1000) return weight
  losses.add('metadata-left-out', `weight: ${text}`)
  return null
}
