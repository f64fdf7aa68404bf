import { Client } from 'pg'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import { paths } from '#app/paths.ts'
import { createDatabase } from '#db/client.ts'
import type { Db } from '#db/schema/index.ts'
import { startServer } from '#tests/support/server.ts'
import { closedLoop, type Journey } from './closed-loop.ts'
import { measured, type Run } from './measure.ts'
import { type BenchOptions, cpuSecondsOf, floorOf, pssOf } from './server-figures.ts'

const connections = 8
const perPerson = 5
const rowsAtOnce = 500
const longAgo = '2025-06-01T00:00:00.000Z'
const farOff = '2036-06-01T00:00:00.000Z'
const names = {
  number: 'register, look-up by number',
  page: 'register, page of a credential not seen before',
  directory: 'register, directory of one city',
} as const

/**
 * The public register on the built server with 10,000 and `--credentials` credentials (1,000,000), from SQLite and, where TEST_DATABASE_URL names a server,
 * from PostgreSQL. Each look-up is of another credential.
 */
export async function benchRegister(options: BenchOptions): Promise<void> {
  if (!Object.values(names).some((name) => name.includes(options.only))) return
  for (const credentials of [10_000, options.credentials]) {
    await benchOn(`SQLite, ${credentials} credentials`, null, credentials, options)
    const { TEST_DATABASE_URL: postgres } = process.env
    if (postgres) await benchOn(`PostgreSQL, ${credentials} credentials`, postgres, credentials, options)
  }
}

async function benchOn(
  where: string,
  postgres: string | null,
  credentials: number,
  { seconds, runs, only, report }: BenchOptions,
): Promise<void> {
  const database = postgres ? await newDatabase(postgres) : null
  const server = await startServer({
    patience: 120_000,
    env: database ? { DATABASE_URL: database.url } : {},
  })
  const db = createDatabase(database ? database.url : `file:${server.folder}/tiergate.db`)
  try {
    await fill(db, credentials)
    let turn = 0
    const next = () => {
      // A step that shares no factor with the count visits everyone before anyone twice.
      turn = (turn + 48_271) % credentials
      return turn
    }
    const journeys: Record<keyof typeof names, Journey> = {
      number: async (call) => {
        const place = next()
        const { status, headers } = await call({ path: paths.register({ q: numberOf(place) }) })
        if (status !== 302 || headers.location !== paths.publicCredential(slugOf(place)))
          throw new Error(`${numberOf(place)} answered ${status}, to ${headers.location}`)
      },
      page: async (call) => {
        const place = next()
        const { status, body } = await call({ path: paths.publicCredential(slugOf(place)) })
        if (status !== 200 || !body.includes(numberOf(place))) throw new Error(`${slugOf(place)}: ${status}`)
      },
      directory: async (call) => {
        const { status, body } = await call({
          path: paths.providers({ what: 'MEIHE/AC', level: '2', place: 'CN/HB/WUH' }),
        })
        if (status !== 200 || !body.includes('AUTH-MEIHE-O1-AC')) throw new Error(`The directory: ${status}`)
      },
    }
    for (const [key, journey] of Object.entries(journeys)) {
      const name = names[key as keyof typeof names]
      if (!name.includes(only)) continue
      await closedLoop(server.url, journey, { connections, seconds: Math.max(1, seconds / 5) })
      const floor = await floorOf(10_000, { connections, seconds: Math.max(1, seconds / 5) })
      const before = cpuSecondsOf(server.folder)
      const done: Run[] = []
      for (let run = 0; run < runs; run += 1)
        done.push(await closedLoop(server.url, journey, { connections, seconds }))
      const acts = done.reduce((sum, { latencies }) => sum + latencies.length, 0)
      report(
        measured(
          `${name}, ${where}`,
          done,
          { name: 'bare node:http, a page of 10 kB', rate: floor },
          {
            'server CPU ms': ((cpuSecondsOf(server.folder) - before) * 1000) / acts,
            'server PSS MiB': pssOf(server.folder),
          },
        ),
      )
    }
  } finally {
    await db.destroy()
    await server.stop()
    await database?.drop()
  }
}

async function newDatabase(serverUrl: string) {
  const name = `tiergate_bench_${process.pid}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await ask(`create database ${name}`)
  return { url: url.href, drop: () => ask(`drop database ${name} with (force)`) }
}

/** People with credentials of AC levels at outlets of the demonstration, five each. */
async function fill(db: Db, credentials: number): Promise<void> {
  const types = await db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select('credentialType.id')
    .where('organisation.code', '=', 'MEIHE')
    .where('credentialType.kind', '=', 'LEVEL')
    .orderBy('credentialType.code')
    .limit(perPerson)
    .execute()
  const type = (place: number) => types[place % types.length]?.id ?? ''
  const person = (place: number) => `BENCH-${Math.floor(place / perPerson)}`
  for (let start = 0; start < credentials; start += rowsAtOnce) {
    const places = Array.from({ length: Math.min(rowsAtOnce, credentials - start) }, (_, at) => start + at)
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('person')
        .values(
          places
            .filter((place) => place % perPerson === 0)
            .map((place) => ({
              id: person(place),
              code: `E-B${place}`,
              name: `工程师${place}`,
              nameLatin: null,
              phone: null,
              email: null,
              language: null,
              accountState: 'active' as const,
              identityVerifiedAt: longAgo,
              createdAt: longAgo,
            })),
        )
        .execute()
      await trx
        .insertInto('credential')
        .values(
          places.map((place) => ({
            id: `BENCH-C-${place}`,
            number: numberOf(place),
            publicSlug: slugOf(place),
            personId: person(place),
            credentialTypeId: type(place),
            issuedAt: longAgo,
            validFrom: longAgo,
            validUntil: farOff,
            evidenceMode: 'PROCTORED' as const,
            evidenceJson: '[]',
            recordedAt: longAgo,
          })),
        )
        .execute()
      await trx
        .insertInto('credentialEvent')
        .values(
          places.map((place) => ({
            id: `BENCH-E-${place}`,
            credentialId: `BENCH-C-${place}`,
            kind: 'ISSUED' as const,
            effectiveAt: longAgo,
            recordedAt: longAgo,
            reason: 'Taken over',
            detailsJson: '{}',
          })),
        )
        .execute()
    })
  }
}

/** The same bytes for the same place, spread over all values. */
function bytesOf(place: number) {
  return (count: number) =>
    Uint8Array.from({ length: count }, (_, at) => {
      const mixed = Math.imul(place + 1, 2_654_435_761) ^ Math.imul(at + 1, 40_503 + place)
      return at < 4 ? (place >>> (8 * at)) & 255 : mixed & 255
    })
}

function numberOf(place: number): string {
  return makeCertificateNumber('MEIHE', 'AC-L2', bytesOf(place)).text
}

function slugOf(place: number): string {
  return makePublicSlug(bytesOf(place))
}
