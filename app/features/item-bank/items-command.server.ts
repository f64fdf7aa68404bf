import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Context } from '#app/context.server.ts'
import { findCourseByCode } from '#app/features/curriculum/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { exportItems } from './export-items.server.ts'
import { hashOfFile, importItems } from './import-items.server.ts'
import type { ImportReport } from './import-report.ts'
import { exportFormats } from './interchange/neutral-item.ts'
import { readItemFile } from './interchange/read-item-file.server.ts'
import { planImport, reportWithoutBank } from './plan-import.server.ts'
import { faultText, notesOf, placeText } from './report-words.ts'

/** What a command is given: where it writes, and how it reaches the database. One call of `out` or `err` is one line. */
export type CommandPlace = {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Writes a whole file to standard output. */
  readonly outBytes: (bytes: Uint8Array) => void
  /** Opens the configured database; null where there is none yet, which is only asked for a trial. */
  readonly open: (
    purpose: 'trial' | 'work',
  ) => Promise<{ readonly ctx: Context; readonly close: () => Promise<void> } | null>
}

type ExitCode = 0 | 1 | 2

export const importHelp = `npm run items:import -- FILE [--bank COURSE] [--language en|zh-CN] [--dry-run] [--json]

Brings items from another system into a course's bank, as drafts. FILE is QTI 2.x or 3.0 (package or single item), Moodle XML, GIFT, CSV or XLSX;
what it is, its content says.

  --bank      the course whose bank it is; where left out, the bank that the file itself names, as our own exports do
  --language  the language of texts that do not say theirs; where left out, told by their characters
  --dry-run   says what would happen and stores nothing; without a bank it only says what the file holds
  --json      the result as JSON on standard output

Exit code 0: everything was taken, with or without loss; 1: something was refused; 2: wrong use.`

export const exportHelp = `npm run items:export -- COURSE --format ${exportFormats.join('|')} [--out FILE]

Writes a course's bank to a file, with every key: active items in the version in use, others in their newest, no retired ones.

  --format  what to write
  --out     where to; where left out, a file named after course and format in the current folder; - for standard output

Exit code 0: written; 1: there is no such bank; 2: wrong use.`

/** `npm run items:import`. */
export async function importCommand(args: readonly string[], place: CommandPlace): Promise<ExitCode> {
  const given = importArguments(args)
  if (given.kind === 'help') return said(place.out, importHelp, 0)
  if (given.kind === 'wrong') return said(place.err, `${given.problem}\n\n${importHelp}`, 2)
  const { path, language, isTrial, isJson } = given
  const t = i18nFor('en').getFixedT('en', 'items')
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) return said(place.err, `${path} cannot be read. Name a file.`, 2)
  const read = await readItemFile(new Uint8Array(bytes), language)
  if (!read.ok) {
    if (isJson) place.out(JSON.stringify({ file: basename(path), dryRun: isTrial, fault: read.fault }))
    return said(place.err, `${path}: ${faultText(t, read.fault)}`, 1)
  }
  const bank = given.bank ?? read.file.bank
  if (bank === null && !isTrial)
    return said(place.err, 'The file names no bank. Say --bank COURSE, such as --bank WM-201.', 2)
  const report = await reportFor(bank)
  if (typeof report === 'string') return said(place.err, report, given.bank ? 2 : 1)
  if (isJson) place.out(JSON.stringify({ file: basename(path), dryRun: isTrial, ...report }))
  sayReport(report)
  return report.counts.refused > 0 ? 1 : 0

  /** The report, or why there is none. */
  async function reportFor(code: string | null): Promise<ImportReport | string> {
    if (!read.ok) throw new Error('A file that was not read has no report')
    const database = code === null ? null : await place.open(isTrial ? 'trial' : 'work')
    if (code === null || database === null) {
      if (given.kind === 'given' && given.bank)
        return 'There is no database yet. Start the server once, or set DATABASE_URL.'
      place.err('No bank was asked, so nothing is said of items it may have already.')
      return reportWithoutBank(read.file, language)
    }
    const { ctx, close } = database
    try {
      const course = await findCourseByCode(ctx.db, code)
      if (!course) return `There is no course ${code}. Name one that is published.`
      if (isTrial) return (await planImport(ctx.db, course, read.file, language)).report
      const input = {
        course,
        file: read.file,
        fileName: basename(path),
        fileHash: hashOfFile(bytes as Buffer),
        language,
      }
      return (await ctx.db.transaction().execute((trx) => importItems(ctx, trx, input))).report
    } finally {
      await close()
    }
  }

  function sayReport({ items, counts, format, bank: into }: ImportReport): void {
    for (const item of items) {
      const name =
        item.code === null || item.code === item.identifier
          ? item.identifier
          : `${item.identifier} -> ${item.code}`
      const word = t(`outcome.${item.result}`)
      const change = item.change === null ? '' : `, ${t(`change.${item.change}`)}`
      place.err(`${placeText(t, item.place)}: ${name}: ${word}${change}`)
      const { problems, needs } = notesOf(t, item)
      for (const note of [...problems, ...needs]) place.err(`    ${note}`)
    }
    const { imported, importedWithLoss, refused } = counts
    place.err(
      `${t(`formatName.${format}`)}${into === null ? '' : `, bank ${into}`}: ${imported} taken, ${importedWithLoss} with loss, ${refused} refused` +
        (into === null
          ? ''
          : `; ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} the same`) +
        (isTrial ? '. Nothing was stored.' : '.'),
    )
  }
}

