import {
  addDays,
  addDaysToDay,
  addMonths,
  type Day,
  dayIn,
  endOfPrintedDay,
  type Instant,
  isDay,
  midnightOf,
  type Zone,
} from '../shared/instants.ts'
import type { CredentialType } from './credential.ts'
import { dateBoundaries, type StatusType } from './derived-status.ts'

/** The fields of a row of earlier certificates, as somebody typed them. */
export type ImportField =
  | 'staffCode'
  | 'typeCode'
  | 'validFrom'
  | 'lastDay'
  | 'oldNumber'
  | 'evidence'
  | 'reason'

/** What stood in the cells of a row; empty where there was none. */
export type RowText = Readonly<Record<ImportField, string>>

/** What is wrong with a row by itself, whoever it is about; each code belongs to one field. */
export type RowFault =
  | { readonly code: 'STAFF_MISSING' | 'TYPE_MISSING' | 'FROM_MISSING' }
  | { readonly code: 'FROM_NOT_A_DAY' | 'UNTIL_NOT_A_DAY' | 'EVIDENCE_UNKNOWN'; readonly text: string }
  | { readonly code: 'UNTIL_BEFORE_FROM' }
  | { readonly code: 'OLD_NUMBER_TOO_LONG' | 'REASON_TOO_LONG' }

/** A row that says what it must. `lastDay` is inclusive; null: by the type's validity. */
export type ImportRow = {
  readonly staffCode: string
  readonly typeCode: string
  readonly validFrom: Day
  readonly lastDay: Day | null
  readonly oldNumber: string | null
  /** Whether the row says that an invigilator watched. */
  readonly isProctored: boolean
  readonly reason: string | null
}

const longestOldNumber = 80
const longestReason = 500

/** Reads one row of earlier certificates: every fault of it, or what it says. Codes lose their spaces and are in upper case. */
export function readImportRow(
  text: RowText,
):
  | { readonly ok: true; readonly row: ImportRow }
  | { readonly ok: false; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = []
  const staffCode = codeFrom(text.staffCode)
  const typeCode = codeFrom(text.typeCode)
  const validFrom = dayFrom(text.validFrom)
  const lastDay = dayFrom(text.lastDay)
  const isProctored = proctoredFrom(text.evidence)
  const [oldNumber, reason] = [text.oldNumber.trim(), text.reason.trim()]
  const isEmpty = (field: ImportField) => text[field].trim() === ''
  if (staffCode === '') faults.push({ code: 'STAFF_MISSING' })
  if (typeCode === '') faults.push({ code: 'TYPE_MISSING' })
  if (isEmpty('validFrom')) faults.push({ code: 'FROM_MISSING' })
  else if (validFrom === null) faults.push({ code: 'FROM_NOT_A_DAY', text: short(text.validFrom) })
  if (!isEmpty('lastDay') && lastDay === null)
    faults.push({ code: 'UNTIL_NOT_A_DAY', text: short(text.lastDay) })
  if (validFrom !== null && lastDay !== null && lastDay < validFrom)
    faults.push({ code: 'UNTIL_BEFORE_FROM' })
  if (isProctored === null) faults.push({ code: 'EVIDENCE_UNKNOWN', text: short(text.evidence) })
  if (oldNumber.length > longestOldNumber) faults.push({ code: 'OLD_NUMBER_TOO_LONG' })
  if (reason.length > longestReason) faults.push({ code: 'REASON_TOO_LONG' })
  if (faults.length > 0 || validFrom === null || isProctored === null) return { ok: false, faults }
  return {
    ok: true,
    row: {
      staffCode,
      typeCode,
      validFrom,
      lastDay,
      oldNumber: oldNumber || null,
      isProctored,
      reason: reason || null,
    },
  }
}

/** A staff code or a type's code as it is stored, however wide its characters were typed. */
export function codeFrom(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
}

