import { useRouteLoaderData } from '@remix-run/react'
import type { Role } from '#app/features/identity/actor.ts'
import type { Viewer } from '#app/root.tsx'

/** Who looks at the page; undefined only while the root loader itself has failed. */
export function useViewer(): Viewer | undefined {
  return useRouteLoaderData<Viewer>('root')
}

/** Whether the viewer has one of these roles in the organisation acted for. Shows or hides links; never protects anything. */
export function viewerHasRole(viewer: Viewer | undefined, wanted: readonly Role[]): boolean {
  return viewer?.person?.acting.roles.some((role) => wanted.includes(role)) ?? false
}
