import type { CredentialPath, Ladders, LadderView } from '../read-ladders.server.ts'

/** A way that the page shows in full, with the rung it leads to where it is one. */
export type ShownPath = { path: CredentialPath; ladder: LadderView | null; isRenewal: boolean }

/**
 * The ways shown in full: every one that the person is enrolled for, or else one: what is to be renewed, then the open rung with the fewest hours
 * left. The first of them carries the page's primary action.
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
  const open = rungs.filter(({ path }) => path.isOpen && path.mayEnrol)
  const [best] = open.toSorted(
    (a, b) => Number(b.isRenewal) - Number(a.isRenewal) || a.path.hours - b.path.hours,
  )
  const chosen = best ?? rungs[0]
  return chosen ? [chosen] : []
}
