import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { gatherFacts } from '#app/features/gate/gather-facts.server.ts'
import { hashSecret } from '#app/features/identity/index.server.ts'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Db } from '#db/schema/index.ts'
import { withoutWaitingForDisk } from '#db/without-waiting-for-disk.ts'
import { demoImageForTests, fillDemoWorld, frozenNow } from '#tests/support/frozen-context.ts'
import { createPostgresDatabase, postgresServer } from '#tests/support/postgres.ts'
import { startServer } from '#tests/support/server.ts'
import { closedLoop, type Journey } from './closed-loop.ts'
import { measured, type Run } from './measure.ts'
import { type BenchOptions, cpuSecondsOf, floorOf, pssOf } from './server-figures.ts'

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

const names = {
  pure: 'gate, pure decision',
  facts: (database: string, credentials: number) =>
    `gate with facts from ${database}, ${credentials} credentials`,
  allowed: 'gate over HTTP, one request, allowed, recorded',
  denied: 'gate over HTTP, one request, denied with what opens it, recorded',
  batch: 'gate over HTTP, batches of 100, recorded: decisions',
} as const

/** How many credentials: what a small provider network has, and what a large one has. */
const sizes = [10_000, 1_000_000]

/**
 * The pure decision on ready facts; then with its facts read from SQLite, and from PostgreSQL where TEST_DATABASE_URL names a server, among 10^4 and 10^6
 * credentials, one core, in this process; then over HTTP, recorded in the ledger, single and in batches.
 */
export async function benchGate(options: BenchOptions): Promise<void> {
  for (const credentials of sizes) await benchOnSqlite(credentials, options)
  if (postgresServer) for (const credentials of sizes) await benchOnPostgres(credentials, options)
  await benchGateOverHttp(options)
}

