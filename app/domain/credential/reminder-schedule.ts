import {
  addDaysToDay,
  type Day,
  dayIn,
  daysBetween,
  type Instant,
  printedDay,
  type Zone,
} from '../shared/instants.ts'
import type { CredentialType } from './credential.ts'
import type { CredentialStatus, StatusReading } from './derived-status.ts'

/** Days before the last day on which somebody is reminded (gate 6.10); 0 is the last day itself. After it once a week until the graces are over. */
export const daysBeforeEnd = [90, 60, 30, 14, 7, 1, 0] as const

const week = 7

type RemindedType = Pick<CredentialType, 'workingGraceDays' | 'adminGraceDays'>
type Period = { readonly validFrom: Instant; readonly validUntil: Instant | null }

/**
 * The days on which the holder of a credential is reminded, as days from its last day, negative before it: the days before the end, then each week of the
 * graces, then the first day on which it has lapsed. None for a type that never ends.
 */
export function reminderStepsOf({ workingGraceDays, adminGraceDays }: RemindedType): readonly number[] {
  const grace = Math.max(workingGraceDays, adminGraceDays)
  const weeks = Array.from({ length: Math.floor(grace / week) }, (_, place) => (place + 1) * week)
  return [...daysBeforeEnd.map((days) => 0 - days), ...weeks, grace + 1]
}

/**
 * The newest step of a credential among some days in a row of the issuer's zone, or null. Several steps that lie in them are one: after a standstill nobody is told
 * twice. On its first day, or before it, nobody is reminded of the end.
 */
export function newestStep(
  type: RemindedType,
  { validFrom, validUntil }: Period,
  days: { readonly from: Day; readonly to: Day },
  zone: Zone,
): number | null {
  if (validUntil === null) return null
  const lastDay = printedDay(validUntil, zone)
  const firstDay = dayIn(validFrom, zone)
  const due = reminderStepsOf(type).filter((step) => {
    const day = addDaysToDay(lastDay, step)
    return day > firstDay && day >= days.from && day <= days.to
  })
  return due.at(-1) ?? null
}

/** What a reminder says of a credential: the state that its dates give it, whatever else is the case. */
export type ReminderState =
  | 'before-window'
  | 'window'
  | 'last-day'
  | 'working-grace'
  | 'admin-grace'
  | 'lapsed'

const over: readonly CredentialStatus[] = ['REVOKED', 'WITHDRAWN', 'SUPERSEDED', 'NOT_YET_VALID']

/** The state to remind of at an instant; null where there is nothing to renew. */
export function reminderStateAt(reading: StatusReading, at: Instant, zone: Zone): ReminderState | null {
  if (reading.validUntil === null || over.includes(reading.status)) return null
  switch (reading.dateStatus) {
    case 'ACTIVE':
    case 'RENEWAL_WINDOW':
      if (daysBetween(at, reading.validUntil, zone) <= 1) return 'last-day'
      return reading.dateStatus === 'ACTIVE' ? 'before-window' : 'window'
    case 'WORKING_GRACE':
      return 'working-grace'
    case 'ADMIN_GRACE':
      return 'admin-grace'
    case 'LAPSED':
      return 'lapsed'
    default:
      return null
  }
}
