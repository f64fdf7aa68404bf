import { createHash } from 'node:crypto'
import type { PublishedList } from '#app/features/badges/index.server.ts'

/** How long others may keep a document of public keys: a rotation is seen by everybody after so many seconds. */
const keysKeptSeconds = 300

type Asked = { readonly request: Request }

/**
 * Answers with a JSON document that any program may read, from any site, and keep for a while; without one, 404. Such documents say nothing of who asks.
 */
export function publicDocument(asked: Asked, document: object | null, type = 'application/json'): Response {
  return publicText(asked, document && JSON.stringify(document), { type, keptSeconds: keysKeptSeconds })
}

/** The same for a list of what must not be relied on, which others may keep for as long as it is fresh here, and not a second longer. `now` is an instant. */
export function publicList(asked: Asked, list: PublishedList | null, type: string, now: string): Response {
  const left = list ? Date.parse(list.freshUntil) - Date.parse(now) : 0
  return publicText(asked, list?.json ?? null, { type, keptSeconds: Math.max(0, Math.floor(left / 1000)) })
}

/** The same for a document that is text or bytes already. Who has it as it is, is told so without it (RFC 9110, 13.1.2). */
export function publicText(
  { request }: Asked,
  body: string | Uint8Array | null,
  { type, keptSeconds }: { type: string; keptSeconds: number },
): Response {
  if (body === null) throw new Response(null, { status: 404 })
  // Weak, since on its way it may be compressed.
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = {
    'cache-control': `public, max-age=${keptSeconds}`,
    'access-control-allow-origin': '*',
    etag: tag,
  }
  if (isNamed(tag, request.headers.get('if-none-match'))) return new Response(null, { status: 304, headers })
  return new Response(body as BodyInit, { headers: { 'content-type': type, ...headers } })
}

/** Whether a tag is among those that somebody has; how strong they call it does not matter here. */
function isNamed(tag: string, theirs: string | null): boolean {
  const named = (theirs ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  return named.includes('*') || named.includes(tag.replace(/^W\//, ''))
}
