import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { checkContent } from '#app/content/content-check.server.ts'
import { smallCourse } from './small-course.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function onDisk(courses: { [name: string]: Parameters<typeof smallCourse>[0] }): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tiergate-content-'))
  folders.push(root)
  for (const [name, changes] of Object.entries(courses)) {
    for (const [path, bytes] of smallCourse(changes)) {
      await mkdir(dirname(join(root, name, path)), { recursive: true })
      await writeFile(join(root, name, path), bytes)
    }
  }
  return root
}

async function check(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const exitCode = await checkContent(args, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { exitCode, out, err }
}

describe('content:check', () => {
  test('exits 0 and prints nothing where nothing is wrong', async () => {
    const root = await onDisk({ A: {} })
    expect(await check(join(root, 'A'))).toEqual({
      exitCode: 0,
      out: [],
      err: ['1 course checked, 0 faults'],
    })
  })

  test('exits 1 and prints one line for each fault', async () => {
    const root = await onDisk({
      A: { 'lessons/01-first/en.mdx': (text) => text.replace('Text A', '<Evil />\n\n{1}\n\nText A') },
    })
    const { exitCode, out, err } = await check(root)
    const file = join(root, 'A', 'lessons/01-first/en.mdx')
    expect(exitCode).toBe(1)
    expect(out.map((line) => line.split(' ')[0])).toEqual([`${file}:12:1`, `${file}:14:1`])
    expect(err).toEqual(['1 course checked, 2 faults'])
  })

  test('finds ids that two courses share', async () => {
    const root = await onDisk({ A: {}, B: {} })
    const { exitCode, out } = await check(root)
    expect(exitCode).toBe(1)
    expect(out.join('\n')).toMatch(/B\/course\.json:1:1 .*has the code TST-101 already/)
    expect(out.join('\n')).toMatch(/B\/items\.yaml:1:1 The item id Q-TST-101/)
  })

  test('refuses a link to a file outside of the course', async () => {
    const root = await onDisk({ A: {} })
    await symlink('/etc/hostname', join(root, 'A/media/out.svg'))
    const { exitCode, out } = await check(root)
    expect(exitCode).toBe(1)
    expect(out).toEqual([expect.stringContaining('media/out.svg:1:1 Links and special files')])
  })

  test('exits 2 where it is used wrongly', async () => {
    expect((await check('/no/such/folder')).exitCode).toBe(2)
    expect((await check('--verbose')).exitCode).toBe(2)
  })

  test('is a command that writes faults to standard output and the summary to standard error', async () => {
    const root = await onDisk({ A: { 'practical.json': '{' } })
    const run = promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      'app/content/content-check.cli.ts',
      root,
    ])
    const failure = await run.then(
      () => undefined,
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    expect(failure?.code).toBe(1)
    expect(failure?.stdout).toMatch(/practical\.json:1:\d+ /)
    expect(failure?.stderr).toContain('1 course checked')
  })
})
