import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { config } from '#app/config.server.ts'
import { createServer } from './create-server.ts'
import { drawingThreads } from './drawing-threads.ts'
import { listen } from './listen.ts'
import type { ApplicationBuild } from './pages.ts'
import { createLog } from './request-log.ts'
import { stopOnSignals } from './shutdown.ts'

/** Serves the built application; bundled to `build/server/start.js`, which stands beside the application it loads. */
process.env.NODE_ENV = 'production'

const settings = config()
const log = createLog(settings.log.level)
const build = (await import(new URL('./index.js', import.meta.url).href)) as ApplicationBuild
const runtime = await build.entry.module.runtime.start(log).catch((failure: Error) => {
  // A refusal that was foreseen is one line; anything else shows where it came from.
  console.error(failure.name === 'ConfigError' ? failure.message : failure)
  process.exit(1)
})

/** One core is for loading data and saving; more than three threads that draw keep waiting for it. */
const threads = Math.min(availableParallelism() - 1, 3)
const drawing = drawingThreads(new URL('./drawing-thread.js', import.meta.url), threads, log)
let isDraining = false
const server = await createServer({
  build,
  runtime,
  mode: 'production',
  config: settings,
  log,
  clientFolder: fileURLToPath(new URL('../client', import.meta.url)),
  routes: build.routes,
  drawing,
  isDraining: () => isDraining,
})
const close = async () => {
  await runtime.close()
  await drawing.close()
}
stopOnSignals({ server, close }, () => {
  isDraining = true
})
await server.ready()
await listen(server.server, settings, runtime)
