import { parseArgs } from 'node:util'
import type { Look } from '#tests/support/pages-looked-at.ts'

/** What to draw: looks, and parts of the names of visitors and pages; no part given means all. */
export type ScreenshotOptions = {
  readonly roles: readonly string[]
  readonly pages: readonly string[]
  readonly looks: readonly Look[]
}

const widths = ['360', '1280'] as const
const themes = ['light', 'dark'] as const
const languages = ['en', 'zh-CN'] as const

const several = { type: 'string', multiple: true } as const

/** Reads the command line. Each option may be given several times; throws with a sentence where it is not understood. */
export function readScreenshotOptions(args: readonly string[]): ScreenshotOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { role: several, page: several, width: several, theme: several, language: several },
  })
  const looks = chosen('width', widths, values.width).flatMap((width) =>
    chosen('theme', themes, values.theme).flatMap((theme) =>
      chosen('language', languages, values.language).map((language) => ({
        width: Number(width) as Look['width'],
        theme,
        language,
      })),
    ),
  )
  return { roles: values.role ?? [], pages: values.page ?? [], looks }
}

/** Whether a name is meant: it is one of those given or begins with one and a hyphen, as `engineer-E-1001` does with `engineer`. */
export function isMeant(name: string, given: readonly string[]): boolean {
  return given.length === 0 || given.some((one) => name === one || name.startsWith(`${one}-`))
}

function chosen<Value extends string>(
  option: string,
  known: readonly Value[],
  given: readonly string[] = known,
): Value[] {
  const unknown = given.filter((one) => !known.some((value) => value === one))
  if (unknown.length > 0)
    throw new Error(`--${option} ${unknown.join(', ')} is not known; it is one of ${known.join(', ')}.`)
  return known.filter((value) => given.includes(value))
}
