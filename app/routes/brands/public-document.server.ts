/** How long others may keep a document of public keys: a rotation is seen by everybody after so many seconds. */
const keysKeptSeconds = 300

/**
 * Answers with a JSON document that any program may read, from any site, and keep for a while; without one, 404. Such documents say nothing of who asks.
 */
export function publicDocument(document: object | null, type = 'application/json'): Response {
  return publicText(document && JSON.stringify(document), { type, keptSeconds: keysKeptSeconds })
}

/** The same for a document that is text or bytes already. */
export function publicText(
  body: string | Uint8Array | null,
  { type, keptSeconds }: { type: string; keptSeconds: number },
): Response {
  if (body === null) throw new Response(null, { status: 404 })
  return new Response(body as BodyInit, {
    headers: {
      'content-type': type,
      'cache-control': `public, max-age=${keptSeconds}`,
      'access-control-allow-origin': '*',
    },
  })
}
