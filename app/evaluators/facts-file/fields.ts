import { z } from 'zod'
import { isDay, toInstant } from '#app/domain/shared/instants.ts'

/** Where a file does not say since when something holds or is known: before anything the gate is asked about. */
export const always = '1900-01-01T00:00:00.000Z'

/** An instant as people write it, with the offset of its place, brought into the one form the rules compare. */
export const instant = z
  .string()
  .transform((text, context) => {
    try {
      return toInstant(text)
    } catch {
      context.issues.push({ code: 'custom', input: text, message: wrongInstant(text) })
      return z.NEVER
    }
  })
  .meta({
    description: 'ISO 8601 with an offset, such as 2026-11-24T09:00:00+08:00 or 2026-11-24T01:00:00Z.',
    format: 'date-time',
  })

function wrongInstant(text: string): string {
  const hint = 'write an instant with its offset, such as 2026-12-01T00:00:00+08:00'
  return isDay(text)
    ? `"${text}" is a day; ${hint} (what is printed "valid to" a day ends at the midnight after it)`
    : `"${text}" is no instant; ${hint}`
}

export const zone = z
  .string()
  .refine(isZone, { error: (issue) => `"${issue.input}" is no time zone; write one such as Asia/Shanghai` })
  .meta({ description: 'An IANA time zone, in which days are counted, such as Asia/Shanghai.' })

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const code = z.string().min(1)
export const codeOrNull = code.nullable().default(null)
export const codes = z.array(code).default([])
export const flag = z.boolean().default(false)
export const level = z.int().min(0).max(99)
export const count = z.int().min(0)
export const cents = z.int().min(0).meta({ description: 'In cents.' })
export const countOrNull = count.nullable().default(null)
export const instantOrNull = instant.nullable().default(null)

/** When it became known, and under which name its versions belong together. */
export const recorded = {
  recordedAt: instant.default(always).meta({
    description: 'When it became known; a fact recorded after asOf is not seen. Absent: known ever since.',
  }),
  factId: code.optional().meta({
    description:
      'Versions of one fact carry the same factId; the one recorded last, and known by asOf, counts.',
  }),
}

/** In force in `[from, until)`. */
export const dated = {
  ...recorded,
  from: instant.default(always).meta({ description: 'First instant at which it holds. Absent: ever since.' }),
  until: instantOrNull.meta({
    description:
      'Exclusive end. Absent or null: without end. What is printed "to 30 November" ends as December begins.',
  }),
}

export const rung = z.strictObject({ category: code, level })
export const categoryRef = z.strictObject({ brand: code, category: code })

/** A record of the file: unknown fields are refused with those that there are, since a typo would silently loosen or tighten a rule. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}; fields here are ${known}`
        : undefined,
  })
}

/** A list that may be left out. */
export function list<Row extends z.ZodType>(row: Row) {
  return z.array(row).default([])
}
