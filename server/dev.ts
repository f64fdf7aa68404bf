import { createServer as createHttpServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { createServer as createVite } from 'vite'
import { config } from '#app/config.server.ts'
import type { Runtime, StartedRuntime } from '#app/runtime-contract.server.ts'
import { createServer } from './create-server.ts'
import { listen } from './listen.ts'
import type { ApplicationBuild } from './pages.ts'
import { createLog } from './request-log.ts'

/**
 * `npm run dev`: the same server and data with the sources as they are now. Vite serves the browser side and replaces modules in open
 * pages; when the application's own code changed, it is started anew behind the same address.
 */
process.env.NODE_ENV = 'development'

type Running = { source: Runtime; runtime: StartedRuntime; server: FastifyInstance }

const settings = config()
const log = createLog(settings.log.level)
const http = createHttpServer()
const vite = await createVite({ server: { middlewareMode: true, hmr: { server: http } } })
const loadBuild = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ApplicationBuild

let running = start()
let changing: Promise<Running> | undefined

/** What serves now; after a change of the application, what it became. */
async function current(): Promise<Running> {
  const build = await loadBuild()
  const known = await running.catch(() => null)
  if (known && build.entry.module.runtime === known.source) return known
  changing ??= replace(known).finally(() => {
    changing = undefined
  })
  return changing
}

/** The old application is closed before the new one opens the same database. */
async function replace(known: Running | null): Promise<Running> {
  await known?.server.close()
  await known?.runtime.close()
  running = start()
  return running
}

async function start(): Promise<Running> {
  const build = await loadBuild()
  const source = build.entry.module.runtime
  const runtime = await source.start(log)
  const server = await createServer({
    build: loadBuild,
    runtime,
    mode: 'development',
    config: settings,
    log,
    clientFolder: null,
    routes: build.routes,
  })
  await server.ready()
  return { source, runtime, server }
}

http.on('request', (request, response) => {
  vite.middlewares(request, response, () => {
    current().then(
      ({ server }) => server.routing(request, response),
      (failure: Error) => {
        vite.ssrFixStacktrace(failure)
        console.error(failure)
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${failure.stack}\n`)
      },
    )
  })
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, async () => {
    http.closeAllConnections()
    const { server, runtime } = await running
    await server.close()
    await runtime.close()
    await vite.close()
    process.exit(0)
  })
}

await listen(http, settings, (await running).runtime)
