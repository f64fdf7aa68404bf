import { describe, expect, test } from 'vitest'
import { VerdictHeader, VerdictTag } from '#app/ui/verdict.tsx'
import { rendered } from './rendered.tsx'

const verdicts = ['ALLOW', 'ALLOW_WARN', 'ALLOW_SUPERVISED', 'DENY'] as const
const words = {
  'zh-CN': { ALLOW: '可派单', ALLOW_WARN: '可派单·注意', ALLOW_SUPERVISED: '须带教', DENY: '不可派单' },
} as const

describe.each(verdicts)('%s', (verdict) => {
  test('stands as an icon of its own and a word, in both languages', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const html = rendered(<VerdictTag verdict={verdict} />, language)
      expect(html).toMatch(/<svg[^>]*aria-hidden="true"/)
      expect(
        html
          .replace(/<svg[\s\S]*?<\/svg>/, '')
          .replace(/<[^>]*>/g, '')
          .trim(),
      ).not.toBe('')
    }
  })

  test('says in Chinese what the trade says', () => {
    expect(rendered(<VerdictTag verdict={verdict} />, 'zh-CN')).toContain(words['zh-CN'][verdict])
  })

  test('is the heading of its page section', () => {
    expect(rendered(<VerdictHeader verdict={verdict} sentence="Why" />)).toMatch(/<h2[^>]*>[^<]+<\/h2>/)
  })
})

test('no two verdicts share icon or word', () => {
  const tags = verdicts.map((verdict) => rendered(<VerdictTag verdict={verdict} />))
  expect(new Set(tags.map((html) => /<svg[\s\S]*?<\/svg>/.exec(html)?.[0])).size).toBe(4)
  expect(
    new Set(tags.map((html) => html.replace(/<svg[\s\S]*?<\/svg>/, '').replace(/<[^>]*>/g, ''))).size,
  ).toBe(4)
})
