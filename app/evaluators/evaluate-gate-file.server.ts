import { createHash } from 'node:crypto'
import { evaluateForRecord } from '#app/domain/gate/evaluate-gate.ts'
import { danglingCodes } from './dangling-codes.ts'
import { gateFile } from './facts-file/gate-file.ts'
import { presentDecision } from './present-decision.server.ts'
import { type CommandOutput, readInput } from './read-input.server.ts'

const usage = 'Usage: npm run gate:eval -- FILE.json, by docs/api/gate-facts.schema.json'

/**
 * `npm run gate:eval -- FILE.json`: decides the requests of a file by the facts of the same file, with the pure function of
 * the product and without a database. Prints a JSON array of decisions, in order. Returns the exit code: 0 decided, whatever
 * the decisions are; 2 wrong use, with every fault of the file on a line of its own.
 */
export async function evaluateGateFile(args: readonly string[], output: CommandOutput): Promise<0 | 2> {
  const read = await readInput(args, gateFile, usage)
  if (!read.ok) {
    for (const fault of read.faults) output.err(fault)
    return 2
  }
  const { facts, requests } = read.input
  for (const note of danglingCodes(facts)) output.err(note)
  const decisions = requests.map((request) => presentDecision(evaluateForRecord(request, facts, sha256)))
  output.out(JSON.stringify(decisions, null, 2))
  return 0
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
