import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { jsonPath } from './json-path.ts'

/** Where a command writes: JSON to `out`, all else to `err`; one call is one line. */
export type CommandOutput = { readonly out: (line: string) => void; readonly err: (line: string) => void }

export type InputRead<Input> =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads the one JSON file that a command is given, by its schema. Every fault is told at once, each in one line that
 * names its place: `$.facts.credentials[0].validFrom: …`.
 */
export async function readInput<Schema extends z.ZodType>(
  args: readonly string[],
  schema: Schema,
  usage: string,
): Promise<InputRead<z.output<Schema>>> {
  const [path] = args
  if (path === undefined || args.length > 1 || path.startsWith('-'))
    return { ok: false, faults: [`One JSON file is expected. ${usage}`] }
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return { ok: false, faults: [`${path} cannot be read (${codeOf(error)}). ${usage}`] }
  }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ok: false, faults: [`${path} is no JSON: ${error instanceof Error ? error.message : ''}`] }
  }
  const result = schema.safeParse(json, { error: missingField })
  if (result.success) return { ok: true, input: result.data }
  return {
    ok: false,
    faults: result.error.issues.map(({ path, message }) => `${jsonPath(path)}: ${message}`),
  }
}

function missingField(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? 'this field is missing' : undefined
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
