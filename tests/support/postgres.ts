import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The PostgreSQL server that tests may use, as `.ci/run` starts it; null where there is none, and then such tests are not defined at all. */
export const postgresServer: string | null = process.env.TEST_DATABASE_URL || null

export type TestDatabase = {
  /** `postgres://…` of a database of its own. */
  readonly url: string
  drop(): Promise<void>
}

/** Makes an empty database on the test server, for one test file; `drop` takes it away, whoever is still connected. */
export async function createPostgresDatabase(): Promise<TestDatabase> {
  if (!postgresServer)
    throw new Error('TEST_DATABASE_URL: found nothing, expected the address of a PostgreSQL server for tests')
  const name = `tiergate_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = new URL(postgresServer)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresServer ?? '' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
