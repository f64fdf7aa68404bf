import type { Role } from '#app/features/identity/actor.ts'
import { paths } from '#app/paths.ts'

/** The page on which a person with these roles starts: the one they come for. */
export function landingOf(roles: readonly Role[]): string {
  if (roles.includes('engineer')) return paths.ladder()
  if (roles.includes('dispatcher')) return paths.check()
  if (roles.includes('certification-officer')) return paths.decisions()
  if (roles.includes('provider-manager')) return paths.team()
  if (roles.includes('assessor')) return paths.station()
  if (roles.includes('invigilator')) return paths.invigilate()
  return paths.desk()
}
