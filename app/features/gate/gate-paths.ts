import type { Decision } from '#app/domain/gate/gate-decision.ts'
import type { Way } from '#app/features/credentials/index.server.ts'

/** What opens a denied door, in the order a dispatcher tries it. */
export type GatePaths = {
  /** Others of the same outlet who may do it, the plainest yes first. */
  people: readonly { code: string; name: string; decision: Decision }[]
  /** A colleague under whose supervision the engineer may do it. */
  supervisor: { code: string; name: string } | null
  /** The ways for the engineer to earn what is missing. */
  ways: readonly Way[]
}

/** Nothing has to be opened, or nobody asked how. */
export const noPaths: GatePaths = { people: [], supervisor: null, ways: [] }
