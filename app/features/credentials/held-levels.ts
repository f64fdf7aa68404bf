import type { HeldCredential } from './find-credentials.server.ts'

/** The level somebody holds in a category, and the credentials that carry it; level 0 and none where nothing does. */
export type HeldLevel = { readonly level: number; readonly carriers: readonly HeldCredential[] }

/** The highest level that somebody's credentials grant in a category of a brand as they were read. A composite grants nothing of its own. */
export function heldLevelOf(
  held: readonly HeldCredential[],
  brandCode: string,
  categoryCode: string,
): HeldLevel {
  const granting = held.flatMap((one) => {
    if (one.type.kind === 'COMPOSITE' || one.type.brand.code !== brandCode || !one.reading.grantsWork)
      return []
    const levels = one.reading.scope.grants
      .filter(({ category }) => category === categoryCode)
      .map(({ level }) => level)
    return levels.length > 0 ? [{ one, level: Math.max(...levels) }] : []
  })
  const level = Math.max(0, ...granting.map((grant) => grant.level))
  return { level, carriers: granting.filter((grant) => grant.level === level).map(({ one }) => one) }
}
