import { beforeAll, expect, test } from 'vitest'
import { dataOf, mappedRoutes } from '#tests/support/pages.ts'
import { exploreSite, type Site, visitors } from '#tests/support/pages-of-role.ts'
import { setScenes } from '#tests/support/pages-scenes.ts'
import { sharedServer } from '#tests/support/shared-server.ts'

/**
 * Pages are told apart by their data written as JSON (`server/drawn-pages.ts`), in which a Map or a Set would look empty whatever it holds. Remix's own
 * format marks everything that is not plain by a letter at the head of a list.
 */
let site: Site
let url = ''

beforeAll(async () => {
  url = (await sharedServer()).url
  site = await exploreSite(url, await mappedRoutes(), await setScenes(url))
})

test.each(visitors)('the data of every page of %s are plain', async (visitor) => {
  const odd: string[] = []
  const pages = site.pagesOf(visitor)
  expect(pages.length).toBeGreaterThan(0)
  for (const { path } of pages) {
    const cookie = site.cookieOf(visitor)
    const response = await fetch(`${url}${dataOf(path)}`, { headers: cookie ? { cookie } : {} })
    const text = await response.text()
    if (!response.ok || !text.startsWith('[')) continue
    const [first = ''] = text.split('\n')
    const marks = (JSON.parse(first) as unknown[]).flatMap((value) =>
      Array.isArray(value) && typeof value[0] === 'string' && !mayBe.has(value[0]) ? [value[0]] : [],
    )
    if (marks.length > 0) odd.push(`${path}: ${marks.join(' ')}`)
  }
  expect(odd).toEqual([])
})

/** What Remix itself puts around the data: a redirect, and results that are errors. */
const mayBe = new Set(['SingleFetchRedirect', 'ErrorResponse'])
