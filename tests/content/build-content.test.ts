import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { buildContent, ContentFaultsError, loadBuiltContent } from '#app/content/build-content.server.ts'
import { smallCourse } from './small-course.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function sources(changes: Parameters<typeof smallCourse>[0] = {}) {
  const root = await mkdtemp(join(tmpdir(), 'tiergate-build-'))
  folders.push(root)
  const courses = join(root, 'courses')
  for (const [path, bytes] of smallCourse(changes)) {
    await mkdir(dirname(join(courses, 'TST-101', path)), { recursive: true })
    await writeFile(join(courses, 'TST-101', path), bytes)
  }
  return { courses, out: join(root, 'out') }
}

describe('building the content', () => {
  test('writes courses that load again as they were, and leaves unchanged ones alone', async () => {
    const { courses, out } = await sources()
    expect(await buildContent(out, courses)).toEqual({ compiled: ['TST-101'], unchanged: [] })
    const [loaded] = await loadBuiltContent(out)
    expect(loaded?.course.titles.zh).toBe('小课程')
    expect(loaded?.lessons[1]?.zh.checks[0]).toMatchObject({ id: 'two-1', correct: ['a'] })
    expect(loaded?.items).toHaveLength(2)
    expect(loaded?.blueprint.code).toBe('TST-101')
    expect(loaded?.practical).toBeNull()
    expect(await buildContent(out, courses)).toEqual({ compiled: [], unchanged: ['TST-101'] })
    expect(await loadBuiltContent(out)).toEqual([loaded])
  })

  test('compiles a changed course anew and drops one that is gone', async () => {
    const { courses, out } = await sources()
    await buildContent(out, courses)
    const lesson = join(courses, 'TST-101/lessons/01-first/en.mdx')
    await writeFile(lesson, (await readFile(lesson, 'utf8')).replace('Text A', 'Text changed'))
    expect((await buildContent(out, courses)).compiled).toEqual(['TST-101'])
    expect(JSON.stringify(await loadBuiltContent(out))).toContain('Text changed')
    await rm(join(courses, 'TST-101'), { recursive: true })
    await buildContent(out, courses)
    expect(await readdir(out)).toEqual([])
  })

  test('fails with the faults and writes nothing', async () => {
    const { courses, out } = await sources({
      'lessons/01-first/en.mdx': (text) => text.replace('Text', '{1} Text'),
    })
    const failure = await buildContent(out, courses).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ContentFaultsError)
    expect(String(failure)).toContain('01-first/en.mdx:12:1 Expressions')
    expect(await loadBuiltContent(out)).toEqual([])
  })

  test('is loaded without the compiler', async () => {
    const { courses, out } = await sources()
    await buildContent(out, courses)
    const script = (extra: string) => `
      import { createRequire } from 'node:module'
      const { loadBuiltContent } = await import('./app/content/build-content.server.ts')
      const courses = await loadBuiltContent(process.argv[1])
      ${extra}
      const loaded = Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('mdx-bundler'))
      console.log(JSON.stringify({ courses: courses.length, loaded }))`
    const run = async (extra: string) => {
      const args = ['--import', 'tsx', '--input-type=module', '-e', script(extra), out]
      return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
    }
    expect(await run('')).toEqual({ courses: 1, loaded: false })
    // The same look finds the compiler where it is loaded.
    expect(await run("await import('mdx-bundler')")).toEqual({ courses: 1, loaded: true })
  })
})
