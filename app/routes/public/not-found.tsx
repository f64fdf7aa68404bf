import { forAnyone } from '#app/access.server.ts'

/** Every address that nothing else answers. */
export const loader = forAnyone(nothing)

export const action = forAnyone(nothing)

async function nothing(): Promise<never> {
  throw new Response(null, { status: 404 })
}

/** Never shown: with a page to its name the address answers with the designed page for 404, not with an empty body. */
export default function NotFound() {
  return null
}
