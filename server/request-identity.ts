import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { idFactory } from '#app/new-id.server.ts'

/** Says of an address whether it is one of our proxies. */
export type Trust = (address: string) => boolean

/** Builds the test for a list of addresses and networks (`10.0.0.0/8`, `::1`), checked by the configuration. */
export function trustIn(proxies: readonly string[]): Trust {
  const list = new BlockList()
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return (given) => {
    const address = plainAddress(given)
    return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
}

const nextId = idFactory()

const acceptable = /^[\w.:-]{8,128}$/

/**
 * Gives every request an id. One that a trusted proxy already gave is kept, so that both logs speak of the same request; anybody
 * else's is ignored.
 */
export function requestIds(isTrusted: Trust): (request: IncomingMessage) => string {
  return (request) => {
    const given = request.headers['x-request-id']
    return typeof given === 'string' &&
      acceptable.test(given) &&
      isTrusted(request.socket.remoteAddress ?? '')
      ? given
      : nextId()
  }
}

/** Whether a request came from a program on this machine, and not through a proxy that runs here. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const address = plainAddress(request.socket.remoteAddress ?? '')
  const isLoopback = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
  return isLoopback && request.headers['x-forwarded-for'] === undefined
}

/** An IPv4 address as it is written in IPv4, however the socket reports it. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address
}
