import type { CredentialAct } from '#app/domain/credential/credential-act.ts'
import {
  dayIn,
  endOfPrintedDay,
  type Instant,
  isDay,
  midnightOf,
  printedDay,
} from '#app/domain/shared/instants.ts'
import type { ActName } from './act-names.ts'
import type { CredentialFile } from './read-credential-file.server.ts'

/** The fields of the form of an act, as typed. */
export type ActFields = {
  /** Calendar days in the issuer's zone; empty: from now on, without an end. The last day counts. */
  readonly from: string
  readonly until: string
  readonly liftCondition: string
  /** What remains: a level for each category, and endorsements. */
  readonly levels: Readonly<Record<string, number>>
  readonly endorsements: readonly string[]
  readonly reason: string
}

export type ActProblem = 'from' | 'until'

/** Reads the form, or the address, of an act. Where nothing was typed, what stands now remains; a correction begins with what another officer proposed. */
export function readActFields(name: ActName, data: URLSearchParams, file: CredentialFile): ActFields {
  const { reading, type } = file
  if (name === 'correct' && !data.has('from')) {
    const { validFrom, validUntil } = file.proposal?.correction ?? file
    data = new URLSearchParams(data)
    data.set('from', dayIn(validFrom, type.zone))
    data.set('until', printedDay(validUntil, type.zone))
  }
  const scope = reading?.scope ?? { grants: type.grants, endorsements: type.endorsements }
  const isTyped = scope.grants.some(({ category }) => data.has(`level.${category}`))
  const text = (name: string) => (data.get(name) ?? '').trim()
  return {
    from: text('from'),
    until: text('until'),
    liftCondition: text('liftCondition').slice(0, 500),
    levels: Object.fromEntries(
      scope.grants.map(({ category, level }) => {
        const typed = Number.parseInt(data.get(`level.${category}`) ?? '', 10)
        return [category, Number.isInteger(typed) ? typed : level]
      }),
    ),
    endorsements: isTyped
      ? scope.endorsements.filter((code) => data.getAll('keep').includes(code))
      : scope.endorsements,
    reason: data.get('reason') ?? '',
  }
}

/** The act that a form asks for at an instant, or which field is wrong. */
export function actFrom(
  name: ActName,
  fields: ActFields,
  now: Instant,
  zone: string,
): { ok: true; act: CredentialAct } | { ok: false; problem: ActProblem } {
  switch (name) {
    case 'suspend': {
      if (fields.from !== '' && !isDay(fields.from)) return { ok: false, problem: 'from' }
      if (fields.until !== '' && !isDay(fields.until)) return { ok: false, problem: 'until' }
      const midnight = fields.from === '' ? null : midnightOf(fields.from, zone)
      const until = fields.until === '' ? null : endOfPrintedDay(fields.until, zone)
      const isToday = fields.from === dayIn(now, zone)
      return { ok: true, act: { kind: 'SUSPENDED', from: isToday ? null : midnight, until } }
    }
    case 'reinstate':
      return { ok: true, act: { kind: 'SUSPENSION_LIFTED' } }
    case 'reduce':
      return {
        ok: true,
        act: {
          kind: 'SCOPE_REDUCED',
          grants: Object.entries(fields.levels)
            .filter(([, level]) => level > 0)
            .map(([category, level]) => ({ category, level })),
          endorsements: fields.endorsements,
        },
      }
    case 'revoke':
      return { ok: true, act: { kind: 'REVOKED' } }
    case 'withdraw':
      return { ok: true, act: { kind: 'WITHDRAWN' } }
    case 'correct': {
      if (!isDay(fields.from)) return { ok: false, problem: 'from' }
      if (!isDay(fields.until)) return { ok: false, problem: 'until' }
      const validFrom = midnightOf(fields.from, zone)
      return {
        ok: true,
        act: { kind: 'CORRECTED', validFrom, validUntil: endOfPrintedDay(fields.until, zone) },
      }
    }
  }
}
