import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCourseFrom } from '#app/content/read-course.server.ts'
import type { InterchangeItem } from '#app/features/item-bank/interchange/interchange-item.ts'
import { exportFormats } from '#app/features/item-bank/interchange/neutral-item.ts'
import { readItemFile } from '#app/features/item-bank/interchange/read-item-file.server.ts'
import { writeItemFile } from '#app/features/item-bank/interchange/write-item-file.server.ts'

const root = 'content/courses'
const courses = readdirSync(root).filter((name) => existsSync(join(root, name, 'course.json')))
const banks = new Map<string, readonly InterchangeItem[]>()
for (const course of courses) {
  const read = await readCourseFrom(join(root, course))
  if (!read.ok) throw new Error(`${course} does not pass its check`)
  banks.set(
    course,
    read.value.items.map((item) => ({ ...item, media: [] })),
  )
}

describe.each(courses)('the bank %s', (course) => {
  const items = banks.get(course) ?? []

  test.each(exportFormats)('comes back from %s as it went', async (format) => {
    const written = writeItemFile(course, items, format)
    const outcome = await readItemFile(written.bytes, null)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault))
    expect(outcome.file.bank).toBe(course)
    expect(outcome.file.items).toHaveLength(items.length)
    for (const item of items) {
      const back = outcome.file.items.find(({ identifier }) => identifier === item.id)
      if (!back || !('item' in back)) throw new Error(`${item.id}: ${JSON.stringify(back)}`)
      expect([item.id, back.losses]).toEqual([item.id, []])
      const { identifier, ...facts } = back.item
      const { id, weight, ...wanted } = item
      expect({ id: identifier, ...facts, weight: facts.weight ?? 1 }).toEqual({ id, weight, ...wanted })
    }
  })
})
