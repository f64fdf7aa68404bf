import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { deriveStatusFile } from '#app/evaluators/derive-status-file.server.ts'
import type { evaluateGateFile } from '#app/evaluators/evaluate-gate-file.server.ts'

type Command = typeof evaluateGateFile | typeof deriveStatusFile

/** What a command prints and with which code it ends. */
export async function runCommand(command: Command, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const exitCode = await command(args, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { exitCode, out, err }
}

/** Runs a command on an input that is written to a file of its own, and reads the JSON that it answers. */
export async function answerTo<Answer>(command: Command, input: unknown) {
  const folder = await mkdtemp(join(tmpdir(), 'tiergate-evaluators-'))
  try {
    const path = join(folder, 'input.json')
    await writeFile(path, typeof input === 'string' ? input : JSON.stringify(input))
    const { exitCode, out, err } = await runCommand(command, path)
    const answer = out.length === 0 ? null : (JSON.parse(out.join('\n')) as Answer)
    return { exitCode, answer, err: err.map((line) => line.replace(path, 'input.json')) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

export type DecisionShown = {
  readonly decision: string
  readonly overridable: boolean
  readonly policyVersion: string
  readonly inputsDigest: string
  readonly reasons: readonly {
    readonly code: string
    readonly gate: string
    readonly severity: string
    readonly params: Readonly<Record<string, string | number>>
    readonly text: { readonly en: string; readonly zh: string }
    readonly remedies: readonly { readonly kind: string; readonly text: { en: string; zh: string } }[]
  }[]
}

/** `DENY IND_ENDORSEMENT LEG_LICENCE_MISSING(WARN)`. */
export function shortly({ decision, reasons }: DecisionShown): string {
  const codes = reasons.map(({ code, severity }) => (severity === 'BLOCK' ? code : `${code}(${severity})`))
  return [decision, ...codes].join(' ')
}
