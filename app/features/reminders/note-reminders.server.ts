import { type Context, inTransaction } from '#app/context.server.ts'
import { newestStep, reminderStateAt, reminderStepsOf } from '#app/domain/credential/reminder-schedule.ts'
import {
  addDaysToDay,
  addHours,
  type Day,
  dayIn,
  endOfPrintedDay,
  type Instant,
  laterOf,
  type Zone,
} from '#app/domain/shared/instants.ts'
import {
  findCredentialsOf,
  findTypesOfBrands,
  followFullPath,
  type HeldCredential,
  heldLevelOf,
} from '#app/features/credentials/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findBrandsWithRounds,
  findEnding,
  findManagersByPerson,
  insertReminders,
  insertRounds,
} from './reminder.repository.server.ts'

/** Nobody is woken by a reminder: a day's round begins at nine in the issuer's zone. */
const beginsAtHour = 9
/** The first round of a brand, and one after a standstill, looks back so many days: who was due then is told now, once. */
const firstLooksBack = 7
const longestStandstill = 14
const pageSize = 300
const rowsAtOnce = 500

/** Notes whom to remind of what, for each brand whose round of the day has come. May stop anywhere and be run again: nothing is noted twice. */
export async function noteReminders(ctx: Context, isStopping: () => boolean): Promise<void> {
  const at = ctx.now()
  for (const { id, zone, lastDay } of await findBrandsWithRounds(ctx.db)) {
    const days = daysDue(at, zone, lastDay)
    if (days === null) continue
    if (!(await noteForBrand(ctx, { brandId: id, zone, days }, isStopping))) return
    await insertRounds(ctx.db, [{ brandId: id, day: days.to, finishedAt: ctx.now() }])
  }
}

type Days = { readonly from: Day; readonly to: Day }

/** The days whose rounds are to be made at an instant; null where none is. */
export function daysDue(at: Instant, zone: Zone, lastDay: Day | null): Days | null {
  const to = dayIn(addHours(at, -beginsAtHour), zone)
  if (lastDay === null) return { from: addDaysToDay(to, 1 - firstLooksBack), to }
  if (lastDay >= to) return null
  const earliest = addDaysToDay(to, 1 - longestStandstill)
  const next = addDaysToDay(lastDay, 1)
  return { from: laterOf(next, earliest), to }
}

/** Whether all was noted; false where it was told to end before. */
async function noteForBrand(
  ctx: Context,
  { brandId, zone, days }: { brandId: string; zone: Zone; days: Days },
  isStopping: () => boolean,
): Promise<boolean> {
  const types = await findTypesOfBrands(ctx.db, [brandId])
  const ends = endsDue(
    types.map(({ rules }) => rules),
    days,
    zone,
  )
  for (let after = ''; ; ) {
    const page = await findEnding(ctx.db, { brandId, ends, after, limit: pageSize })
    if (page.length === 0) return true
    if (isStopping()) return false
    await ctx.db.transaction().execute((trx) => notePage(inTransaction(ctx, trx), trx, page, days))
    after = page.at(-1)?.id ?? after
  }
}

/** The exclusive ends, as they are stored, of all credentials that have a step on one of the days. */
function endsDue(
  types: readonly Parameters<typeof reminderStepsOf>[0][],
  { from, to }: Days,
  zone: Zone,
): readonly Instant[] {
  const ends = new Set<Instant>()
  const steps = new Set(types.flatMap(reminderStepsOf))
  for (let day = from; day <= to; day = addDaysToDay(day, 1))
    for (const step of steps) ends.add(endOfPrintedDay(addDaysToDay(day, -step), zone))
  return [...ends]
}

async function notePage(
  ctx: Context,
  trx: Db,
  page: readonly { readonly id: string; readonly personId: string }[],
  days: Days,
): Promise<void> {
  const at = ctx.now()
  const personIds = [...new Set(page.map(({ personId }) => personId))]
  const [held, managers] = await Promise.all([
    findCredentialsOf(trx, personIds, at),
    findManagersByPerson(trx, personIds, at),
  ])
  const ids = new Set(page.map(({ id }) => id))
  const rows = held
    .filter(({ id }) => ids.has(id))
    .flatMap((one) => {
      const { zone } = one.type.brand
      const step = newestStep(one.type.rules, one, days, zone)
      if (step === null || !needsAttention(one, held, at)) return []
      const recipients = new Set([one.personId, ...(managers.get(one.personId) ?? [])])
      return [...recipients].map((recipientId) => ({
        id: ctx.newId(),
        credentialId: one.id,
        endsAt: one.validUntil,
        step,
        recipientId,
        notedAt: at,
      }))
    })
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await insertReminders(trx, rows.slice(start, start + rowsAtOnce))
  for (const { personId, type, reading } of held.filter(({ id }) => ids.has(id))) {
    if (reading.dateStatus !== 'LAPSED') continue
    await followFullPath(ctx, trx, { personId, brandCode: type.brand.code, typeCode: type.code })
  }
}

/** Whether there is something to renew: it stands, and no higher rung of its ladder is in effect, which opens everything that it opens. */
export function needsAttention(one: HeldCredential, held: readonly HeldCredential[], at: Instant): boolean {
  if (reminderStateAt(one.reading, at, one.type.brand.zone) === null) return false
  const { kind, categoryCode, level, brand } = one.type
  if (kind !== 'LEVEL' || categoryCode === null || level === null) return true
  const own = held.filter(({ personId }) => personId === one.personId)
  return heldLevelOf(own, brand.code, categoryCode).level <= level
}
