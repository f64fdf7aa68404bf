import type { CredentialPath, Ladders, LadderView } from '../read-ladders.server.ts'

/** A way that the page shows in full, with the rung it leads to where it is one. */
export type ShownPath = { path: CredentialPath; ladder: LadderView | null; isRenewal: boolean }

/**
 * The ways shown in full: every one that the person is enrolled for, or else one: what is to be renewed, then an open rung, one of a ladder that is
 * begun before others, the one with the fewest hours left. The first of them carries the page's primary action.
 */
export function choosePaths({ ladders, composites, endorsements }: Ladders): readonly ShownPath[] {
  const rungs = ladders.flatMap((ladder): ShownPath[] => [
    ...(ladder.renewal ? [{ path: ladder.renewal, ladder, isRenewal: true }] : []),
    ...(ladder.next ? [{ path: ladder.next, ladder, isRenewal: false }] : []),
  ])
  const others = [...composites, ...endorsements].map(
    ({ path }): ShownPath => ({ path, ladder: null, isRenewal: false }),
  )
  const enrolled = [...rungs, ...others].filter(({ path }) => path.enrolment !== null)
  if (enrolled.length > 0) return enrolled
  const [chosen] = rungs.toSorted(
    (a, b) =>
      Number(b.isRenewal) - Number(a.isRenewal) ||
      Number(b.path.isOpen) - Number(a.path.isOpen) ||
      Number(isBegun(b)) - Number(isBegun(a)) ||
      a.path.hours - b.path.hours,
  )
  return chosen ? [chosen] : []
}

function isBegun({ ladder }: ShownPath): boolean {
  return ladder !== null && ladder.held > 0
}
