import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const kept = existsSync('.git') ? trackedByGit() : null

/** A copy without its history has exactly the files that were kept. */
function isKept(file: string): boolean {
  return kept ? kept.has(file) : existsSync(file)
}

function trackedByGit(): ReadonlySet<string> {
  // The repository may belong to somebody else than who runs the tests, as in a container.
  const listing = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z'], { encoding: 'utf8' })
  return new Set(listing.split('\0'))
}

/** Words of a command that are files of ours: a path with an ending, without a pattern in it. */
function filesIn(command: string): string[] {
  return command.split(/[\s"]+/).filter((word) => /^[\w./-]+\.(ts|tsx|mjs|cjs|js)$/.test(word))
}

test('a command names its files', () => {
  expect(filesIn('tsx watch --include "server/**" server/dev.ts && node scripts/no-such.mjs')).toEqual([
    'server/dev.ts',
    'scripts/no-such.mjs',
  ])
})

describe.each(Object.entries(scripts))('npm run %s', (_name, command) => {
  test('runs only files that are kept in the repository', () => {
    expect(filesIn(command).filter((file) => !isKept(file))).toEqual([])
  })
})
