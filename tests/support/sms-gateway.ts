import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

export type Posted = { readonly headers: IncomingHttpHeaders; readonly body: unknown }

export type SmsGateway = {
  readonly port: number
  readonly posted: readonly Posted[]
  stop(): Promise<void>
}

/** A gateway that text messages are posted to; `answer` says what it does with each, by default it takes it. */
export async function startSmsGateway(
  answer: (response: ServerResponse, posted: Posted) => void = (response) => response.writeHead(202).end(),
): Promise<SmsGateway> {
  const posted: Posted[] = []
  const server = createServer(async (request, response) => {
    const one = { headers: request.headers, body: await json(request) }
    posted.push(one)
    answer(response, one)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    posted,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
