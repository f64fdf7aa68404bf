import type { Insertable } from 'kysely'
import type { Database, Db } from '../schema/index.ts'

/** What filling a database needs from outside: ids, numbers and requirement trees are the product's business. */
export type SeedTools = {
  readonly db: Db
  /** The instant of filling. */
  readonly now: string
  readonly newId: () => string
  /** A fresh certificate number for a brand and a credential type. */
  readonly certificateNumber: (brand: string, credentialType: string) => string
  readonly publicSlug: () => string
  /** The requirement tree of a credential type as JSON text. */
  readonly requirementJson: (type: RequirementSeed) => string
  /** What renews it. */
  readonly renewalJson: (type: RequirementSeed) => string
}

/** What the requirement of a credential type is made of. */
export type RequirementSeed = {
  readonly brand: string
  readonly category: string | null
  readonly level: number | null
  /** The course whose lessons, exam and practical lead here; null for a first rung. */
  readonly course: string | null
  readonly hasPractical: boolean
  /** Of a composite: the rungs that it is made of. */
  readonly components: readonly { readonly category: string; readonly level: number }[]
}

/** The day as of which the demonstration was written; filled on another day, every date moves along. */
export const writtenOn = '2026-11-23'

const msPerDay = 86_400_000
/** Shanghai keeps UTC+8 all year. */
const zoneOffsetMs = 8 * 3_600_000

/** Turns days of the demonstration into instants, moved by as many days as have passed since it was written. */
export function demoCalendar(now: string) {
  const today = Math.floor((Date.parse(now) + zoneOffsetMs) / msPerDay)
  const shift = today - Math.floor(Date.parse(writtenOn) / msPerDay)
  const instantOf = (day: string, extraDays: number) =>
    new Date(Date.parse(day) + (shift + extraDays) * msPerDay - zoneOffsetMs).toISOString()
  return {
    /** The midnight with which a day begins in Shanghai. */
    from: (day: string) => instantOf(day, 0),
    /** The exclusive end of something printed as valid to this day. */
    to: (day: string) => instantOf(day, 1),
    /** The calendar day itself, moved along. */
    day: (day: string) => new Date(Date.parse(day) + shift * msPerDay).toISOString().slice(0, 10),
  }
}

export type DemoCalendar = ReturnType<typeof demoCalendar>

const rowsAtOnce = 40

/** Inserts many rows of one table in a few statements. */
export async function insertRows<Table extends keyof Database>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await db
      .insertInto(table)
      .values(rows.slice(start, start + rowsAtOnce) as never)
      .execute()
  }
}
