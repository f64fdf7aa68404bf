import { Agent, type IncomingMessage, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Run } from './measure.ts'

export type Call = {
  readonly path: string
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** One act of one user, which may be several calls; throws where an answer is not what it must be. */
export type Journey = (call: (what: Call) => Promise<Answer>) => Promise<void>

export type Load = { readonly connections: number; readonly seconds: number }

/** Each connection does one act after the other, without a pause, for so many seconds; the next begins when the answer of the last is in and checked. */
export async function closedLoop(
  url: string,
  journey: Journey,
  { connections, seconds }: Load,
): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  let errors = 0
  let firstError: unknown
  const end = performance.now() + seconds * 1000
  const started = performance.now()
  const user = async () => {
    while (performance.now() < end) {
      const begun = performance.now()
      try {
        await journey((what) => answerTo(url, what, agent))
        latencies.push(performance.now() - begun)
      } catch (failure) {
        errors += 1
        firstError ??= failure
        if (errors > 100) break
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, user))
  const took = (performance.now() - started) / 1000
  agent.destroy()
  if (latencies.length === 0) throw new Error('Not a single answer was right', { cause: firstError })
  if (errors > 0) console.error(`${errors} of ${latencies.length + errors} failed, the first: ${firstError}`)
  return { rate: latencies.length / took, latencies: Float64Array.from(latencies), errors }
}

/** Calls over at most so many connections, which stay open. */
export function callThrough(url: string, connections: number): (what: Call) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return (what) => answerTo(url, what, agent)
}

/** One call outside of a measurement. */
export async function callOnce(url: string, what: Call): Promise<Answer> {
  const agent = new Agent()
  try {
    return await answerTo(url, what, agent)
  } finally {
    agent.destroy()
  }
}

function answerTo(
  url: string,
  { path, method = 'GET', headers = {}, body }: Call,
  agent: Agent,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const form: Record<string, string | number> =
      body === undefined
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(body),
            origin: url,
          }
    const sent = request(`${url}${path}`, { method, agent, headers: { ...form, ...headers } }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      )
      response.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(body)
  })
}
