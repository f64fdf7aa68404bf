import { describe, expect, test } from 'vitest'
import { routeBranches, routePatterns } from '#server/route-patterns.ts'

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

describe('the branch of a page', () => {
  const routes = {
    root: { id: 'root', path: '' },
    shell: { id: 'shell', parentId: 'root' },
    course: { id: 'course', parentId: 'shell', path: 'courses/:course' },
    lesson: { id: 'lesson', parentId: 'course', path: 'lessons/:lesson' },
    check: { id: 'check', parentId: 'root', path: 'check' },
    otherCheck: { id: 'otherCheck', parentId: 'shell', path: 'check' },
    any: { id: 'any', parentId: 'root', path: '*' },
  }
  const branches = routeBranches(routes)

  test('holds the page and what is around it', () => {
    expect(Object.keys(branches.get('/courses/:course/lessons/:lesson') ?? {})).toEqual([
      'root',
      'shell',
      'course',
      'lesson',
    ])
  })

  test.each([
    ['that other routes stand in', '/courses/:course'],
    ['that two routes could answer', '/check'],
    ['for whatever fits nothing else', '/*'],
  ])('does not exist for a page %s', (_why, pattern) => {
    expect(branches.has(pattern)).toBe(false)
  })

  test('is found whatever the capitals of its address, as Remix finds it', () => {
    expect(routePatterns(routes)('/Courses/WM-201/LESSONS/01')).toBe('/courses/:course/lessons/:lesson')
  })
})
