import { describe, expect, test } from 'vitest'
import { routePatterns } from '#server/route-patterns.ts'

const patternOf = routePatterns({
  root: { id: 'root', path: '' },
  shell: { id: 'shell', parentId: 'root' },
  home: { id: 'home', parentId: 'shell', index: true },
  course: { id: 'course', parentId: 'shell', path: 'courses/:course' },
  newCourse: { id: 'newCourse', parentId: 'shell', path: 'courses/new' },
  lesson: { id: 'lesson', parentId: 'course', path: 'lessons/:lesson' },
  help: { id: 'help', parentId: 'root', path: ':language?/help' },
  files: { id: 'files', parentId: 'root', path: 'files/*' },
})

describe('the pattern of an address', () => {
  test.each([
    ['/', '/'],
    ['/_root.data', '/'],
    ['/courses/WM-201', '/courses/:course'],
    ['/courses/WM-201/', '/courses/:course'],
    ['/courses/WM-201.data', '/courses/:course'],
    ['/courses/new', '/courses/new'],
    ['/courses/WM-201/lessons/01-installation', '/courses/:course/lessons/:lesson'],
    ['/help', '/:language?/help'],
    ['/en/help', '/:language?/help'],
    ['/files/a/b.pdf', '/files/*'],
    ['/courses', 'unmatched'],
    ['/wp-login.php', 'unmatched'],
  ])('%s is %s', (path, pattern) => {
    expect(patternOf(path)).toBe(pattern)
  })

  test('is the catch-all route only where nothing else fits', () => {
    const withCatchAll = routePatterns({
      root: { id: 'root', path: '' },
      any: { id: 'any', parentId: 'root', path: '*' },
      check: { id: 'check', parentId: 'root', path: 'check' },
    })
    expect(withCatchAll('/check')).toBe('/check')
    expect(withCatchAll('/whatever/else')).toBe('/*')
  })
})
