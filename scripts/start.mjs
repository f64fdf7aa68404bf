import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuild, ensureDatabaseDriver, root } from './prepare.mjs'

/** `npm start`: builds if the sources changed, then serves in this very process; the application migrates and fills its database. */
process.chdir(root)
ensureDatabaseDriver()
await ensureBuild()
await import(pathToFileURL(join(root, 'build/server/start.js')).href)
