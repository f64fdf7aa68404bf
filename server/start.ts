import { fileURLToPath } from 'node:url'
import { config } from '#app/config.server.ts'
import { createServer } from './create-server.ts'
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

let isDraining = false
const server = await createServer({
  build,
  runtime,
  mode: 'production',
  config: settings,
  log,
  clientFolder: fileURLToPath(new URL('../client', import.meta.url)),
  routes: build.routes,
  isDraining: () => isDraining,
})
stopOnSignals({ server, close: () => runtime.close() }, () => {
  isDraining = true
})
await server.ready()
await listen(server.server, settings, runtime)
