import { createHash } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Context, Log, SignedInContext } from '#app/context.server.ts'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { findMemberships, findPersonByCode } from '#app/features/identity/person.repository.server.ts'
import { purposeKeysOf } from '#app/purpose-keys.server.ts'
import { renewalOf, requirementOf } from '#app/requirement-seed.server.ts'
import { sqliteDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Db } from '#db/schema/index.ts'
import { fillDemo } from '#db/seed/fill-demo.ts'
import { chosenDialect, imageOf, openDatabase, type TestDialect } from './database.ts'

/** The instant at which a frozen clock stands if nothing else is said: ten in the morning in Shanghai, the day the demonstration was written. */
export const frozenNow = '2026-11-23T02:00:00.000Z'

export type Clock = {
  readonly now: () => string
  /** Moves the clock to an instant. */
  set(instant: string): void
  /** Moves the clock on by so many milliseconds. */
  advance(milliseconds: number): void
}

export type FrozenContext = {
  /** Nobody is signed in; see `actingAs`. */
  readonly ctx: Context
  readonly db: Db
  readonly clock: Clock
}

export type FrozenOptions = {
  /** `demo`: the brands, network and people of the demonstration, without courses; else only the tables. */
  readonly filled?: 'nothing' | 'demo'
  readonly now?: string
  readonly dialect?: TestDialect
  readonly language?: Language
  readonly mode?: 'demo' | 'production'
  /** Where a test provokes a failure that the product logs: without this a logged error fails the test. */
  readonly mayLogErrors?: boolean
}

/**
 * A context on a database of its own, with a clock that moves only when told to, ids that count up and repeatable "random" bytes. Inside
 * a test the database is closed when the test ends; in `beforeAll` call `ctx.db.destroy()` oneself.
 */
export async function frozenContext(options: FrozenOptions = {}): Promise<FrozenContext> {
  const { filled = 'nothing', dialect = chosenDialect, language = 'en', mode = 'demo' } = options
  const clock = frozenClock(options.now ?? frozenNow)
  const chance = repeatableChance()
  const { db, close } = await openFilled(filled, dialect)
  closeAfterTest(close)
  const ctx: Context = {
    db,
    now: clock.now,
    newId: chance.newId,
    randomBytes: chance.randomBytes,
    purposeKey: purposeKeysOf('a secret for tests, of more than 32 bytes'),
    actor: null,
    language,
    log: options.mayLogErrors ? silentLog : strictLog,
    request: { id: 'test', address: '192.0.2.1', userAgent: 'test' },
    settings: { mode, publicUrl: 'http://localhost:3000' },
  }
  return { ctx, db, clock }
}

/** The same context with somebody signed in, acting for one of their organisations, by default the first. */
export async function actingAs(
  ctx: Context,
  personCode: string,
  organisationCode?: string,
): Promise<SignedInContext> {
  const person = await findPersonByCode(ctx.db, personCode)
  if (!person) throw new Error(`There is no ${personCode}`)
  const memberships = await findMemberships(ctx.db, person.id, ctx.now())
  const acting = organisationCode
    ? memberships.find((one) => one.organisationCode === organisationCode)
    : memberships[0]
  if (!acting) throw new Error(`${personCode} has no role in ${organisationCode ?? 'any organisation'}`)
  const { id: personId, code, name, nameLatin, language } = person
  return {
    ...ctx,
    actor: {
      personId,
      code,
      name,
      nameLatin,
      language,
      sessionId: `session-of-${code}`,
      acting,
      memberships,
    },
  }
}

export function frozenClock(start: string): Clock {
  let at = start
  return {
    now: () => at,
    set: (instant) => {
      at = instant
    },
    advance: (milliseconds) => {
      at = new Date(Date.parse(at) + milliseconds).toISOString()
    },
  }
}

type Chance = Pick<Context, 'newId' | 'randomBytes'>

/** Ids that sort in the order they were made, and bytes that are the same in every run. */
function repeatableChance(series = 'test'): Chance {
  let ids = 0
  let draws = 0
  return {
    newId: () => `T${String(++ids).padStart(25, '0')}`,
    randomBytes: (length) => {
      const bytes = new Uint8Array(length)
      for (let start = 0; start < length; start += 32) {
        const block = createHash('sha256').update(`${series} ${++draws}`).digest()
        bytes.set(block.subarray(0, Math.min(32, length - start)), start)
      }
      return bytes
    },
  }
}

let demoImage: Promise<Buffer> | undefined

async function openFilled(filled: 'nothing' | 'demo', dialect: TestDialect) {
  if (filled === 'nothing') return openDatabase(dialect)
  if (dialect === 'sqlite') {
    const db = sqliteDatabase(await demoImageForTests())
    return { db, close: () => db.destroy() }
  }
  const opened = await openDatabase(dialect)
  await fillDemoWorld(opened.db)
  return opened
}

/** The bytes of an SQLite database with the demonstration's brands, network and people, made once in a process. */
export function demoImageForTests(): Promise<Buffer> {
  demoImage ??= imageOf(async (db) => {
    await migrateToLatest(db)
    await fillDemoWorld(db)
  })
  return demoImage
}

/** The brands, the network and the people of the demonstration, with repeatable ids, in a migrated database. */
export async function fillDemoWorld(db: Db): Promise<void> {
  const { randomBytes } = repeatableChance('demo')
  // Ids of the demonstration and of what a test adds must not meet, hence another letter.
  let ids = 0
  const newId = () => `D${String(++ids).padStart(25, '0')}`
  await db.transaction().execute((trx) =>
    fillDemo({
      db: trx,
      now: frozenNow,
      newId,
      certificateNumber: (brand, type) => makeCertificateNumber(brand, type, randomBytes).text,
      publicSlug: () => makePublicSlug(randomBytes),
      requirementJson: (seed) => JSON.stringify(requirementOf(seed)),
      renewalJson: (seed) => JSON.stringify(renewalOf(seed)),
    }),
  )
}

function closeAfterTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close)
  } catch {
    // Called outside of a test, as in beforeAll: the caller closes.
  }
}

const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

const strictLog: Log = {
  ...silentLog,
  error: (fields, message) => {
    const cause = 'err' in fields ? fields.err : fields
    throw new Error(`Something was logged as an error: ${message}`, { cause })
  },
}
