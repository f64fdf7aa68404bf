import { deriveStatus, type StatusCause } from '#app/domain/credential/derived-status.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { dayIn, printedDay, type Zone } from '#app/domain/shared/instants.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { type CommandOutput, readInput } from './read-input.server.ts'
import { statusFile } from './status-file.ts'

const usage = 'Usage: npm run credential:status -- FILE.json, by docs/api/credential-status.schema.json'

/** Before anything is known of an issue there is no status; the answer says so and grants nothing. */
const notIssued = {
  status: null,
  grantsWork: false,
  since: null,
  until: null,
  why: { rule: 'NOT_ISSUED', params: {} },
}

/**
 * `npm run credential:status -- FILE.json`: the derived status of a credential told by its events, from the pure function of
 * the product. Prints one JSON object. Returns the exit code: 0 derived, 2 wrong use, with every fault of the file on a line
 * of its own.
 */
export async function deriveStatusFile(args: readonly string[], output: CommandOutput): Promise<0 | 2> {
  const read = await readInput(args, statusFile, usage)
  if (!read.ok) {
    for (const fault of read.faults) output.err(fault)
    return 2
  }
  const reading = deriveStatus(read.input) ?? notIssued
  const { status, grantsWork, since, until, why, ...rest } = reading
  const text = { en: causeText(why, read.input.zone, 'en'), zh: causeText(why, read.input.zone, 'zh-CN') }
  output.out(JSON.stringify({ status, grantsWork, since, until, why: { ...why, text }, ...rest }, null, 2))
  return 0
}

/** Ends are exclusive and are printed as the last day on which something held. */
const ends: ReadonlySet<string> = new Set(['validUntil', 'graceUntil', 'to'])
const begins: ReadonlySet<string> = new Set(['validFrom', 'at', 'from', 'since'])

/** Why a status is what it is, in words, with days in the zone of the issuer. */
function causeText({ rule, params }: StatusCause, zone: Zone, language: Language): string {
  const t = i18nFor(language).getFixedT(null, 'credentials')
  const shown: Record<string, string | number> = { ...params }
  for (const [key, value] of Object.entries(params)) {
    if (value === '') shown[key] = t('why.withoutEnd')
    else if (ends.has(key)) shown[key] = printedDay(String(value), zone)
    else if (begins.has(key)) shown[key] = dayIn(String(value), zone)
  }
  return t(`why.${rule}` as 'why.NOT_ISSUED', shown as Record<never, string>)
}
