import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Builds when the sources changed since the last build; ends the process when that fails. */
export async function ensureBuild() {
  if (!existsSync(join(root, 'node_modules'))) stop('The packages are not installed: run `npm ci` first')
  const { isBuildFresh } = await import('./build-stamp.mjs')
  if (isBuildFresh()) return
  console.error('Building, since the sources changed …')
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) stop('The build failed; see above')
}

/** better-sqlite3 is compiled when it is installed; says in one line what to do where that was not possible. */
export function ensureDatabaseDriver() {
  if (/^postgres/.test(process.env.DATABASE_URL ?? '')) return
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3')
    new Database(':memory:').close()
  } catch (failure) {
    stop(
      `better-sqlite3 has no binary for this machine (${String(failure.message).split('\n')[0]}): install a compiler (Debian: apt-get install -y build-essential python3), ` +
        'then run `npm_config_nodedir="$(dirname "$(dirname "$(command -v node)")")" npm rebuild better-sqlite3`',
    )
  }
}

/** Ends the process with one line. */
export function stop(line) {
  console.error(line)
  process.exit(1)
}
