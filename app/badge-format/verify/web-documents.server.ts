import { lookup as lookUp } from 'node:dns'
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { FindDocument } from './did.server.ts'
import { CheckFailure } from './verdict.ts'

const mostBytes = 2 * 1024 * 1024
const patienceMs = 10_000
const mostRedirects = 3

/** Addresses that are nobody's on the internet: what a badge says must not make this machine ask its neighbours. */
const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

/**
 * Fetches a document over HTTPS: two megabytes, ten seconds and three redirects at most, and never from an address inside a private network. Plain HTTP and this
 * machine are allowed for `localhost` alone, where a demonstration runs. Answers with JSON, or with the text of a JWT.
 */
export const fetchDocument: FindDocument = async (url) => {
  let address = url
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const answer = await fetchOnce(address)
    if ('text' in answer) return documentOf(answer.text, address)
    address = new URL(answer.redirect, address).href
  }
  throw new CheckFailure('not-found', `${url} leads from one address to the next`)
}

function documentOf(text: string, url: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    if (/^[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(text)) return text
    throw new CheckFailure('unreadable', `${url} is no JSON`)
  }
}

function fetchOnce(url: string): Promise<{ text: string } | { redirect: string }> {
  const { protocol, hostname } = readAddress(url)
  const isHere = isThisMachine(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere))
    throw new CheckFailure('not-https', `${url} is not fetched: only https is`)
  if (!isHere && isIP(hostname.replace(/^\[|\]$/g, '')) > 0 && isInner(hostname.replace(/^\[|\]$/g, '')))
    throw new CheckFailure('private-address', `${url} is inside a private network`)
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) => reject(new CheckFailure(code, message))
    const get = protocol === 'https:' ? getHttps : getHttp
    const request = get(
      url,
      {
        headers: { accept: 'application/json, application/ld+json, application/jwt, */*;q=0.1' },
        lookup: isHere ? undefined : lookUpOutside,
        signal: AbortSignal.timeout(patienceMs),
      },
      (response) => {
        const { statusCode = 0, headers } = response
        if (statusCode >= 300 && statusCode < 400 && headers.location) {
          response.destroy()
          resolve({ redirect: headers.location })
          return
        }
        if (statusCode !== 200) {
          response.destroy()
          fail('not-found', `${url} answered ${statusCode}`)
          return
        }
        const pieces: Buffer[] = []
        let size = 0
        response.on('data', (piece: Buffer) => {
          size += piece.length
          pieces.push(piece)
          if (size > mostBytes) {
            response.destroy()
            fail('too-large', `${url} is larger than a document is`)
          }
        })
        response.on('end', () => resolve({ text: Buffer.concat(pieces).toString('utf8').trim() }))
        response.on('error', (failure) => fail('not-found', `${url} broke off: ${failure.message}`))
      },
    )
    request.on('error', (failure) =>
      reject(
        failure instanceof CheckFailure
          ? failure
          : new CheckFailure('not-found', `${url} cannot be fetched: ${failure.message}`),
      ),
    )
  })
}

function readAddress(url: string): URL {
  if (!URL.canParse(url)) throw new CheckFailure('not-found', `${url} is no address`)
  return new URL(url)
}

/** Looks a name up and refuses it where any of its addresses is inside a private network; what was looked up is what is asked. */
const lookUpOutside: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (failure, addresses) => {
    const found = addresses ?? []
    const isPrivate = found.some(({ address }) => isInner(address))
    const error = isPrivate
      ? new CheckFailure('private-address', `${hostname} is inside a private network`)
      : failure
    if (error || options.all) callback(error, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family)
  })
}

/** Whether an address is inside a private network, or this machine. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return inner.check(mapped, 'ipv4')
  return inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1'
}
