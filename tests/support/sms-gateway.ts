import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type SmsGateway = {
  /** As `SMS_URL` takes it. */
  readonly url: string
  /** Every request that came, whatever was answered. */
  readonly requests: readonly {
    readonly method: string
    readonly contentType: string
    readonly body: string
  }[]
  /** The status of the next answers; 202 at first. */
  answerWith(status: number): void
  close(): Promise<void>
}

/** A gateway for text messages in this process: takes whatever is posted and answers with a status. */
export async function startSmsGateway(): Promise<SmsGateway> {
  const requests: SmsGateway['requests'][number][] = []
  let status = 202
  const server = createServer(async (request, response) => {
    requests.push({
      method: request.method ?? '',
      contentType: request.headers['content-type'] ?? '',
      body: await text(request),
    })
    response.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/messages`,
    requests,
    answerWith: (next) => {
      status = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
