import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findCollisions } from '#app/content/course-folders.server.ts'
import { formatFault } from '#app/content/fault.ts'
import { readCourseFrom } from '#app/content/read-course.server.ts'

const root = 'content/courses'
const folders = readdirSync(root).filter((name) => existsSync(join(root, name, 'course.json')))

describe.each(folders)('the course %s', (name) => {
  test('passes the check in both languages and gives each lesson checks, a figure and text', {
    timeout: 60_000,
  }, async () => {
    const result = await readCourseFrom(join(root, name))
    expect(result.ok ? [] : result.faults.map(formatFault)).toEqual([])
    if (!result.ok) return
    expect(result.value.course.code).toBe(name)
    for (const { slug, en, zh } of result.value.lessons) {
      for (const lesson of [en, zh]) {
        expect(lesson.checks.length, `${slug} ${lesson.language}: checks`).toBeGreaterThanOrEqual(2)
        expect(lesson.media.length, `${slug} ${lesson.language}: figures`).toBeGreaterThanOrEqual(1)
        expect(lesson.headings.length, `${slug} ${lesson.language}: headings`).toBeGreaterThanOrEqual(2)
        const islands = lesson.pieces.filter((piece) => piece.kind === 'island')
        expect(islands.map(({ props }) => props.id)).toEqual(lesson.checks.map(({ id }) => id))
        expect(Object.keys(islands[0]?.props ?? {}).sort()).toEqual(['choices', 'id', 'multiple', 'stemHtml'])
      }
      expect(en.headings.map(({ id, depth }) => [id, depth])).toEqual(
        zh.headings.map(({ id, depth }) => [id, depth]),
      )
    }
  })
})

test('the courses share no code and no item id', { timeout: 120_000 }, async () => {
  expect(folders.length).toBeGreaterThan(0)
  const read = await Promise.all(
    folders.map(async (name) => ({ folder: name, result: await readCourseFrom(join(root, name)) })),
  )
  const sound = read.flatMap(({ folder, result }) => (result.ok ? [{ folder, source: result.value }] : []))
  expect(findCollisions(sound).map(formatFault)).toEqual([])
})
