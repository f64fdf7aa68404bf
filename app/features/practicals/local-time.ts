import { addHours, type Instant, isDay, midnightOf, type Zone } from '#app/domain/shared/instants.ts'

/** `2026-11-24T09:00` of a `datetime-local` field in a zone as an instant; empty where it is no such time. */
export function readLocalTime(text: string, zone: Zone): Instant | '' {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!match) return ''
  const [, day = '', hours, minutes] = match
  return isDay(day) ? addHours(midnightOf(day, zone), Number(hours) + Number(minutes) / 60) : ''
}