/** Day 60 of spreadsheets is a 29 February 1900 that never was; days after it count from here. */
const spreadsheetEpoch: Day = '1899-12-30'
/** From 1954 to 2119, so that a year or a staff code is no day. */
const [firstSerial, lastSerial] = [20_000, 80_000]

/** Nobody means a day beyond these. */
const [earliestDay, latestDay]: readonly [Day, Day] = ['1950-01-01', '2199-12-31']

const writtenDay = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/,
]

/**
 * The day that a cell names: `2026-11-01`, `2026/11/1`, `2026.11.1`, `2026年11月1日`, or the number by which spreadsheets count days. Null for everything
 * else, also for days that do not exist, and for an order of day and month that could be meant either way.
 */
export function dayFrom(text: string): Day | null {
  const plain = text.normalize('NFKC').trim()
  for (const form of writtenDay) {
    const [, year, month = '', date = ''] = form.exec(plain.replace(/\s*([年月日号])\s*/g, '$1')) ?? []
    if (year === undefined) continue
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    return isDay(day) && day >= earliestDay && day <= latestDay ? day : null
  }
  if (!/^\d{5}(?:\.0+)?$/.test(plain)) return null
  const serial = Number(plain)
  return serial >= firstSerial && serial <= lastSerial ? addDaysToDay(spreadsheetEpoch, serial) : null
}

/** Whether a cell says that an invigilator watched; an empty one says no, null is said for a word that is neither. */
function proctoredFrom(text: string): boolean | null {
  const plain = text.normalize('NFKC').trim()
  if (/^(?:proctored|yes|y|1|是|有|监考|有监考|√)$/i.test(plain)) return true
  return /^(?:|unproctored|no|n|0|否|无|无监考|×)$/i.test(plain) ? false : null
}

function short(text: string): string {
  return text.trim().slice(0, 40)
}

/** Why the period of an earlier certificate is not taken over. */
export type PeriodFault =
  /** Earlier certificates have begun: what is to begin is issued, and not taken over. */
  | 'FROM_IN_FUTURE'
  /** Neither the row nor the type says when it ends. */
  | 'NO_END'
  /** Longer than the type ever gives. */
  | 'TOO_LONG'
  /** Over, with its graces: nothing of it counts or can be renewed. */
  | 'ENDED'

/**
 * The period of an earlier certificate in the issuer's zone: from its first day, to the end of its last one or as long as the type is valid. `validUntil` is exclusive.
 * A renewal decided as its window opens lasts longest: the validity and the days of the window.
 */
export function periodOfImport(
  { validFrom: firstDay, lastDay }: Pick<ImportRow, 'validFrom' | 'lastDay'>,
  type: StatusType & Pick<CredentialType, 'validityMonths'>,
  at: Instant,
  zone: Zone,
):
  | { readonly ok: true; readonly validFrom: Instant; readonly validUntil: Instant }
  | { readonly ok: false; readonly fault: PeriodFault } {
  const { validityMonths, windowDays } = type
  if (firstDay > dayIn(at, zone)) return { ok: false, fault: 'FROM_IN_FUTURE' }
  const validFrom = midnightOf(firstDay, zone)
  if (lastDay === null && validityMonths === null) return { ok: false, fault: 'NO_END' }
  const validUntil =
    lastDay === null ? addMonths(validFrom, validityMonths ?? 0, zone) : endOfPrintedDay(lastDay, zone)
  if (
    validityMonths !== null &&
    validUntil > addDays(addMonths(validFrom, validityMonths, zone), windowDays, zone)
  )
    return { ok: false, fault: 'TOO_LONG' }
  const { adminGraceEndsAt } = dateBoundaries(type, { from: validFrom, until: validUntil }, zone)
  if (adminGraceEndsAt !== null && at >= adminGraceEndsAt) return { ok: false, fault: 'ENDED' }
  return { ok: true, validFrom, validUntil }
}
