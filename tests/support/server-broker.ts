import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type RunningServer, startServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address that answers with the shared server's, starting it first if need be. */
    serverBroker: string
  }
}

/** Runs once for a suite, in Vitest's main process: lets the files of the suite share one built server, and stops it at the end. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let shared: Promise<RunningServer> | undefined
  const broker = createServer((_request, response) => {
    shared ??= startServer()
    shared.then(
      ({ url }) => response.end(JSON.stringify({ url })),
      (failure: Error) => {
        response.statusCode = 500
        response.end(failure.message)
      },
    )
  })
  await new Promise<void>((done) => broker.listen(0, '127.0.0.1', done))
  project.provide('serverBroker', `http://127.0.0.1:${(broker.address() as AddressInfo).port}/`)
  return async () => {
    broker.closeAllConnections()
    await new Promise((done) => broker.close(done))
    const server = await shared?.catch(() => undefined)
    await server?.stop()
  }
}
