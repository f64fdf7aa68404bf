import type { Compilable, CompiledQuery } from 'kysely'
import { statementsFor } from './dialects/sqlite-statements.ts'
import { dialectOf } from './portable.ts'
import type { Db } from './schema/index.ts'

/** What a statement can be given: both drivers take these as they are. */
export type QueryValue = string | number | null

type Row = Readonly<Record<string, QueryValue>>

/** A list is for `in`, a list of rows for inserting several: the query is prepared for each length. */
type Inputs = Readonly<Record<string, QueryValue | readonly QueryValue[] | readonly Row[]>>

type Build<Input extends Inputs, Result> = (db: Db, input: Input) => Compilable<Result>

/** Stands for a value while a query is built; its place among the parameters is where the value goes at each call. */
type Slot = { readonly slot: number }

type Compiled = {
  readonly query: CompiledQuery<unknown>
  /** For each parameter the place of the value it takes among all that are given, or null for one that is part of the query. */
  readonly slots: readonly (number | null)[]
  /** Of the row's fields, once a reader was asked. */
  names?: readonly string[]
}

/** Forms of one query that are kept; of a list that is longer each time, the rest are put together as they come. */
const mostForms = 100

/**
 * A read that is put together once and then only run: building and compiling a query costs several times what SQLite needs to answer it. For the reads
 * of every request and every decision; all others stay plain queries.
 *
 * `build` gets stand-ins for its inputs and may only pass them on to the query, in their place: its text may depend on nothing but the lengths of lists.
 * Throws at the first call where an input is not used, or was used to build the text.
 *
 * On SQLite it runs at once (`sqlite-statements.ts`): inside a transaction on its connection, outside on one that only reads. In memory outside of a
 * transaction, and on every other database, the compiled query runs in the usual way.
 */
export function preparedRead<Input extends Inputs, Result>(
  build: Build<Input, Result>,
): (db: Db, input: Input) => Promise<Result[]> {
  const prepare = preparing(build)
  return async (db, input) => {
    const { compiled, parameters } = prepare(db, input)
    const statements = statementsFor(db)
    if (statements) {
      const { sql } = compiled.query
      compiled.names ??= await fieldNames(db, statements.columns(sql))
      return rowsOf(compiled.names, statements.rows(sql, parameters)) as Result[]
    }
    const { rows } = await db.executeQuery({ ...compiled.query, parameters })
    return rows as Result[]
  }
}

/** The one row of a prepared read, or undefined. */
export async function firstOf<Result>(rows: Promise<Result[]>): Promise<Result | undefined> {
  return (await rows)[0]
}

/** A change that is put together once, as `preparedRead` is; answers how many rows it touched. */
export function preparedWrite<Input extends Inputs>(
  build: Build<Input, unknown>,
): (db: Db, input: Input) => Promise<number> {
  const prepare = preparing(build)
  return async (db, input) => {
    const { compiled, parameters } = prepare(db, input)
    const statements = db.isTransaction ? statementsFor(db) : undefined
    if (statements) return statements.run(compiled.query.sql, parameters)
    const { numAffectedRows } = await db.executeQuery({ ...compiled.query, parameters })
    return Number(numAffectedRows ?? 0)
  }
}

function preparing<Input extends Inputs, Result>(build: Build<Input, Result>) {
  const forms = new Map<string, Compiled>()
  return (db: Db, input: Input): { compiled: Compiled; parameters: unknown[] } => {
    const values: QueryValue[] = []
    const form = dialectOf(db) + takeApart(input, values)
    let compiled = forms.get(form)
    if (!compiled) {
      compiled = compile(build(db, standIns(input)), values.length)
      if (forms.size < mostForms) forms.set(form, compiled)
    }
    const { query, slots } = compiled
    const parameters = query.parameters.map((value, place) => {
      const slot = slots[place]
      return typeof slot === 'number' ? values[slot] : value
    })
    return { compiled, parameters }
  }
}

/** Puts the values of an input into one list, in their order, and says what the query's text depends on: the lengths of its lists. */
function takeApart(input: Inputs, values: QueryValue[]): string {
  let lengths = ''
  for (const name in input) {
    const given = input[name]
    if (!Array.isArray(given)) {
      values.push(given as QueryValue)
      continue
    }
    lengths += ` ${given.length}`
    for (const one of given as readonly (QueryValue | Row)[]) {
      if (typeof one === 'object' && one !== null) for (const field in one) values.push(one[field] ?? null)
      else values.push(one)
    }
  }
  return lengths
}

/** The same input with a stand-in for each value, numbered as `takeApart` puts them. */
function standIns<Input extends Inputs>(input: Input): Input {
  let next = 0
  const slot = (): Slot => ({ slot: next++ })
  const standIn = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(standIn)
    if (typeof given !== 'object' || given === null) return slot()
    return Object.fromEntries(Object.keys(given).map((field) => [field, slot()]))
  }
  return Object.fromEntries(Object.entries(input).map(([name, given]) => [name, standIn(given)])) as Input
}

function compile(built: Compilable<unknown>, given: number): Compiled {
  const query = built.compile()
  const slots = query.parameters.map((value) => (isSlot(value) ? value.slot : null))
  if (new Set(slots.filter((slot) => slot !== null)).size < given)
    throw new Error(`A prepared query does not pass on all it is given: ${query.sql}`)
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
