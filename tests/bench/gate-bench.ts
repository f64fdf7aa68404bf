import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { gatherFacts } from '#app/features/gate/gather-facts.server.ts'
import { createDatabase } from '#db/client.ts'
import { demoImageForTests, frozenNow } from '#tests/support/frozen-context.ts'
import { measured, type Run } from './measure.ts'
import type { BenchOptions } from './server-figures.ts'

const credentialsEach = 5

const request: GateRequest = {
  engineer: 'E-1001',
  outlet: 'O1',
  brand: 'MEIHE',
  operation: 'AC-COMPRESSOR',
  model: 'MH-AC-35-R32',
  site: { jurisdiction: 'CN/42/4201' },
  window: { start: frozenNow, end: '2026-11-23T04:00:00.000Z' },
  checkpoint: 'ASSIGN',
  asOf: frozenNow,
}

/** The pure decision on ready facts, then with its facts read from an SQLite file of 10^4 and 10^5 credentials. One core, in this process. */
export async function benchGate({ seconds, runs, only, report }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-bench-'))
  try {
    for (const credentials of [10_000, 100_000]) {
      const file = join(folder, `${credentials}.db`)
      const people = await fill(file, credentials)
      const db = createDatabase(`file:${file}`)
      const raw = new Sqlite(file, { readonly: true })
      try {
        const facts = await gatherFacts(db, request)
        const pure = 'gate, pure decision'
        if (credentials === 10_000 && pure.includes(only)) {
          const expected = evaluateGate(request, facts).decision
          report(
            measured(
              pure,
              await timedRuns(runs, seconds, () => agree(evaluateGate(request, facts).decision, expected)),
              null,
              { reasons: evaluateGate(request, facts).reasons.length },
            ),
          )
        }
        const name = `gate with facts from SQLite, ${credentials} credentials`
        if (!name.includes(only)) continue
        const select = raw.prepare('select id, valid_until from credential where person_id = ?')
        const ids = raw.prepare("select id from person where code like 'X-%' limit 5000").all() as {
          id: string
        }[]
        let turn = 0
        const floor = await timedRuns(
          1,
          Math.max(1, seconds / 5),
          () => void select.all(ids[turn++ % ids.length]?.id),
        )
        const decide = async () => {
          turn = (turn * 48_271 + 11) % people
          const engineer = `X-${turn}`
          const { decision } = evaluateGate(
            { ...request, engineer },
            await gatherFacts(db, { ...request, engineer }),
          )
          agree(decision, 'DENY')
        }
        await timedRuns(1, Math.max(1, seconds / 5), decide)
        report(
          measured(name, await timedRuns(runs, seconds, decide), {
            name: 'one indexed select',
            rate: floor[0]?.rate ?? 0,
          }),
        )
      } finally {
        raw.close()
        await db.destroy()
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Does something again and again for so many seconds, and that so many times. */
async function timedRuns(runs: number, seconds: number, act: () => void | Promise<void>): Promise<Run[]> {
  const done: Run[] = []
  for (let run = 0; run < runs; run += 1) {
    const latencies: number[] = []
    const started = performance.now()
    const end = started + seconds * 1000
    let last = started
    while (last < end) {
      const waiting = act()
      if (waiting) await waiting
      const now = performance.now()
      latencies.push(now - last)
      last = now
    }
    done.push({
      rate: latencies.length / ((last - started) / 1000),
      latencies: Float64Array.from(latencies),
      errors: 0,
    })
  }
  return done
}

/** Every answer is checked; a bench of wrong answers measures nothing. */
function agree(decision: string, expected: string): void {
  if (decision !== expected) throw new Error(`The gate said ${decision}, expected ${expected}`)
}

/** The demonstration with so many more credentials, five to a person, half of them below what the request needs. Returns the number of people. */
async function fill(file: string, credentials: number): Promise<number> {
  writeFileSync(file, await demoImageForTests())
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = OFF')
  const types = database
    .prepare(
      "select t.id from credential_type t join organisation o on o.id = t.brand_id where o.code = 'MEIHE' order by t.code",
    )
    .all() as { id: string }[]
  const { id: outlet } = database.prepare("select id from outlet where code = 'O1'").get() as { id: string }
  const person = database.prepare(
    "insert into person (id, code, name, account_state, identity_verified_at, created_at) values (?, ?, ?, 'active', ?, ?)",
  )
  const affiliation = database.prepare(
    "insert into affiliation (id, person_id, outlet_id, role, is_primary, hired_on, from_at, recorded_at) values (?, ?, ?, 'ENGINEER', 1, '2025-01-01', ?, ?)",
  )
  const credential = database.prepare(
    "insert into credential (id, number, public_slug, person_id, credential_type_id, issued_at, valid_from, valid_until, evidence_mode, evidence_json, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'PROCTORED', '[]', ?)",
  )
  const event = database.prepare(
    "insert into credential_event (id, credential_id, kind, effective_at, recorded_at, reason, details_json) values (?, ?, 'ISSUED', ?, ?, 'Taken over', '{}')",
  )
  const people = credentials / credentialsEach
  const from = '2025-06-01T00:00:00.000Z'
  const until = '2027-06-01T00:00:00.000Z'
  database.transaction(() => {
    for (let number = 0; number < people; number += 1) {
      const id = `X${number}`
      person.run(id, `X-${number}`, `人${number}`, from, from)
      affiliation.run(`XA${number}`, id, outlet, from, from)
      for (let place = 0; place < credentialsEach; place += 1) {
        const key = `XC${number}-${place}`
        credential.run(key, key, key, id, types[(number + place) % types.length]?.id, from, from, until, from)
        event.run(`XE${number}-${place}`, key, from, from)
      }
    }
  })()
  database.close()
  return people
}
