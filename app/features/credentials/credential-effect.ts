import type { HeldCredential } from './find-credentials.server.ts'
import { heldLevelOf } from './held-levels.ts'

/** What an act changes for its person: what they could do before it takes effect and cannot after it, or the other way round. */
export type CredentialEffect = {
  /** Levels by category, only where they differ; 0 for none. */
  readonly levels: readonly { readonly category: string; readonly before: number; readonly after: number }[]
  readonly endorsementsLost: readonly string[]
  readonly endorsementsGained: readonly string[]
  /** Composites that are complete before and not after, by their type's code. */
  readonly compositesBroken: readonly string[]
}

/** Compares somebody's credentials of a brand as they would be read before and after an act. */
export function effectBetween(
  before: readonly HeldCredential[],
  after: readonly HeldCredential[],
  brandCode: string,
): CredentialEffect {
  const categories = new Set(
    [...before, ...after]
      .filter(({ type }) => type.brand.code === brandCode)
      .flatMap(({ type }) => type.rules.grants.map(({ category }) => category)),
  )
  const levels = [...categories].sort().map((category) => ({
    category,
    before: heldLevelOf(before, brandCode, category).level,
    after: heldLevelOf(after, brandCode, category).level,
  }))
  const had = endorsementsOf(before, brandCode)
  const has = endorsementsOf(after, brandCode)
  const isComplete = ({ composite }: HeldCredential) => composite?.completeness === 'COMPLETE'
  return {
    levels: levels.filter((one) => one.before !== one.after),
    endorsementsLost: [...had].filter((code) => !has.has(code)).sort(),
    endorsementsGained: [...has].filter((code) => !had.has(code)).sort(),
    compositesBroken: before
      .filter(
        (one) =>
          isComplete(one) && !after.some(({ id, ...rest }) => id === one.id && isComplete({ id, ...rest })),
      )
      .map(({ type }) => type.code),
  }
}

function endorsementsOf(held: readonly HeldCredential[], brandCode: string): ReadonlySet<string> {
  return new Set(
    held.flatMap(({ type, reading }) =>
      type.brand.code === brandCode && reading.grantsWork ? reading.scope.endorsements : [],
    ),
  )
}
