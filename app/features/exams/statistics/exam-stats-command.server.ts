import { parseArgs } from 'node:util'
import { type Checked, type Fault, formatFault } from '#app/content/fault.ts'
import { type CsvRow, cellFault, readCsvGrid } from './csv-grid.server.ts'
import { tableOfOptions, tableOfScores } from './csv-table.server.ts'
import { type ComparedGroups, examStatsReport } from './exam-stats-report.ts'
import { type CsvKeys, readKeyRows } from './key-csv.server.ts'
import { type CsvResponses, readResponseRows } from './response-csv.server.ts'

/** Where the command writes: the JSON whole to `out`, all else line by line to `err`. */
export type StatsOutput = { readonly out: (text: string) => void; readonly err: (line: string) => void }

const usage = `npm run exam:stats -- RESPONSES.csv [KEY.csv] [--cut SHARE] [--groups GROUPS.csv [--reference NAME]]

RESPONSES.csv  a header of person and items, then a row a person: 1, 0 or blank without a key; with one, the option chosen, several joined by ;
KEY.csv        a row an item: item,key; or one row of keys below the same items. a;c: both together. a|c: either one
--cut          the share of the points that passes, 0 to 1: adds decision consistency
--groups       a row a person: person,group, of two groups: adds differential functioning of each item
--reference    the group that the other one is compared with; without it, the larger one

Writes JSON to standard output; docs/statistics.md explains the numbers. Exit code 0: done; 1: faults in a file, each with line and cell; 2: wrong use.`

/** More faults of a file than this are only counted. */
const faultsShown = 20

/** `npm run exam:stats`: statistics of a CSV of responses. Returns the exit code. */
export async function writeExamStatistics(args: readonly string[], output: StatsOutput): Promise<0 | 1 | 2> {
  const wrongUse = (message: string) => {
    output.err(`${message}\n\n${usage}`)
    return 2 as const
  }
  const asked = readArguments(args)
  if (typeof asked === 'string') return wrongUse(asked)
  if (asked.help) {
    output.err(usage)
    return 0
  }
  const { responses: responsesFile, key: keyFile, groups: groupsFile, cut, reference } = asked
  const grids = new Map<string, Checked<readonly CsvRow[]>>()
  for (const file of [responsesFile, keyFile, groupsFile]) {
    if (file === null) continue
    const grid = await readCsvGrid(file)
    if (grid === null) return wrongUse(`${file} cannot be opened.`)
    grids.set(file, grid)
  }
  const rowsOf = <Value>(file: string, read: (rows: readonly CsvRow[]) => Checked<Value>): Checked<Value> => {
    const grid = grids.get(file)
    return grid?.ok ? read(grid.value) : { ok: false, faults: grid?.faults ?? [] }
  }

  const responses = rowsOf(responsesFile, (rows) => readResponseRows(responsesFile, rows))
  if (!responses.ok) return faulty(responses.faults, output)
  const { items, people } = responses.value
  const keys: Checked<CsvKeys | null> = keyFile
    ? rowsOf(keyFile, (rows) => readKeyRows(keyFile, rows, items))
    : { ok: true, value: null }
  const groups: Checked<ComparedGroups | null> = groupsFile
    ? rowsOf(groupsFile, (rows) => readGroupRows(groupsFile, rows, people, reference))
    : { ok: true, value: null }
  if (!keys.ok || !groups.ok)
    return faulty(
      [keys, groups].flatMap((read) => (read.ok ? [] : read.faults)),
      output,
    )

  const table: ReturnType<typeof tableOfScores> = keys.value
    ? { ok: true, value: tableOfOptions(responses.value, keys.value) }
    : tableOfScores(responsesFile, responses.value)
  if (!table.ok) return faulty(table.faults, output)
  if (keys.value) for (const item of oddKeys(responses.value, keys.value)) output.err(oddKeyNote(item))
  const report = examStatsReport(table.value, { cut, groups: groups.value })
  output.out(`${JSON.stringify(report, null, 2)}\n`)
  return 0
}

type Asked = {
  help: boolean
  responses: string
  key: string | null
  cut: number | null
  groups: string | null
  reference: string | null
}

/** What the command is asked for, or what is wrong with the asking. */
function readArguments(args: readonly string[]): Asked | string {
  let parsed: ReturnType<typeof parsedArguments>
  try {
    parsed = parsedArguments(args)
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure)
  }
  const { values, positionals } = parsed
  const [responses = '', key = null, ...rest] = positionals
  const help = values.help ?? false
  if (!help && responses === '') return 'Name the file of responses.'
  if (rest.length > 0) return `More than two files: ${rest.join(' ')}`
  const cut = values.cut === undefined ? null : Number(values.cut)
  if (cut !== null && !(values.cut?.trim() && cut > 0 && cut <= 1))
    return `--cut: expected a share above 0 and up to 1, such as 0.8, found "${values.cut}"`
  const { groups = null, reference = null } = values
  if (reference !== null && groups === null) return '--reference names one of the groups of --groups.'
  return { help, responses, key, cut, groups, reference }
}

function parsedArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cut: { type: 'string' },
      groups: { type: 'string' },
      reference: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
}

/** Reads a list of person and group; everybody with answers belongs to one of exactly two groups. People without answers are left alone. */
function readGroupRows(
  file: string,
  rows: readonly CsvRow[],
  people: CsvResponses['people'],
  reference: string | null,
): Checked<ComparedGroups> {
  const named = new Map(rows.map(({ cells: [person = '', group = ''] }) => [person, group]))
  const faults: Fault[] = people
    .filter(({ id }) => !named.get(id))
    .map(({ id }) => cellFault(file, 1, 2, `There is no group for person "${id}".`))
  if (faults.length > 0) return { ok: false, faults }
  const groupOf = people.map(({ id }) => named.get(id) ?? '')
  const sizes = new Map<string, number>()
  for (const group of groupOf) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const bySize = [...sizes]
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([name]) => name)
  const [larger, smaller] = bySize
  const fault = (message: string) => ({ ok: false as const, faults: [cellFault(file, 1, 2, message)] })
  if (larger === undefined || smaller === undefined || bySize.length > 2)
    return fault(`Expected two groups, found ${bySize.length}: ${bySize.slice(0, 5).join(', ')}.`)
  if (reference !== null && !sizes.has(reference))
    return fault(`There is no group "${reference}"; the groups are ${bySize.join(' and ')}.`)
  const first = reference ?? larger
  return { ok: true, value: { reference: first, focal: first === larger ? smaller : larger, groupOf } }
}

/** Items whose key joins options that nobody ever chose together. */
function oddKeys({ items, people }: CsvResponses, keys: CsvKeys): readonly string[] {
  return items.filter(
    (item, at) =>
      keys.get(item)?.every((options) => options.length > 1) &&
      people.every(({ answers }) => !/[;|]/.test(answers[at] ?? '')),
  )
}

function oddKeyNote(item: string): string {
  return `Note: the key of item "${item}" joins options with ";" and nobody chose more than one. Where either is right, write "|" between them.`
}

function faulty(faults: readonly Fault[], { err }: StatsOutput): 1 {
  for (const fault of faults.slice(0, faultsShown)) err(formatFault(fault))
  if (faults.length > faultsShown) err(`and ${faults.length - faultsShown} faults more`)
  return 1
}
