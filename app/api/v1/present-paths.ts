import type { GatePaths } from '#app/features/gate/index.server.ts'

/** What opens a denied door, in the words of the machine interface. */
export function presentPaths({ people, supervisor, ways }: GatePaths) {
  return { people, supervised: supervisor && { supervisor }, person: ways }
}
