import { decode } from 'turbo-stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf, mappedRoutes } from '#tests/support/pages.ts'
import { exploreSite, type Site, visitors } from '#tests/support/pages-of-role.ts'
import { setScenes } from '#tests/support/pages-scenes.ts'
import { sharedServer } from '#tests/support/shared-server.ts'

let site: Site
let url = ''

beforeAll(async () => {
  url = (await sharedServer()).url
  site = await exploreSite(url, await mappedRoutes(), await setScenes(url))
})

/**
 * Pages are told apart by their data written as JSON (`server/drawn-pages.ts`), in which a Map or a Set would look empty whatever it holds. Remix's own
 * format marks everything that is not plain by a letter at the head of a list.
 */
describe('the data', () => {
  test.each(visitors)('of every page of %s are plain', async (visitor) => {
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
})

/**
 * The server draws pages from their data itself (`server/page-drawing.ts`). Remix's own handler, which draws whatever is asked for with a word of its own in
 * the address, is the judge: the two must give the same text.
 */
describe('drawing', () => {
  test.each(visitors)('every page of %s gives what Remix gives', async (visitor) => {
    const cookie = site.cookieOf(visitor)
    const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}) }
    const differing: string[] = []
    const pages = site.pagesOf(visitor)
    expect(pages.length).toBeGreaterThan(0)
    for (const { path } of pages) {
      const draw = async (address: string) => {
        const response = await fetch(`${url}${address}`, { headers, redirect: 'manual' })
        const type = response.headers.get('content-type')
        return `${response.status} ${type} ${await comparable(await response.text())}`
      }
      // A clock on a page may go on between the two; it does not do so each time.
      for (let tries = 3; tries > 0; tries -= 1) {
        const [ours, theirs] = [await draw(path), await draw(`${path}${remixWord(path)}`)]
        if (ours === theirs) break
        if (tries === 1) differing.push(`${path}: ${difference(ours, theirs)}`)
      }
    }
    expect(differing).toEqual([])
  })
})

/** What Remix itself puts around the data: a redirect, and results that are errors. */
const mayBe = new Set(['SingleFetchRedirect', 'ErrorResponse'])

/** Remix takes this for a question about some of a page's routes, which only counts when data are asked for. */
function remixWord(path: string): string {
  return `${path.includes('?') ? '&' : '?'}_routes=`
}

const handover = /window\.__remixContext\.streamController\.enqueue\(("(?:[^"\\]|\\.)*")\)/

/**
 * Without what differs from one answer to the next: nonces, the word of Remix, the time of the answer. The data for the browser are read: Remix writes an
 * object that stands in two places once.
 */
async function comparable(html: string): Promise<string> {
  const written = handover.exec(html)?.[1]
  const data = written === undefined ? null : await readData(JSON.parse(written))
  return html
    .replace(handover, () => JSON.stringify(data))
    .replace(/Request number \w+|请求编号\s*\w+/g, 'a number')
    .replace(/nonce="[^"]*"/g, 'nonce=""')
    .replace(/(\?|&amp;|&|\\u0026|%3F|%26)_routes(=|%3D)/gi, '')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'an instant')
}

async function readData(text: string): Promise<unknown> {
  const { value, done } = await decode(new Blob([text]).stream() as ReadableStream<Uint8Array<ArrayBuffer>>)
  await done
  return value
}

function difference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return `"${one.slice(at - 60, at + 60)}" is not "${other.slice(at - 60, at + 60)}"`
}
