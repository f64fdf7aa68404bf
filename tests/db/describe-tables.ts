import { sql } from 'kysely'
import { dialectOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'

/** A column as the database itself describes it, in the words of the migrations. */
export type DescribedColumn = {
  table: string
  column: string
  kind: string
  isNullable: boolean
  hasDefault: boolean
}

/** `table (columns)` with `unique` and `where …` where they hold; primary keys and unique constraints included. */
export type DescribedIndex = string

type ColumnRow = { table: string; column: string; kind: string; nullable: number; defaulted: number }

/** Every column of every table but the migrator's own, by table and name. */
export async function describedColumns(db: Db): Promise<DescribedColumn[]> {
  const { rows } =
    dialectOf(db) === 'sqlite'
      ? await sql<ColumnRow>`
          select m.name as "table", c.name as "column", lower(c.type) as kind,
            case when c."notnull" = 0 and c.pk = 0 then 1 else 0 end as nullable,
            case when c.dflt_value is null then 0 else 1 end as defaulted
          from sqlite_master m join pragma_table_info(m.name) c
          where m.type = 'table' and m.name not like 'kysely%' and m.name not like 'sqlite%'`.execute(db)
      : await sql<ColumnRow>`
          select c.table_name as "table", c.column_name as "column", c.data_type as kind,
            case when c.is_nullable = 'YES' then 1 else 0 end as nullable,
            case when c.column_default is null then 0 else 1 end as defaulted
          from information_schema.columns c
          where c.table_schema = current_schema() and c.table_name not like 'kysely%'`.execute(db)
  return rows
    .map(({ table, column, kind, nullable, defaulted }) => ({
      table,
      column,
      kind,
      isNullable: nullable === 1,
      hasDefault: defaulted === 1,
    }))
    .sort((one, other) => order(`${one.table}.${one.column}`, `${other.table}.${other.column}`))
}

type IndexRow = { table: string; columns: string; uniquely: number; condition: string | null }

/**
 * Every index of every table but the migrator's own. Names of those that constraints make differ by database and are left out. SQLite
 * keeps a table by its integer primary key and lists no index for it; it is added here.
 */
export async function describedIndexes(db: Db): Promise<DescribedIndex[]> {
  const { rows } =
    dialectOf(db) === 'sqlite'
      ? await sql<IndexRow>`
          select m.name as "table", l."unique" as uniquely,
            (select group_concat(name, ',') from (select name from pragma_index_info(l.name) order by seqno)) as columns,
            (select sql from sqlite_master where type = 'index' and name = l.name) as condition
          from sqlite_master m join pragma_index_list(m.name) l
          where m.type = 'table' and m.name not like 'kysely%'
          union all
          select m.name, 1, c.name, null from sqlite_master m join pragma_table_info(m.name) c
          where m.type = 'table' and m.name not like 'kysely%' and c.pk = 1 and lower(c.type) = 'integer'`.execute(
          db,
        )
      : await sql<IndexRow>`
          select t.relname as "table", case when i.indisunique then 1 else 0 end as uniquely,
            (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey) with ordinality k (number, place)
              join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) as columns,
            pg_get_expr(i.indpred, i.indrelid) as condition
          from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
          where n.nspname = current_schema() and t.relname not like 'kysely%'`.execute(db)
  return rows
    .map(({ table, columns, uniquely, condition }) => {
      const words = conditionWords(condition)
      return `${table} (${columns})${uniquely === 1 ? ' unique' : ''}${words ? ` where ${words}` : ''}`
    })
    .sort(order)
}

/**
 * The names and values in a partial index's condition, in their order: the databases write the same condition differently
 * (`in (…)` becomes `= any (array[…])`).
 */
function conditionWords(text: string | null): string {
  if (!text) return ''
  const condition = /\bwhere\b([\s\S]*)$/i.exec(text)?.[1] ?? (/^\s*create/i.test(text) ? '' : text)
  return condition
    .replace(/::\w+(\[\])?/g, '')
    .replace(/\b(any|array|in)\b/gi, ' ')
    .split(/[^\w']+/)
    .filter((word) => word !== '')
    .join(' ')
    .toLowerCase()
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
