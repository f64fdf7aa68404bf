import { describe, expect, test } from 'vitest'
import { Ladder, type LadderProps } from '#app/ui/ladder.tsx'
import { alternativeIn, rendered } from './rendered.tsx'

const lit = /fill="var\(--rung-[1-4]\)"/g
const outlined = /stroke-dasharray/g
const off = /fill="var\(--rung-off\)"/g

describe('the ladder', () => {
  test.each([
    [4, 0, 0, 1, 3],
    [4, 2, 2, 1, 1],
    [4, 4, 4, 0, 0],
    [1, 0, 0, 1, 0],
  ])(
    'of %i rungs with %i held lights %i, outlines %i and leaves %i',
    (rungs, held, isLit, isOutlined, isOff) => {
      const html = rendered(<Ladder rungs={rungs} held={held} category="AC" />)
      expect(html.match(lit) ?? []).toHaveLength(isLit)
      expect(html.match(outlined) ?? []).toHaveLength(isOutlined)
      expect(html.match(off) ?? []).toHaveLength(isOff)
    },
  )

  test('outlines nothing where the way on is not the question', () => {
    expect(rendered(<Ladder rungs={4} held={2} showNext={false} category="AC" />).match(outlined)).toBeNull()
  })

  test.each(['en', 'zh-CN'] as const)('says the same in one sentence in %s', (language) => {
    const text = alternativeIn(rendered(<Ladder rungs={4} held={2} category="AC" />, language))
    expect(text).toContain('AC')
    expect(text).toMatch(/2/)
    expect(text).toMatch(/4/)
    const none = alternativeIn(rendered(<Ladder rungs={4} held={0} category="AC" />, language))
    expect(none).not.toBe(text)
    expect(none).toContain('AC')
  })

  test.each([
    ['expiring', { mark: 'expiring' }],
    ['suspended', { mark: 'suspended' }],
    ['a statutory licence missing', { lacksLicence: true }],
  ] as const)('says its mark "%s" in words, not by colour alone', (_name, marks) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const plain = alternativeIn(rendered(<Ladder rungs={3} held={1} category="WM" />, language))
      const marked = alternativeIn(rendered(<Ladder rungs={3} held={1} category="WM" {...marks} />, language))
      expect(marked.length).toBeGreaterThan(plain.length)
      expect(marked.startsWith(plain)).toBe(true)
    }
  })

  test('draws each mark in a shape of its own, and both at once', () => {
    const shapes = (marks: Pick<LadderProps, 'mark' | 'lacksLicence'>) =>
      rendered(<Ladder rungs={3} held={1} category="WM" {...marks} />).match(/<(circle|path)/g)?.length
    const none = shapes({}) ?? 0
    expect(shapes({ mark: 'expiring' })).toBe(none + 1)
    expect(shapes({ mark: 'suspended' })).toBe(none + 2)
    expect(shapes({ mark: 'expiring', lacksLicence: true })).toBe(none + 3)
  })
})
