import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { FindDocument } from '#app/badge-format/verify/did.server.ts'
import { openFolder } from '#app/badge-format/verify/folder-documents.server.ts'
import type { Verdict } from '#app/badge-format/verify/verdict.ts'
import { largestBadge, verifyBadge } from '#app/badge-format/verify/verify-badge.server.ts'
import { fetchDocument } from '#app/badge-format/verify/web-documents.server.ts'
import type { CommandOutput } from './read-input.server.ts'

const usage =
  'Usage: npm run -s badge:verify -- FILE [--documents DIR] [--json]   FILE: a badge as JSON, JWT, PNG or SVG'

type Asked = { file: string; folder: string | null; asJson: boolean }

/**
 * `npm run -s badge:verify -- FILE [--documents DIR] [--json]`: whether a badge of Open Badges 3.0 holds. Documents are fetched over HTTPS, or taken from the folder
 * alone where one is given. Returns the exit code: 0 valid, 1 not valid or not decided, 2 wrong use.
 */
export async function verifyBadgeFile(
  args: readonly string[],
  output: CommandOutput,
  now: () => string,
): Promise<0 | 1 | 2> {
  const asked = readArguments(args)
  if (typeof asked === 'string') return wrongUse(output, asked)
  let file: Buffer
  let folder: FindDocument | null
  try {
    if ((await stat(asked.file)).size > largestBadge)
      return wrongUse(output, `${asked.file} is larger than a badge is`)
    file = await readFile(asked.file)
  } catch (failure) {
    return wrongUse(output, `${asked.file} cannot be read (${messageOf(failure)})`)
  }
  try {
    folder = asked.folder === null ? null : await openFolder(asked.folder)
  } catch (failure) {
    return wrongUse(output, `The documents cannot be read (${messageOf(failure)})`)
  }
  const verdict = await verifyBadge(file, {
    find: folder ?? fetchDocument,
    ...(folder && { findContext: folder }),
    now: now(),
  })
  if (asked.asJson) output.out(JSON.stringify(verdict, null, 2))
  else for (const line of linesOf(verdict)) output.out(line)
  return verdict.verdict === 'valid' ? 0 : 1
}

function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { documents: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) return 'One file is expected.'
    return { file, folder: values.documents ?? null, asJson: values.json }
  } catch (failure) {
    return messageOf(failure)
  }
}

function wrongUse(output: CommandOutput, fault: string): 2 {
  output.err(fault)
  output.err(usage)
  return 2
}

const words = { valid: 'VALID', invalid: 'NOT VALID', undecided: 'NOT DECIDED' }
const marks = { pass: 'ok  ', fail: 'FAIL', 'not-supported': 'N/S ' }

function linesOf({ verdict, badge, checks, at }: Verdict): string[] {
  return [
    `${words[verdict]} at ${at}`,
    ...(badge
      ? [`  ${badge.name ?? 'A badge without a name'}, by ${badge.issuerName ?? badge.issuer ?? 'nobody'}`]
      : []),
    ...checks.map(({ check, result, code, detail }) => `  ${marks[result]} ${check} (${code}): ${detail}`),
    ...(checks.some(({ result }) => result === 'not-supported')
      ? ['  N/S: this program does not support it, so nothing is said about it']
      : []),
  ]
}

function messageOf(failure: unknown): string {
  if (failure instanceof Error && 'code' in failure && typeof failure.code === 'string') {
    return failure.code.startsWith('ERR_') ? failure.message : failure.code
  }
  return failure instanceof Error ? failure.message : String(failure)
}
