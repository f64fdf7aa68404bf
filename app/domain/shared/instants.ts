/**
 * Instants and calendar days. An instant is ISO-8601 UTC text with milliseconds, which sorts as text; a day is
 * `YYYY-MM-DD` in a stated zone. Day and month counts are calendar counts in the issuer's zone (model 4.3).
 */

/** `2026-11-23T02:00:00.000Z`: UTC, milliseconds, comparable with `<`. */
export type Instant = string

/** `2026-11-23`, a calendar day of a zone that the context names. */
export type Day = string

/** An IANA zone name such as `Asia/Shanghai`. */
export type Zone = string

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const WRITTEN_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000
const MS_PER_QUARTER = 900_000

/** Whether the text is an instant in the one stored form. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text
}

/** Whether the text is an existing calendar day. */
export function isDay(text: string): boolean {
  return DAY.test(text) && dayFromNumber(dayNumber(text)) === text
}

/** Brings ISO-8601 text with a stated offset into the stored form; throws RangeError where zone or date is missing or wrong. */
export function toInstant(text: string): Instant {
  if (!WRITTEN_INSTANT.test(text)) throw new RangeError(`Not an instant with a stated offset: ${text}`)
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds) || !isDay(text.slice(0, 10)))
    throw new RangeError(`No such instant: ${text}`)
  return new Date(milliseconds).toISOString()
}

/** The instant so many milliseconds later (earlier if negative). */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}

/** The instant so many hours of 60 minutes later. */
export function addHours(instant: Instant, hours: number): Instant {
  return addMilliseconds(instant, hours * 3_600_000)
}

/** Milliseconds from one instant to another; negative when the second is earlier. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from)
}

/** The later of two instants, or of two days. */
export function laterOf<Text extends Instant | Day>(a: Text, b: Text): Text {
  return a < b ? b : a
}

/** The earlier of two instants; `null` stands for "never ends". */
export function earlierEnd(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null) return b
  if (b === null) return a
  return a < b ? a : b
}

/** The calendar day of an instant in a zone. */
export function dayIn(instant: Instant, zone: Zone): Day {
  return localText(instant, zone).slice(0, 10)
}

/** The instant at which a day begins in a zone; where clocks skip midnight, the first instant of that day. */
export function midnightOf(day: Day, zone: Zone): Instant {
  return fromLocal(dayNumber(day) * MS_PER_DAY, zone)
}

/** The exclusive end of a printed, inclusive day: the midnight after it ("valid to 30 November" ends as December begins). */
export function endOfPrintedDay(day: Day, zone: Zone): Instant {
  return midnightOf(addDaysToDay(day, 1), zone)
}

/** The inclusive day to print for an exclusive end: the last day in which some instant still counts. */
export function printedDay(exclusiveEnd: Instant, zone: Zone): Day {
  return dayIn(addMilliseconds(exclusiveEnd, -1), zone)
}

/** The day so many calendar days later. */
export function addDaysToDay(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days)
}

/** The day so many months later, clamped to the last day of the month (31 January + 1 month = 28 or 29 February). */
export function addMonthsToDay(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day)
  const total = year * 12 + (month - 1) + months
  const targetYear = Math.floor(total / 12)
  const targetMonth = total - targetYear * 12
  const lastDate = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate()
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(date, lastDate))).toISOString().slice(0, 10)
}

/** The same local time so many calendar days later in a zone; the first instant of a day gives the first of that day. */
export function addDays(instant: Instant, days: number, zone: Zone): Instant {
  const local = localMilliseconds(instant, zone)
  if (beginsLate(instant, local, zone)) return midnightOf(addDaysToDay(dayIn(instant, zone), days), zone)
  return fromLocal(local + days * MS_PER_DAY, zone)
}

/** The same local time so many months later in a zone, the day clamped to the month's last; first instants as in addDays. */
export function addMonths(instant: Instant, months: number, zone: Zone): Instant {
  const local = localText(instant, zone)
  if (beginsLate(instant, Date.parse(local), zone))
    return midnightOf(addMonthsToDay(local.slice(0, 10), months), zone)
  return fromLocal(Date.parse(`${addMonthsToDay(local.slice(0, 10), months)}${local.slice(10)}`), zone)
}

/** Whole calendar days from the day of one instant to the day of another in a zone. */
export function daysBetween(from: Instant, to: Instant, zone: Zone): number {
  return dayNumber(dayIn(to, zone)) - dayNumber(dayIn(from, zone))
}

/** The first instant that lies more than `days` calendar days after an instant: the midnight that opens day `days + 1`. */
export function firstInstantPast(instant: Instant, days: number, zone: Zone): Instant {
  const localDay = Math.floor(localMilliseconds(instant, zone) / MS_PER_DAY)
  return fromLocal((localDay + days + 1) * MS_PER_DAY, zone)
}

/** Whether an instant begins a day on which clocks skip midnight, so that its local time is not 00:00. */
function beginsLate(instant: Instant, local: number, zone: Zone): boolean {
  return local % MS_PER_DAY !== 0 && midnightOf(dayIn(instant, zone), zone) === instant
}

function partsOf(day: Day): [number, number, number] {
  const match = DAY.exec(day)
  if (match === null) throw new RangeError(`Not a day: ${day}`)
  return [Number(match[1]), Number(match[2]), Number(match[3])]
}

function dayNumber(day: Day): number {
  const [year, month, date] = partsOf(day)
  return Math.floor(Date.UTC(year, month - 1, date) / MS_PER_DAY)
}

function dayFromNumber(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Local wall time written as if it were UTC, for arithmetic on the calendar. */
function localMilliseconds(instant: Instant, zone: Zone): number {
  const milliseconds = Date.parse(instant)
  return milliseconds + offsetAt(milliseconds, zone)
}

function localText(instant: Instant, zone: Zone): string {
  return new Date(localMilliseconds(instant, zone)).toISOString()
}

/** From local wall time to an instant. A time that clocks skip becomes the same span after the skip; one that occurs twice, the first. */
function fromLocal(local: number, zone: Zone): Instant {
  const before = local - offsetAt(local - MS_PER_DAY, zone)
  if (before + offsetAt(before, zone) === local) return new Date(before).toISOString()
  const after = local - offsetAt(local + MS_PER_DAY, zone)
  if (after + offsetAt(after, zone) === local) return new Date(after).toISOString()
  return new Date(before).toISOString()
}

type ZoneClock = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> }
const clocks = new Map<Zone, ZoneClock>()
const OFFSETS_KEPT = 20_000

/** Offset of a zone in milliseconds. Kept per quarter of an hour, since asking Intl costs more than a whole decision may. */
function offsetAt(milliseconds: number, zone: Zone): number {
  if (zone === 'UTC') return 0
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = { format: zoneFormat(zone), offsets: new Map() }
    clocks.set(zone, clock)
  }
  const quarter = Math.floor(milliseconds / MS_PER_QUARTER)
  const kept = clock.offsets.get(quarter)
  if (kept !== undefined) return kept

  const instant = quarter * MS_PER_QUARTER
  const field: Record<string, number> = {}
  for (const part of clock.format.formatToParts(instant)) field[part.type] = Number(part.value)
  const local = Date.UTC(
    field.year ?? 0,
    (field.month ?? 1) - 1,
    field.day ?? 1,
    field.hour ?? 0,
    field.minute ?? 0,
    field.second ?? 0,
  )
  if (clock.offsets.size >= OFFSETS_KEPT) clock.offsets.clear()
  clock.offsets.set(quarter, local - instant)
  return local - instant
}

function zoneFormat(zone: Zone): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}
