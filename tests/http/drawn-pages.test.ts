import { beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { drawnPages, keyOfPage } from '#server/drawn-pages.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { signInAs } from '#tests/support/sign-in.ts'

const page = (text: string, nonce: string) =>
  Buffer.from(`<script nonce="${nonce}">${text}</script><p>进水阀</p><script nonce="${nonce}"></script>`)

describe('drawn pages', () => {
  test('are wanted the second time and come back with the nonce of the new answer', () => {
    const pages = drawnPages(10_000)
    const key = keyOfPage('/courses/WM-201', '[{"done":3}]')
    expect(pages.find(key, 'n1')).toBeUndefined()
    expect(pages.isWanted(key)).toBe(false)
    expect(pages.isWanted(key)).toBe(true)
    pages.keep(key, page('a', 'nonce-of-the-first'), 'nonce-of-the-first')
    expect(pages.find(key, 'other')?.toString()).toBe(page('a', 'other').toString())
    expect(pages.find(key, 'third')?.toString()).toBe(page('a', 'third').toString())
  })

  test('have another key for another address and for any other data', () => {
    const key = (address: string, data: unknown) => keyOfPage(address, JSON.stringify(data))
    const data = [{ person: { name: '王强' }, theme: null }, { course: { done: 3 } }]
    const keys = [
      key('/courses/WM-201', data),
      key('/courses/WM-201?lng=en', data),
      key('/courses/WM-201', [{ person: { name: '王' }, theme: null }, { course: { done: 3 } }]),
      key('/courses/WM-201', [{ person: { name: '王强' }, theme: 'dark' }, { course: { done: 3 } }]),
      key('/courses/WM-201', [...data].reverse()),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(key('/courses/WM-201', structuredClone(data))).toBe(keys[0])
  })

  test('never take more room than they may, and the one not asked for longest goes first', () => {
    const html = page('x'.repeat(100), 'n')
    const pages = drawnPages(html.length * 3)
    for (const key of ['a', 'b', 'c']) pages.keep(key, html, 'n')
    pages.find('a', 'n')
    pages.keep('d', html, 'n')
    expect(['a', 'b', 'c', 'd'].filter((key) => pages.find(key, 'n'))).toEqual(['a', 'c', 'd'])
    pages.keep('large', Buffer.alloc(html.length * 4, 'x'), 'n')
    expect(pages.find('large', 'n')).toBeUndefined()
    expect(pages.find('a', 'n')).toBeDefined()
    pages.keep('a', html, 'n')
    pages.keep('a', html, 'n')
    expect(['a', 'c', 'd'].filter((key) => pages.find(key, 'n'))).toEqual(['a', 'c', 'd'])
  })
})

describe('on the built server', () => {
  let url = ''
  const cookies: Record<string, string> = {}

  beforeAll(async () => {
    url = (await sharedServer()).url
    for (const code of ['E-1001', 'E-1002', 'D-7001']) cookies[code] = await signInAs(url, code)
  })

  async function open(path: string, cookie = '') {
    const response = await fetch(`${url}${path}`, {
      headers: { accept: 'text/html', cookie },
      redirect: 'manual',
    })
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    return { status: response.status, headers: response.headers, nonce, html: await response.text() }
  }

  test('a page looks the same every time but for its nonce, which is that of its own answer', async () => {
    const drawn: Awaited<ReturnType<typeof open>>[] = []
    for (let time = 0; time < 4; time += 1) drawn.push(await open(paths.courses(), cookies['E-1001']))
    expect(new Set(drawn.map(({ nonce }) => nonce)).size).toBe(4)
    for (const { html, nonce, status } of drawn) {
      expect(status).toBe(200)
      const named = [...html.matchAll(/nonce="([^"]*)"/g)].map(([, value]) => value)
      expect(named.length).toBeGreaterThan(2)
      expect(new Set(named)).toEqual(new Set([nonce]))
    }
    const bare = drawn.map(({ html, nonce }) => html.replaceAll(nonce, ''))
    expect(new Set(bare).size).toBe(1)
    const headersOf = ({ headers }: (typeof drawn)[number]) => [...headers.keys()].sort().join(' ')
    expect(new Set(drawn.map(headersOf)).size).toBe(1)
  })

  test('each gets their own page, in their own language and theme, however often others opened it', async () => {
    const looks = ['', '; language=en', '; language=zh-CN', '; theme=dark']
    for (let round = 0; round < 3; round += 1) {
      for (const [code, own, others] of [
        ['E-1001', ['王强', 'Wang Qiang'], ['李敏', 'Li Min']],
        ['E-1002', ['李敏', 'Li Min'], ['王强', 'Wang Qiang']],
      ] as const) {
        for (const look of looks) {
          const { html } = await open(paths.wallet(), `${cookies[code]}${look}`)
          // A person is called by the name of the page's language.
          expect(html).toContain(html.includes('<html lang="en"') ? own[1] : own[0])
          for (const name of others) expect(html).not.toContain(name)
          expect(html.includes('data-theme="dark"')).toBe(look.includes('dark'))
        }
      }
    }
  })

  test('who may not see a page is refused, though others have seen it', async () => {
    for (let time = 0; time < 3; time += 1) {
      expect((await open(paths.wallet(), cookies['E-1001'])).status).toBe(200)
      expect((await open(paths.wallet())).status).toBe(302)
      expect((await open(paths.wallet(), cookies['D-7001'])).status).toBe(403)
    }
  })

  test('what has changed is seen at once', async () => {
    // Somebody of the demonstration whom no other test signs in.
    const cookie = await signInAs(url, 'E-1003')
    const offers = async (code: string) =>
      (await open(paths.course(code), cookie)).html.includes(`action="${paths.courseEnrol(code)}"`)
    const codes = ['AC-201', 'WM-201', 'NB-201', 'ETH-101', 'SAFE-101']
    const open3 = async (code: string) => [await offers(code), await offers(code), await offers(code)]
    let changed = ''
    for (const code of codes) if (changed === '' && (await open3(code)).every(Boolean)) changed = code
    expect(codes).toContain(changed)
    await fetch(`${url}${paths.courseEnrol(changed)}`, {
      method: 'POST',
      headers: { origin: url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
    expect(await open3(changed)).toEqual([false, false, false])
  })

  test('a page that is not there keeps its status and the number of its own request', async () => {
    const [first, second, third] = [await open('/c/none'), await open('/c/none'), await open('/c/none')]
    for (const { status, headers, html } of [first, second, third]) {
      expect(status).toBe(404)
      expect(html.includes(headers.get('x-request-id') ?? '-')).toBe(true)
    }
  })
})
