import type { Compilable, CompiledQuery } from 'kysely'
import { readerOf } from './dialects/sqlite-reader.ts'
import { type DialectName, dialectOf } from './portable.ts'
import type { Db } from './schema/index.ts'

/** What a statement can be given: both drivers take these as they are. */
export type QueryValue = string | number | null

type Inputs = Readonly<Record<string, QueryValue>>

type Build<Input extends Inputs, Row> = (db: Db, input: Input) => Compilable<Row>

/** Stands for a value while a query is built; its place among the parameters is where the value goes at each call. */
type Slot = { readonly slot: string }

type Compiled = {
  readonly query: CompiledQuery<unknown>
  /** For each parameter the name of the input it takes, or null for a value that is part of the query. */
  readonly slots: readonly (string | null)[]
  /** Of the row's fields, once a reader was asked. */
  names?: readonly string[]
}

/**
 * A read that is put together once and then only run: building and compiling a query costs several times what SQLite needs to answer it. For the reads
 * of every request and every decision; all others stay plain queries.
 *
 * `build` gets stand-ins for its inputs and may only pass them on to the query: a read whose text depends on a value, such as an `in` list, cannot be
 * prepared. Throws at the first call where an input is not used, or was used to build the text.
 *
 * Outside of a transaction SQLite answers from a connection that only reads (`sqlite-reader.ts`); a handle of a transaction and every other database
 * run the compiled query in the usual way.
 */
export function preparedRead<Input extends Inputs, Row>(
  build: Build<Input, Row>,
): (db: Db, input: Input) => Promise<Row[]> {
  const compiledOn = compiledOnce(build)
  return async (db, input) => {
    const compiled = compiledOn(db, input)
    const reader = readerOf(db)
    if (reader) {
      const { sql } = compiled.query
      compiled.names ??= await fieldNames(db, reader.columns(sql))
      return rowsOf(compiled.names, reader.rows(sql, parametersOf(compiled, input))) as Row[]
    }
    const { rows } = await db.executeQuery(withParameters(compiled, input))
    return rows as Row[]
  }
}

/** The one row of a prepared read, or undefined. */
export async function firstOf<Row>(rows: Promise<Row[]>): Promise<Row | undefined> {
  return (await rows)[0]
}

/** A change that is put together once, as `preparedRead` is; answers how many rows it touched. */
export function preparedWrite<Input extends Inputs>(
  build: Build<Input, unknown>,
): (db: Db, input: Input) => Promise<number> {
  const compiledOn = compiledOnce(build)
  return async (db, input) => {
    const { numAffectedRows } = await db.executeQuery(withParameters(compiledOn(db, input), input))
    return Number(numAffectedRows ?? 0)
  }
}

function compiledOnce<Input extends Inputs, Row>(build: Build<Input, Row>) {
  const compiledFor = new Map<DialectName, Compiled>()
  return (db: Db, input: Input): Compiled => {
    const dialect = dialectOf(db)
    let compiled = compiledFor.get(dialect)
    if (!compiled) {
      compiled = compile(build(db, standIns(input)), input)
      compiledFor.set(dialect, compiled)
    }
    return compiled
  }
}

function parametersOf({ query, slots }: Compiled, input: Inputs): unknown[] {
  return query.parameters.map((value, place) => {
    const slot = slots[place]
    return typeof slot === 'string' ? input[slot] : value
  })
}

function withParameters(compiled: Compiled, input: Inputs): CompiledQuery<unknown> {
  return { ...compiled.query, parameters: parametersOf(compiled, input) }
}

function standIns<Input extends Inputs>(input: Input): Input {
  const slots: Record<string, Slot> = {}
  for (const name of Object.keys(input)) slots[name] = { slot: name }
  return slots as unknown as Input
}

function compile(built: Compilable<unknown>, input: Inputs): Compiled {
  const query = built.compile()
  const slots = query.parameters.map((value) => (isSlot(value) ? value.slot : null))
  const unused = Object.keys(input).filter((name) => !slots.includes(name))
  if (unused.length > 0)
    throw new Error(`A prepared query does not pass on ${unused.join(', ')}: ${query.sql}`)
  return { query, slots }
}

function isSlot(value: unknown): value is Slot {
  return typeof value === 'object' && value !== null && 'slot' in value
}

/** Columns as the handle's plugins name them in a row, asked of the plugins themselves: there is one naming rule. */
async function fieldNames(db: Db, columns: readonly string[]): Promise<readonly string[]> {
  let row: Record<string, unknown> = Object.fromEntries(columns.map((column) => [column, null]))
  for (const plugin of db.getExecutor().plugins) {
    const { rows } = await plugin.transformResult({ queryId: { queryId: '' }, result: { rows: [row] } })
    row = rows[0] as Record<string, unknown>
  }
  const names = Object.keys(row)
  if (names.length !== columns.length) throw new Error(`Two columns have one name: ${columns.join(', ')}`)
  return names
}

function rowsOf(names: readonly string[], rows: readonly (readonly unknown[])[]): Record<string, unknown>[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let place = 0; place < names.length; place += 1) row[names[place] as string] = values[place]
    return row
  })
}
