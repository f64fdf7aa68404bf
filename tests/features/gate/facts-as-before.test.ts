import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { digestInputs } from '#app/domain/gate/digest-inputs.ts'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { gatherFacts } from '#app/features/gate/gather-facts.server.ts'
import { createDatabase } from '#db/client.ts'
import type { Db } from '#db/schema/index.ts'
import { testDialects } from '#tests/support/database.ts'
import { demoImageForTests, frozenContext } from '#tests/support/frozen-context.ts'
import { addEvents } from './eventful-demo.ts'

/**
 * What the gate read and said about the demonstration when its reads were still plain queries. The file was written then; who changes rules or the
 * demonstration on purpose writes it anew (`npx vitest run -u` with this file) and looks at what changed.
 */
const recorded = 'facts-as-before.txt'

type Place = readonly [engineer: string, outlet: string]

const places: readonly Place[] = [
  ...['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1008', 'A-2001', 'NOBODY'].map(
    (engineer) => [engineer, 'O1'] as const,
  ),
  ['E-1002', 'O2'],
  ['E-1012', 'O2'],
  ['E-1023', 'O4'],
  ['E-1032', 'O5'],
  ['E-1006', 'O7'],
  ['E-50002', 'P5-001'],
  ['E-1001', 'NOWHERE'],
]
/** Whose facts are asked for together with those of the diagnosing engineer. */
const colleagues = ['E-1002', 'E-1008', 'E-1012', 'E-1001']
const times = ['2026-02-15', '2026-11-23', '2026-12-06', '2026-12-17', '2027-01-20'] as const
const models: readonly (readonly [brand: string, prefix: string, model: string])[] = [
  ['MEIHE', 'AC-', 'MH-AC-35-R32'],
  ['MEIHE', 'AC-', 'MH-AC-35-NEW'],
  ['MEIHE', 'RF-', 'MH-RF-320-R600A'],
  ['MEIHE', 'WM-', 'MH-WM-10'],
  ['MEIHE', 'DIAGNOSE', 'MH-WM-10'],
  ['HAIYUE', 'VRF-', 'HY-VRF-8-R410A'],
  ['HAIYUE', 'HAC-', 'HY-AC-26-R32'],
  ['HAIYUE', 'DIAGNOSE', 'MH-WM-10'],
  ['LUMEN', 'NB-', 'LM-NB-14'],
  ['LUMEN', 'SV-', 'LM-SV-2U'],
  ['NOBRAND', 'AC-C', 'NO-MODEL'],
]

function* requestsOf(engineer: string, outlet: string, day: string, operations: readonly string[]) {
  for (const [brand, prefix, model] of models)
    for (const operation of operations.filter((code) => code.startsWith(prefix))) {
      const request: GateRequest = {
        engineer,
        supervisor: operation.startsWith('WM-') ? 'E-1008' : null,
        outlet,
        brand,
        operation,
        model,
        site: { jurisdiction: outlet === 'O2' ? 'CN' : 'CN/HB/WUH', heightM: 3 },
        window: { start: `${day}T03:00:00.000Z`, end: `${day}T05:00:00.000Z` },
        checkpoint: 'ASSIGN',
        asOf: `${day}T02:30:00.000Z`,
      }
      yield request
    }
}

/** The facts without ids and numbers, which depend on the order in which the demonstration is filled. */
function nameless(facts: GateFacts): GateFacts {
  return {
    ...facts,
    requirementRules: facts.requirementRules.map((row) => ({ ...row, id: '' })),
    credentials: facts.credentials.map((row) => ({
      ...row,
      number: '',
      supersedes: row.supersedes && 'another',
    })),
  }
}

/** A line for each place and time, with digests of all facts and answers, and one with how often each answer was given. */
async function readAll(db: Db, asked = places): Promise<string[]> {
  const operations = (await db.selectFrom('operation').select('code').orderBy('code').execute()).map(
    ({ code }) => code,
  )
  const lines: string[] = []
  for (const [engineer, outlet] of asked)
    for (const day of times) {
      const said = new Map<string, number>()
      const [factDigest, answerDigest] = [createHash('sha256'), createHash('sha256')]
      for (const request of requestsOf(engineer, outlet, day, operations)) {
        const facts = await gatherFacts(db, request, request.operation === 'DIAGNOSE' ? colleagues : [])
        factDigest.update(digestInputs(request, nameless(facts)))
        const { decision, reasons } = evaluateGate(request, facts)
        const answer = [decision, ...reasons.map(({ code, severity }) => `${code}/${severity}`)]
        answerDigest.update(answer.join(' '))
        for (const word of answer) said.set(word, (said.get(word) ?? 0) + 1)
      }
      const digests = [factDigest, answerDigest].map((digest) => digest.digest('hex').slice(0, 16))
      const counts = [...said].sort().map(([word, count]) => `${word} ${count}`)
      lines.push(`${engineer} at ${outlet} on ${day}: ${digests.join(' ')}`, `  ${counts.join(', ')}`)
    }
  return lines
}

const folder = mkdtempSync(join(tmpdir(), 'tiergate-facts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('with a reader of its own the gate reads and says what it did before its reads were prepared', async () => {
  writeFileSync(`${folder}/demo.db`, await demoImageForTests())
  const db = createDatabase(`file:${folder}/demo.db`)
  await addEvents(db)
  await expect(`${(await readAll(db)).join('\n')}\n`).toMatchFileSnapshot(recorded)
  await db.destroy()
}, 120_000)

test.each(testDialects)(
  'on %s it does so too',
  async (dialect) => {
    const { db } = await frozenContext({ filled: 'demo', dialect })
    await addEvents(db)
    const lines = readFileSync(join(import.meta.dirname, recorded), 'utf8').split('\n')
    for (const line of await readAll(db, places.slice(6, 9))) expect(lines).toContain(line)
  },
  120_000,
)
