import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const handle = `import type { Db } from '#db/schema/index.ts'\n`
const queries = {
  read: `${handle}export const a = (db: Db) => db.selectFrom('person').select('id').execute()\n`,
  insert: `${handle}export const a = (ctx: { db: Db }) =>
  ctx.db
    .insertInto('setting')
    .values({ name: 'a', value: 'b' })
    .execute()\n`,
  update: `${handle}export const a = (db: Db) => db.updateTable('person').set({ name: '' }).execute()\n`,
  delete: `${handle}export const a = (db: Db) => db.deleteFrom('person').execute()\n`,
  written: `${handle}import { sql } from 'kysely'\nexport const a = (db: Db) => sql\`select 1\`.execute(db)\n`,
}
const calls = { date: 'Date.now()', instant: 'new Date()', chance: 'Math.random()' }

const sqlRefused = ['app/routes/team/NAME.tsx', 'app/features/gate/NAME.server.ts', 'app/NAME.server.ts']
const sqlAtHome = [
  'app/features/gate/NAME.repository.server.ts',
  'app/NAME.repository.server.ts',
  'db/NAME.ts',
]
const callRefused = ['app/domain/gate/NAME.ts', 'app/features/gate/NAME.server.ts']
const callAtHome = ['app/NAME.server.ts', 'server/NAME.ts']

const cases = [
  ...Object.entries(queries).flatMap(([name, text]) => [
    ...sqlRefused.map((path) => ({ path: named(path, name), text, says: 'SQL stands in files' })),
    ...sqlAtHome.map((path) => ({ path: named(path, name), text, says: null })),
  ]),
  ...Object.entries(calls).flatMap(([name, call]) => {
    const text = `export const a = () => ${call}\n`
    return [
      ...callRefused.map((path) => ({ path: named(path, name), text, says: 'as an argument' })),
      ...callAtHome.map((path) => ({ path: named(path, name), text, says: null })),
    ]
  }),
]
const complaints = complaintsOf(cases)

describe('a rule of our own', () => {
  test.each(cases.filter(({ says }) => says !== null))('refuses $path', ({ path, says }) => {
    expect(complaints.filter((line) => line.includes(`/${path},`))).toEqual([
      expect.stringContaining(says ?? ''),
    ])
  })

  test('refuses nothing where it does not hold', () => {
    const atHome = cases.filter(({ says }) => says === null)
    expect(complaints.filter((line) => atHome.some(({ path }) => line.includes(`/${path},`)))).toEqual([])
    expect(complaints).toHaveLength(cases.length - atHome.length)
  })
})

/** What Biome says, a line a complaint, of a project that has our rules and these files. */
function complaintsOf(files: readonly { path: string; text: string }[]): string[] {
  const project = mkdtempSync(join(tmpdir(), 'tiergate-lint-'))
  try {
    for (const part of ['biome.json', 'biome-plugins', '.gitignore'])
      cpSync(part, join(project, part), { recursive: true })
    for (const { path, text } of files) {
      mkdirSync(dirname(join(project, path)), { recursive: true })
      writeFileSync(join(project, path), text)
    }
    const { stdout } = spawnSync(
      process.execPath,
      [
        resolve('node_modules/@biomejs/biome/bin/biome'),
        'lint',
        '--reporter=github',
        '--max-diagnostics=none',
        '.',
      ],
      { cwd: project, encoding: 'utf8' },
    )
    return stdout.split('\n').filter((line) => line.startsWith('::error'))
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}

function named(path: string, name: string): string {
  return path.replace('NAME', name)
}
