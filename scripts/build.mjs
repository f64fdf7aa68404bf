import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { inputDigest, stampBuild } from './build-stamp.mjs'

/** `npm run build`: pages and browser side by Vite, the server by esbuild, lessons by the content pipeline, all into `build/`. */
process.chdir(join(import.meta.dirname, '..'))
const digest = inputDigest()
rmSync('build', { recursive: true, force: true })
mkdirSync('build', { recursive: true })

run('node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'warn')
await bundle({
  entryPoints: {
    start: 'server/start.ts',
    'drawing-thread': 'server/drawing-thread.ts',
    'certificate-thread': 'app/features/certificates/certificate-thread.ts',
  },
  outdir: 'build/server',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  alias: { '#app': './app', '#db': './db', '#server': './server' },
  logLevel: 'warning',
})
run('node_modules/tsx/dist/cli.mjs', 'scripts/build-content.ts', 'build/content')
compressAssets('build/client/assets')
stampBuild(digest)

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** Hashed files never change, so they are compressed as hard as can be once, not at each request. */
function compressAssets(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|svg|json)$/.test(name)) continue
    const path = join(folder, name)
    const content = readFileSync(path)
    if (content.length < 512) continue
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  }
}