/** `npm run items:export`. */
export async function exportCommand(args: readonly string[], place: CommandPlace): Promise<ExitCode> {
  const given = exportArguments(args)
  if (given.kind === 'help') return said(place.out, exportHelp, 0)
  if (given.kind === 'wrong') return said(place.err, `${given.problem}\n\n${exportHelp}`, 2)
  const database = await place.open('work')
  if (database === null) return said(place.err, 'There is no database yet. Start the server once.', 1)
  try {
    const course = await findCourseByCode(database.ctx.db, given.bank)
    if (!course) return said(place.err, `There is no course ${given.bank}. Name one that is published.`, 1)
    const written = await exportItems(database.ctx, { course, format: given.format })
    if (given.path === '-') place.outBytes(written.bytes)
    else await writeFile(given.path ?? written.fileName, written.bytes)
    const t = i18nFor('en').getFixedT('en', 'items')
    for (const { code, losses } of written.losses)
      for (const { code: loss, detail } of losses)
        place.err(
          `${code}: ${detail === '' ? t(`loss.${loss}`) : t('withDetail', { text: t(`loss.${loss}`), detail })}`,
        )
    place.err(`${written.losses.length} items written to ${given.path ?? written.fileName}`)
    return 0
  } finally {
    await database.close()
  }
}

type Wrong = { readonly kind: 'wrong'; readonly problem: string }
type Help = { readonly kind: 'help' }

function importArguments(args: readonly string[]) {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        bank: { type: 'string' },
        language: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return { kind: 'help' } as const
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new Error('Name one file')
    const { language = null } = values
    if (language !== null && language !== 'en' && language !== 'zh-CN')
      throw new Error('--language: expected en or zh-CN')
    return {
      kind: 'given',
      path,
      bank: values.bank ?? null,
      language: language === 'zh-CN' ? ('zh' as const) : language,
      isTrial: values['dry-run'],
      isJson: values.json,
    } as const
  })
}

function exportArguments(args: readonly string[]) {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return { kind: 'help' } as const
    const [bank, ...more] = positionals
    if (bank === undefined || more.length > 0) throw new Error('Name one course')
    const format = exportFormats.find((one) => one === values.format)
    if (format === undefined) throw new Error(`--format: expected one of ${exportFormats.join(', ')}`)
    return { kind: 'given', bank, format, path: values.out ?? null } as const
  })
}

function readArguments<Given>(read: () => Given): Given | Wrong | Help {
  try {
    return read()
  } catch (failure) {
    return { kind: 'wrong', problem: failure instanceof Error ? failure.message : String(failure) }
  }
}

function said(say: (line: string) => void, text: string, exitCode: ExitCode): ExitCode {
  say(text)
  return exitCode
}
