import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * The few expressions that differ between SQLite and PostgreSQL. Everything else in the project is written once for both.
 */

// biome-ignore lint/suspicious/noExplicitAny: migrations are frozen in time and must not know today's tables
type AnyDatabase = Kysely<any>

/** Which database a handle speaks to. */
export type DialectName = 'sqlite' | 'postgres'

/** The dialect of an open handle, told by its adapter: only PostgreSQL supports transactional DDL. */
export function dialectOf(db: AnyDatabase): DialectName {
  return db.getExecutor().adapter.supportsTransactionalDdl ? 'postgres' : 'sqlite'
}

/** Runs data-definition statements that both databases read alike, one after the other. Statements end with `;` at a line's end. */
export async function runDdl(db: AnyDatabase, ddl: string): Promise<void> {
  for (const statement of ddl.split(/;\s*(?:\n|$)/)) {
    if (statement.trim() !== '') await sql.raw(statement).execute(db)
  }
}

/** Makes the database itself refuse to change or delete rows of a table: history is only ever added to. */
export async function appendOnly(db: AnyDatabase, table: string): Promise<void> {
  if (dialectOf(db) === 'sqlite') {
    for (const act of ['update', 'delete']) {
      await sql
        .raw(
          `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, '${table} is append-only'); end`,
        )
        .execute(db)
    }
    return
  }
  await sql
    .raw(
      `create or replace function refuse_change() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name; end $$`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change()`,
    )
    .execute(db)
}

/**
 * Counts a revision on whenever a transaction changes rows of a table, so that a process that keeps them in memory knows when they are no longer so. Whoever
 * reads the revision before the rows never keeps old rows under a new one: both become visible at once.
 *
 * PostgreSQL counts once for a transaction, as the last thing that it does: two that change different tables then never wait for each other in a ring.
 */
export async function bumpsRevision(
  db: AnyDatabase,
  table: string,
  revision: 'catalogue' | 'network',
): Promise<void> {
  if (dialectOf(db) === 'sqlite') {
    for (const act of ['insert', 'update', 'delete']) {
      await sql
        .raw(
          `create trigger ${table}_${act}_${revision} after ${act} on ${table} begin update gate_revision set ${revision} = ${revision} + 1; end`,
        )
        .execute(db)
    }
    return
  }
  await sql
    .raw(
      `create or replace function bump_${revision}() returns trigger language plpgsql as $$ begin
        if current_setting('tiergate.${revision}', true) is distinct from txid_current()::text then
          perform set_config('tiergate.${revision}', txid_current()::text, true);
          update gate_revision set ${revision} = ${revision} + 1;
        end if;
        return null;
      end $$`,
    )
    .execute(db)
  await sql
    .raw(
      `create constraint trigger ${table}_${revision} after insert or update or delete on ${table} deferrable initially deferred for each row execute function bump_${revision}()`,
    )
    .execute(db)
}

/** `count(*)` as a JavaScript number; PostgreSQL's driver would hand out text. */
export function countOf(): RawBuilder<number> {
  return sql<number>`cast(count(*) as integer)`
}

/** A case-insensitive "contains" condition; `%`, `_` and `\` in the needle stand for themselves. */
export function contains(column: RawBuilder<unknown>, needle: string): RawBuilder<boolean> {
  return containsPattern(column, patternContaining(needle))
}

/** The same with a ready pattern, for a read that is prepared before the needle is known. */
export function containsPattern(column: RawBuilder<unknown>, pattern: string): RawBuilder<boolean> {
  return sql<boolean>`lower(${column}) like ${pattern} escape '\\'`
}

/** The pattern of `contains` for a needle. */
export function patternContaining(needle: string): string {
  return `%${needle.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

/** Takes a lock that holds until the transaction ends, where the database has several writers; SQLite has one writer by nature. */
export async function lockInTransaction(trx: AnyDatabase, key: number): Promise<void> {
  if (dialectOf(trx) === 'postgres') await sql`select pg_advisory_xact_lock(${key})`.execute(trx)
}

/** Takes such a lock together with others who take it so; whoever takes it alone waits for all of them, and they for it. */
export async function lockSharedInTransaction(trx: AnyDatabase, key: number): Promise<void> {
  if (dialectOf(trx) === 'postgres') await sql`select pg_advisory_xact_lock_shared(${key})`.execute(trx)
}

/**
 * All rows of a group as the text of one JSON array of arrays, in no particular order: hundreds of small rows cross from the database as one. Columns
 * are named as they are in the database.
 */
export function jsonRowsOf(db: AnyDatabase, columns: readonly string[]): RawBuilder<string> {
  const list = sql.join(columns.map((column) => sql.ref(column)))
  return dialectOf(db) === 'sqlite'
    ? sql<string>`json_group_array(json_array(${list}))`
    : sql<string>`cast(json_agg(json_build_array(${list})) as text)`
}
