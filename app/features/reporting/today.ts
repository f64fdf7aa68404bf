import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import type { HeldLevel } from './held-level.ts'
import type { LicenceState } from './licence-state.ts'

/** Why somebody may do nothing today. */
export type StopReason = 'account' | 'identity' | 'suspended' | 'outlet' | 'ended' | 'no-level'

/** One thing to say about somebody's day. `stopped` and `works` stand alone. */
export type Today =
  | { readonly kind: 'works' }
  | { readonly kind: 'stopped'; readonly why: StopReason }
  | { readonly kind: 'supervised'; readonly typeCode: string; readonly supervisor: string }
  | { readonly kind: 'licence'; readonly licence: string; readonly state: LicenceState }
  | { readonly kind: 'renew'; readonly typeCode: string; readonly until: string }

export type TodayQuestion = {
  readonly isAccountOpen: boolean
  readonly isIdentityVerified: boolean
  readonly levels: readonly HeldLevel[]
  /** The highest level at which one of the person's outlets may work in a category; 0 for none. */
  readonly openLevel: (categoryId: string) => number
  readonly licences: readonly { readonly typeCode: string; readonly state: LicenceState }[]
  readonly hasSafetyTheory: boolean
  /** A supervisor at the person's outlet who holds at least this level there and may work. */
  readonly supervisorFor: (categoryId: string, level: number) => string | null
}

/**
 * What somebody may do today, the gravest thing first. May work: account open and identity verified, and on one ladder a level in effect at which
 * an outlet of theirs may work. The gate decides each job; this says whether there is any job that it could allow.
 */
export function readToday(question: TodayQuestion): {
  readonly mayWork: boolean
  readonly says: readonly Today[]
} {
  const { levels, openLevel } = question
  if (!question.isAccountOpen) return stopped('account')
  if (!question.isIdentityVerified) return stopped('identity')

  const supervised = levels.flatMap((level): Today[] => supervisedOn(level, question))
  const effective = levels.filter(({ level }) => level > 0)
  const mayWork = effective.some(({ categoryId }) => openLevel(categoryId) > 0)
  if (!mayWork) {
    if (supervised.length > 0) return { mayWork: false, says: supervised }
    if (effective.length > 0) return stopped('outlet')
    if (levels.some(({ state }) => state === 'suspended')) return stopped('suspended')
    return stopped(levels.some(({ state }) => state === 'ended') ? 'ended' : 'no-level')
  }
  const says: Today[] = [
    ...question.licences.flatMap(({ typeCode, state }): Today[] =>
      state === 'valid' || state === 'not-yet' ? [] : [{ kind: 'licence', licence: typeCode, state }],
    ),
    ...levels.flatMap(({ state, typeCode, until }): Today[] =>
      (state === 'expiring' || state === 'grace') && typeCode !== null && until !== null
        ? [{ kind: 'renew', typeCode, until }]
        : [],
    ),
    ...supervised,
  ]
  return { mayWork, says: says.length > 0 ? says : [{ kind: 'works' }] }
}

function stopped(why: StopReason) {
  return { mayWork: false, says: [{ kind: 'stopped', why }] as const }
}

/** The gate's exception for trainees: on the way to a rung in reach, safety theory passed, somebody at the outlet who may supervise. */
function supervisedOn({ categoryId, level, learning }: HeldLevel, question: TodayQuestion): Today[] {
  if (learning === null || !question.hasSafetyTheory || learning.level <= level) return []
  if (learning.level - level > defaultGatePolicy.supervision.maxLevelGap) return []
  if (question.openLevel(categoryId) < learning.level) return []
  const supervisor = question.supervisorFor(categoryId, learning.level)
  return supervisor === null ? [] : [{ kind: 'supervised', typeCode: learning.typeCode, supervisor }]
}
