/** How long others may keep a document of public keys: a rotation is seen by everybody after so many seconds. */
const keptSeconds = 300

/**
 * Answers with a JSON document that any program may read, from any site, and keep for a while; without one, 404. Such documents say nothing of who asks.
 */
export function publicDocument(document: object | null, type = 'application/json'): Response {
  if (!document) throw new Response(null, { status: 404 })
  return new Response(JSON.stringify(document), {
    headers: {
      'content-type': type,
      'cache-control': `public, max-age=${keptSeconds}`,
      'access-control-allow-origin': '*',
    },
  })
}
