import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything a build is made from. */
const inputs = [
  'app',
  'content',
  'db',
  'public',
  'server',
  'scripts/build.mjs',
  'scripts/build-content.ts',
  'package-lock.json',
  'package.json',
  'remix.config.js',
  'tsconfig.json',
  'vite.config.ts',
]
const stampFile = 'build/.stamp'

/** Whether `build/` was made from the sources as they are now. */
export function isBuildFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputDigest()
}

/** Notes what `build/` was made from. The digest is taken before the build starts: a source that changes meanwhile makes it stale. */
export function stampBuild(digest) {
  writeFileSync(stampFile, digest)
}

/** SHA-256 over names and contents of all inputs. */
export function inputDigest() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const input of inputs) if (existsSync(input)) add(hash, input)
  return hash.digest('hex')
}

function add(hash, path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) add(hash, join(path, name))
    return
  }
  hash.update(path).update('\0').update(readFileSync(path)).update('\0')
}