async function benchOnSqlite(credentials: number, options: BenchOptions): Promise<void> {
  const { seconds, runs, only, report } = options
  const name = names.facts('SQLite', credentials)
  const isFirst = credentials === sizes[0]
  if (!name.includes(only) && !(isFirst && names.pure.includes(only))) return
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-bench-'))
  const file = join(folder, 'gate.db')
  writeFileSync(file, await demoImageForTests())
  const db = createDatabase(`file:${file}`)
  const raw = new Sqlite(file, { readonly: true })
  try {
    await withoutWaitingForDisk(db, () => fill(db, credentials))
    if (isFirst && names.pure.includes(only)) {
      const facts = await gatherFacts(db, request)
      const expected = evaluateGate(request, facts).decision
      const decide = () => agree(evaluateGate(request, facts).decision, expected)
      report(measured(names.pure, await timedRuns(runs, seconds, decide), null))
    }
    if (!name.includes(only)) return
    const select = raw.prepare('select id, valid_until from credential where person_id = ?')
    let turn = 0
    const floor = await timedRuns(1, Math.max(1, seconds / 5), () => {
      turn = (turn * 48_271 + 11) % (credentials / credentialsEach)
      select.all(`X${turn}`)
    })
    const done = await decideAnybody(db, credentials, options)
    report(measured(name, done, { name: 'one indexed select', rate: floor[0]?.rate ?? 0 }))
  } finally {
    raw.close()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchOnPostgres(credentials: number, options: BenchOptions): Promise<void> {
  const { seconds, only, report } = options
  const name = names.facts('PostgreSQL', credentials)
  if (!name.includes(only)) return
  const { url, drop } = await createPostgresDatabase()
  const db = createDatabase(url)
  try {
    await migrateToLatest(db)
    await fillDemoWorld(db)
    await fill(db, credentials)
    await sql`analyze`.execute(db)
    let turn = 0
    const floor = await timedRuns(1, Math.max(1, seconds / 5), async () => {
      turn = (turn * 48_271 + 11) % (credentials / credentialsEach)
      await sql`select id, valid_until from credential where person_id = ${`X${turn}`}`.execute(db)
    })
    const done = await decideAnybody(db, credentials, options)
    report(measured(name, done, { name: 'one indexed select', rate: floor[0]?.rate ?? 0 }))
  } finally {
    await db.destroy()
    await drop()
  }
}

/** Decides for one person after the other, all over the table. */
async function decideAnybody(db: Db, credentials: number, { seconds, runs }: BenchOptions): Promise<Run[]> {
  let turn = 0
  const decide = async () => {
    turn = (turn * 48_271 + 11) % (credentials / credentialsEach)
    const asked = { ...request, engineer: `X-${turn}` }
    agree(evaluateGate(asked, await gatherFacts(db, asked)).decision, 'DENY')
  }
  await timedRuns(1, Math.max(1, seconds / 5), decide)
  return timedRuns(runs, seconds, decide)
}

/** A plain yes, a no with the ways to yes, and batches of three yes to one no. */
async function benchGateOverHttp({ seconds, runs, only, report }: BenchOptions): Promise<void> {
  if (![names.allowed, names.denied, names.batch].some((name) => name.includes(only))) return
  const server = await startServer({ patience: 120_000 })
  try {
    const keys = await makeKeys(`file:${server.folder}/tiergate.db`)
    const bodies = ['E-1001', 'E-1002', 'E-1003', 'E-1008'].map((engineer) => ({ ...overHttp, engineer }))
    let turn = 0
    const send = (body: unknown): Parameters<Parameters<Journey>[0]>[0] => {
      turn += 1
      return {
        path: '/api/v1/gate/check',
        method: 'POST',
        headers: { authorization: `Bearer ${keys[turn % keys.length]}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
    }
    const one =
      (engineer: string, decision: string): Journey =>
      async (call) => {
        const answer = await call(send({ ...overHttp, engineer }))
        if (answer.status !== 200 || !answer.body.includes(`"decision":"${decision}"`))
          throw new Error(`${answer.status}: ${answer.body.slice(0, 300)}`)
      }
    const hundred = {
      requests: Array.from({ length: 100 }, (_, at) => bodies[at % bodies.length]),
      paths: false,
    }
    const batch: Journey = async (call) => {
      const answer = await call(send(hundred))
      const decided = answer.body.split('"decisionId":"').length - 1
      if (answer.status !== 200 || decided < 100)
        throw new Error(`${answer.status}: ${answer.body.slice(0, 300)}`)
    }
    for (const [name, journey, decisions] of [
      [names.allowed, one('E-1001', 'ALLOW'), 1],
      [names.denied, one('E-1008', 'DENY'), 1],
      [names.batch, batch, 100],
    ] as const) {
      if (!name.includes(only)) continue
      await closedLoop(server.url, journey, { connections, seconds: Math.max(1, seconds / 5) })
      const floor = await floorOf(2_000, { connections, seconds: Math.max(1, seconds / 5) })
      const before = cpuSecondsOf(server.folder)
      const done: Run[] = []
      for (let run = 0; run < runs; run += 1)
        done.push(await closedLoop(server.url, journey, { connections, seconds }))
      const acts = done.reduce((sum, { latencies }) => sum + latencies.length, 0)
      const rates = done.map((run) => ({ ...run, rate: run.rate * decisions }))
      report(
        measured(
          name,
          rates,
          { name: 'bare node:http, 2000 bytes', rate: floor },
          {
            'server CPU ms a decision': ((cpuSecondsOf(server.folder) - before) * 1000) / (acts * decisions),
            'server PSS MiB': pssOf(server.folder),
          },
        ),
      )
    }
  } finally {
    await server.stop()
  }
}

const connections = 8

const overHttp = {
  outlet: 'O1',
  brand: 'MEIHE',
  operation: 'AC-ROOM-SENSOR',
  model: 'MH-AC-35-R32',
  site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
  window: { start: '2027-01-04T09:00:00+08:00', end: '2027-01-04T11:00:00+08:00' },
  checkpoint: 'ASSIGN',
}

/** More keys than a run could use up: each may ask for so much in a minute. */
async function makeKeys(url: string): Promise<string[]> {
  const db = createDatabase(url)
  const { id } = await db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', 'MEIHE')
    .executeTakeFirstOrThrow()
  const keys = Array.from({ length: 64 }, (_, at) => `bench-key-number-${at}`)
  await db
    .insertInto('apiKey')
    .values(
      keys.map((key) => ({
        id: key,
        organisationId: id,
        name: key,
        beginning: 'bench',
        secretHash: hashSecret(key),
        scopesJson: '["gate:check"]',
        createdAt: frozenNow,
      })),
    )
    .execute()
  await db.destroy()
  return keys
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

/**
 * The demonstration with so many more credentials, five to a person, of all types in turn, each with the event of its issue. Everybody works at O1 and most
 * have credentials that do not reach what the request needs.
 */
async function fill(db: Db, credentials: number): Promise<void> {
  const people = credentials / credentialsEach
  const types = await db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select('credentialType.id')
    .where('organisation.code', '=', 'MEIHE')
    .where('credentialType.code', '!=', 'AC-L3')
    .orderBy('credentialType.code')
    .execute()
  const { id: outlet } = await db
    .selectFrom('outlet')
    .select('id')
    .where('code', '=', 'O1')
    .executeTakeFirstOrThrow()
  const from = '2025-06-01T00:00:00.000Z'
  const until = '2027-06-01T00:00:00.000Z'
  const numbers = (count: number) =>
    sql`with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${sql.lit(count)})`
  await sql`${numbers(people)} insert into person (id, code, name, account_state, identity_verified_at, created_at)
    select 'X' || i, 'X-' || i, '人' || i, 'active', ${sql.lit(from)}, ${sql.lit(from)} from n`.execute(db)
  await sql`${numbers(people)} insert into affiliation (id, person_id, outlet_id, role, is_primary, hired_on, from_at, recorded_at)
    select 'XA' || i, 'X' || i, ${sql.lit(outlet)}, 'ENGINEER', 1, '2025-01-01', ${sql.lit(from)}, ${sql.lit(from)} from n`.execute(
    db,
  )
  const typeOf = sql.join(
    [
      sql`case (i / 5 + i) % ${sql.lit(types.length)}`,
      ...types.map(({ id }, place) => sql`when ${sql.lit(place)} then ${sql.lit(id)}`),
      sql`end`,
    ],
    sql` `,
  )
  await sql`${numbers(credentials)} insert into credential (id, number, public_slug, person_id, credential_type_id, issued_at, valid_from, valid_until,
      evidence_mode, evidence_json, recorded_at)
    select 'XC' || i, 'XC' || i, 'XC' || i, 'X' || (i / 5), ${typeOf}, ${sql.lit(from)}, ${sql.lit(from)}, ${sql.lit(until)}, 'PROCTORED', '[]',
      ${sql.lit(from)} from n`.execute(db)
  await sql`${numbers(credentials)} insert into credential_event (id, credential_id, kind, effective_at, recorded_at, reason, details_json)
    select 'XE' || i, 'XC' || i, 'ISSUED', ${sql.lit(from)}, ${sql.lit(from)}, 'Taken over', '{}' from n`.execute(
    db,
  )
}
