import { expect, test } from 'vitest'
import { isMeant, readScreenshotOptions } from '#tests/screenshots/screenshot-options.ts'

test('without an option every look of everything is drawn', () => {
  const { roles, pages, looks } = readScreenshotOptions([])
  expect({ roles, pages, looks: looks.length }).toEqual({ roles: [], pages: [], looks: 8 })
})

test('options narrow the looks', () => {
  const { looks } = readScreenshotOptions(['--width', '360', '--theme=dark', '--language', 'en'])
  expect(looks).toEqual([{ width: 360, theme: 'dark', language: 'en' }])
})

test('an unknown value is named, with those that are known', () => {
  expect(() => readScreenshotOptions(['--width', '320'])).toThrow(
    '--width 320 is not known; it is one of 360, 1280.',
  )
})

test.each([
  ['engineer-E-1001', ['engineer'], true],
  ['engineer', ['engineer-E-1001'], false],
  ['exams-review', ['ladder', 'exams'], true],
  ['teamwork', ['team'], false],
  ['anything', [], true],
])('%s is meant by %j: %s', (name, given, meant) => {
  expect(isMeant(name, given)).toBe(meant)
})
