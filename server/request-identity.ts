import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { compile as compileTrust } from '@fastify/proxy-addr'
import { ulid } from 'ulid'

const acceptable = /^[\w.:-]{8,128}$/

/**
 * Gives every request an id. One that a trusted proxy already gave is kept, so that both logs speak of the same request; anybody
 * else's is ignored.
 */
export function requestIds(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = trustedProxies.length > 0 ? compileTrust([...trustedProxies]) : () => false
  return (request) => {
    const given = request.headers['x-request-id']
    const peer = request.socket.remoteAddress ?? ''
    return typeof given === 'string' && acceptable.test(given) && isTrusted(peer, 0) ? given : ulid()
  }
}

/** Whether a socket's address is this machine itself. */
export function isLoopback(address: string | undefined): boolean {
  if (!address) return false
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}

/** Whether a request came from a program on this machine, and not through a proxy that runs here. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  return isLoopback(request.socket.remoteAddress) && request.headers['x-forwarded-for'] === undefined
}
