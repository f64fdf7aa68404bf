import { CamelCasePlugin, CompiledQuery, Kysely } from 'kysely'
import { sqliteDialect } from '#db/dialects/sqlite.ts'
import type { Database, Db } from '#db/schema/index.ts'

export type RecordedQuery = { readonly sql: string; readonly plan: readonly string[] }

/** A handle on an SQLite image that remembers what it was asked. */
export function recordingDatabase(image: Buffer) {
  const asked: CompiledQuery[] = []
  const db: Db = new Kysely<Database>({
    dialect: sqliteDialect(image).dialect,
    plugins: [new CamelCasePlugin()],
    log: ({ query }) => void asked.push(query),
  })

  /** Runs something and returns the queries it made, each with SQLite's plan for it. */
  async function queriesOf(run: (db: Db) => Promise<unknown>): Promise<RecordedQuery[]> {
    asked.length = 0
    await run(db)
    const queries = [...asked]
    const recorded: RecordedQuery[] = []
    for (const { sql, parameters } of queries) {
      const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
      const { rows } = await db.executeQuery<{ detail: string }>(explained)
      recorded.push({ sql, plan: rows.map(({ detail }) => detail) })
    }
    return recorded
  }

  return { db, queriesOf }
}
