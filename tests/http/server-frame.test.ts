import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import type { StartedRuntime } from '#app/runtime-contract.server.ts'
import { createServer, type ServerOptions } from '#server/create-server.ts'
import type { ApplicationBuild } from '#server/pages.ts'
import { createLog } from '#server/request-log.ts'
import { stopServer } from '#server/shutdown.ts'

const servers: FastifyInstance[] = []
const folders: string[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.server.closeAllConnections()
    await server.close()
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Page = (request: Request, headers: Headers) => Response | Promise<Response>

/** An application of one page, as Remix's build describes it. */
function applicationOf(page: Page): ApplicationBuild {
  const root = { id: 'root', path: '', module: { default: () => null } }
  const some = {
    id: 'some',
    parentId: 'root',
    path: 'reset-password/:token',
    module: { default: () => null },
  }
  const all = { id: 'all', parentId: 'root', path: '*', module: { default: () => null } }
  const manifest = { hasAction: false, hasLoader: false, hasErrorBoundary: false, module: '/m.js' }
  return {
    entry: {
      module: {
        default: (request: Request, _status: number, headers: Headers) => page(request, headers),
        handleError: () => {},
        runtime: { start: () => Promise.reject(new Error('not used')) },
      },
    },
    routes: { root, some, all },
    assets: {
      entry: { module: '/entry.js', imports: [] },
      routes: {
        root: { ...root, ...manifest },
        some: { ...some, ...manifest },
        all: { ...all, ...manifest },
      },
      url: '/manifest.js',
      version: '1',
    },
    publicPath: '/',
    basename: '/',
    assetsBuildDirectory: 'build/client',
    future: {},
    isSpaMode: false,
  } as unknown as ApplicationBuild
}

type Given = {
  page?: Page
  runtime?: Partial<StartedRuntime>
  options?: Partial<ServerOptions>
  proxies?: string[]
  publicUrl?: string
}

async function frame({
  page = () => new Response('page'),
  runtime,
  options,
  proxies = [],
  publicUrl = 'http://localhost',
}: Given = {}) {
  const build = applicationOf(page)
  const server = await createServer({
    build,
    routes: build.routes,
    mode: 'production',
    log: pino({ level: 'silent' }),
    config: { publicUrl, server: { host: '127.0.0.1', port: 0, trustedProxies: proxies } },
    clientFolder: null,
    runtime: {
      banner: [],
      readiness: async () => true,
      loadContext: () => ({ responseHeaders: new Headers() }) as never,
      registerApi: () => {},
      close: async () => {},
      ...runtime,
    },
    ...options,
  })
  servers.push(server)
  return { server, url: await server.listen({ host: '127.0.0.1', port: 0 }) }
}

describe('headers', () => {
  test('let scripts run only with the nonce that this answer alone has', async () => {
    const nonces: string[] = []
    const { url } = await frame({
      runtime: {
        loadContext: (_request, { nonce }) => {
          nonces.push(nonce)
          return { responseHeaders: new Headers() } as never
        },
      },
    })
    const policies = [await fetch(url), await fetch(url)].map(
      (response) => response.headers.get('content-security-policy') ?? '',
    )
    for (const [at, policy] of policies.entries()) {
      const rules = new Map(
        policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
      )
      expect(rules.get('script-src')).toBe(`'nonce-${nonces[at]}' 'strict-dynamic'`)
      expect(rules.get('style-src-elem')).toBe(`'self' 'nonce-${nonces[at]}'`)
      expect(rules.get('style-src-attr')).toBe("'unsafe-inline'")
      expect(rules.get('img-src')).toBe("'self' data:")
      expect(rules.get('connect-src')).toBe("'self'")
      expect(rules.get('frame-ancestors')).toBe("'none'")
      expect(rules.get('base-uri')).toBe("'none'")
      expect(rules.get('form-action')).toBe("'self'")
      expect(rules.get('object-src')).toBe("'none'")
      expect(policy).not.toContain('unsafe-eval')
    }
    expect(nonces[0]).not.toBe(nonces[1])
    expect(nonces[0]?.length).toBeGreaterThanOrEqual(22)
  })

  test.each(['/', '/nothing', '/healthz', '/api/none'])('protect %s', async (path) => {
    const { url } = await frame()
    const { headers } = await fetch(url + path)
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('microphone=()')
  })

  test('demand https only where the site is reached by https', async () => {
    const plain = await frame()
    const secure = await frame({ publicUrl: 'https://skills.example.com' })
    expect((await fetch(plain.url)).headers.get('strict-transport-security')).toBeNull()
    expect((await fetch(secure.url)).headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  test('carry what the request decided, such as a renewed session, to every page', async () => {
    const { url } = await frame({
      page: (_request, headers) => {
        headers.append('set-cookie', 'theme=dark')
        return new Response('page', { headers })
      },
      runtime: {
        loadContext: () => ({ responseHeaders: new Headers({ 'set-cookie': 'session=renewed' }) }) as never,
      },
    })
    expect((await fetch(url)).headers.getSetCookie()).toEqual(['theme=dark', 'session=renewed'])
  })

  test('keep pages out of shared caches, unless the page says otherwise', async () => {
    const { url } = await frame({
      page: (request) =>
        new Response(
          'page',
          request.url.endsWith('/open') ? { headers: { 'cache-control': 'public, max-age=60' } } : {},
        ),
    })
    expect((await fetch(url)).headers.get('cache-control')).toBe('private, no-cache')
    expect((await fetch(`${url}/open`)).headers.get('cache-control')).toBe('public, max-age=60')
  })
})

describe('the request id', () => {
  const given = 'edge-0123456789'

  test('is a ULID that answer and application share', async () => {
    let seen = ''
    const { url } = await frame({
      runtime: {
        loadContext: (_request, { requestId }) => {
          seen = requestId
          return { responseHeaders: new Headers() } as never
        },
      },
    })
    const id = (await fetch(url, { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(id).toBe(seen)
  })

  test('is taken over from a proxy that is trusted', async () => {
    const { url } = await frame({ proxies: ['127.0.0.0/8'] })
    expect((await fetch(url, { headers: { 'x-request-id': given } })).headers.get('x-request-id')).toBe(given)
  })

  test('is never something that could forge a log line', async () => {
    const { url } = await frame({ proxies: ['127.0.0.1'] })
    expect(
      (await fetch(url, { headers: { 'x-request-id': '{"level":30} x' } })).headers.get('x-request-id'),
    ).toMatch(/^[0-9A-Z]{26}$/)
  })
})

describe('client addresses', () => {
  test.each([
    [[], '127.0.0.1', 'http:'],
    [['127.0.0.1'], '203.0.113.5', 'https:'],
  ])('with trusted proxies %j are %s', async (proxies, address, protocol) => {
    let seen = ''
    const { url } = await frame({
      proxies,
      page: (request) => new Response(new URL(request.url).protocol),
      runtime: {
        loadContext: (_request, { clientAddress }) => {
          seen = clientAddress
          return { responseHeaders: new Headers() } as never
        },
      },
    })
    const response = await fetch(url, {
      headers: { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' },
    })
    expect(await response.text()).toBe(protocol)
    expect(seen).toBe(address)
  })
})

describe('compression', () => {
  const long = '进水阀 inlet valve '.repeat(500)

  test('is brotli for who takes it and none for who does not', async () => {
    const { url } = await frame({
      page: () => new Response(long, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    })
    const squeezed = await fetch(url, { headers: { 'accept-encoding': 'br' } })
    expect(squeezed.headers.get('content-encoding')).toBe('br')
    expect(squeezed.headers.get('vary')).toMatch(/accept-encoding/i)
    expect(await squeezed.text()).toBe(long)
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe(long)
  })

  test('does not hold back the pieces of an answer', async () => {
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const { url } = await frame({
      page: () => {
        const body = new ReadableStream({
          async start(controller) {
            controller.enqueue(new TextEncoder().encode('the first piece'))
            await finished
            controller.close()
          },
        })
        return new Response(body, { headers: { 'content-type': 'text/html' } })
      },
    })
    const response = await fetch(url, { headers: { 'accept-encoding': 'br' } })
    expect(response.headers.get('content-encoding')).toBe('br')
    const first = await response.body?.pipeThrough(new TextDecoderStream()).getReader().read()
    finish()
    expect(first?.value).toBe('the first piece')
  })
})

describe('files', () => {
  const script = 'export const answer = 42;'.repeat(40)

  function clientFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'tiergate-client-'))
    folders.push(folder)
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'assets/page-abc123.js'), script)
    writeFileSync(join(folder, 'assets/page-abc123.js.br'), brotliCompressSync(script))
    writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\n')
    return folder
  }

  test('with a hash in their name are kept for a year', async () => {
    const { url } = await frame({ options: { clientFolder: clientFolder() } })
    const response = await fetch(`${url}/assets/page-abc123.js`, { headers: { 'accept-encoding': 'br' } })
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toMatch(/javascript/)
    expect(response.headers.get('content-encoding')).toBe('br')
    expect(await response.text()).toBe(script)
  })

  test('with a hash are a plain 404 when they are missing, never a page', async () => {
    const { url } = await frame({ options: { clientFolder: clientFolder() } })
    const response = await fetch(`${url}/assets/gone-abc123.js`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).not.toContain('page')
  })

  test('of the public folder are looked at again after an hour', async () => {
    const { url } = await frame({ options: { clientFolder: clientFolder() } })
    const response = await fetch(`${url}/robots.txt`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=3600')
    expect(await response.text()).toContain('User-agent')
  })

  test.each(['/assets/../robots.txt', '/assets/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json'])(
    'outside the folder are not given for %s',
    async (path) => {
      const { server } = await frame({ options: { clientFolder: join(clientFolder(), 'assets/..') } })
      const response = await server.inject({ url: path })
      expect(response.body).not.toContain('"name"')
    },
  )
})

describe('health', () => {
  test('says that the process runs, and whether its database answers', async () => {
    let isUp = true
    const { url } = await frame({ runtime: { readiness: async () => isUp } })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    isUp = false
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
  })

  test.each([
    ['fails', () => Promise.reject(new Error('gone'))],
    ['does not answer', () => new Promise<boolean>(() => {})],
  ])('is not ready when the database %s', async (_what, readiness) => {
    const { url } = await frame({ runtime: { readiness } })
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
  })

  test('is not ready while the server stops', async () => {
    const { url } = await frame({ options: { isDraining: () => true } })
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
  })
})

describe('metrics', () => {
  test('group answers by the pattern of the page and its status', async () => {
    const { url } = await frame()
    await fetch(`${url}/reset-password/abcdef`)
    await fetch(`${url}/reset-password/ghijkl`)
    const text = await (await fetch(`${url}/metrics`)).text()
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/reset-password\/:token",status="200"\} 2/,
    )
    expect(text).not.toContain('abcdef')
    expect(text).toContain('nodejs_eventloop_lag_seconds')
    expect(text).toContain('process_resident_memory_bytes')
  })

  test('do not exist for anybody but this machine', async () => {
    const { url } = await frame()
    const response = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.5' } })
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('process_')
  })
})

describe('logs', () => {
  test('say what was asked and how it ended, without query, cookies or a token in the path', async () => {
    const lines: string[] = []
    const log = createLog(
      'info',
      new Writable({
        write(chunk, _encoding, done) {
          lines.push(chunk.toString())
          done()
        },
      }),
    )
    const { url } = await frame({ options: { log } })
    await fetch(`${url}/reset-password/s3cr3t-token?email=a%40b.example`, {
      headers: { cookie: 'session=s3cr3t-cookie', authorization: 'Bearer s3cr3t-key' },
    })
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    const answered = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'answered')
    expect(answered).toMatchObject({
      method: 'GET',
      route: '/reset-password/:token',
      status: 200,
      address: '127.0.0.1',
    })
    expect(answered.requestId).toMatch(/^[0-9A-Z]{26}$/)
    expect(lines.join('')).not.toMatch(/s3cr3t|b\.example/)
  })
})

describe('limits', () => {
  const few = { pages: 3, signIn: 1, register: 2, api: 2 }
  const from = (address: string) => ({ 'x-forwarded-for': address })

  test('count each client by itself, and sign-in apart from pages', async () => {
    const { url } = await frame({ proxies: ['127.0.0.1'], options: { rateLimits: few } })
    const ask = async (path: string, address: string, method = 'GET') =>
      (await fetch(url + path, { method, headers: from(address) })).status
    expect([
      await ask('/', '203.0.113.1'),
      await ask('/', '203.0.113.1'),
      await ask('/', '203.0.113.1'),
      await ask('/', '203.0.113.1'),
    ]).toEqual([200, 200, 200, 429])
    expect(await ask('/', '203.0.113.2')).toBe(200)
    await ask('/sign-in/password', '203.0.113.3', 'POST')
    expect(await ask('/sign-in/password.data', '203.0.113.3', 'POST')).toBe(429)
    expect(await ask('/', '203.0.113.3')).toBe(200)
  })

  test('slow down whoever tries certificate numbers, but not whoever opens the register', async () => {
    const { url } = await frame({ proxies: ['127.0.0.1'], options: { rateLimits: { ...few, pages: 100 } } })
    const ask = async (path: string) =>
      (await fetch(url + path, { headers: from('203.0.113.7'), redirect: 'manual' })).status
    const statuses = [
      await ask('/register?q=A'),
      await ask('/register.data?q=B'),
      await ask('/register?q=C'),
      await ask('/register?x=1&q=C'),
      await ask('/register'),
    ]
    expect(statuses.map((status) => status === 429)).toEqual([false, false, true, true, false])
  })

  test('say when to come back', async () => {
    const { url } = await frame({ proxies: ['127.0.0.1'], options: { rateLimits: { ...few, api: 0 } } })
    const response = await fetch(`${url}/api/v1/none`, { headers: from('203.0.113.9') })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  })

  test('do not slow down programs on this machine', async () => {
    const { url } = await frame({ options: { rateLimits: few } })
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await fetch(url)).status))
    expect(statuses.every((status) => status === 200)).toBe(true)
  })

  test('hold for clients behind a proxy nobody declared', async () => {
    const { url } = await frame({ options: { rateLimits: few } })
    const statuses: number[] = []
    for (let at = 0; at < 5; at++)
      statuses.push((await fetch(url, { headers: from(`203.0.113.${at}`) })).status)
    expect(statuses).toContain(429)
  })
})

describe('the machine interface', () => {
  test('is registered beside the pages and answers what it does not know as a problem', async () => {
    const { url } = await frame({
      runtime: {
        registerApi: (scope) => {
          scope.post('/api/v1/echo', async (request) => request.body)
        },
      },
    })
    const echo = await fetch(`${url}/api/v1/echo`, {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await echo.json()).toEqual({ a: 1 })
    const unknown = await fetch(`${url}/api/v1/unknown`)
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({
      status: 404,
      requestId: unknown.headers.get('x-request-id'),
    })
  })
})

describe('stopping', () => {
  test('lets the answer under way finish, then closes the application', async () => {
    const events: string[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const { server, url } = await frame({
      page: async () => {
        await released
        events.push('answered')
        return new Response('page')
      },
    })
    const answer = fetch(url)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const stopped = stopServer({ server, close: async () => void events.push('closed') })
    setTimeout(release, 50)
    expect(await (await answer).text()).toBe('page')
    await stopped
    expect(events).toEqual(['answered', 'closed'])
    await expect(fetch(url)).rejects.toThrow()
  })

  test('cuts what is not done after the grace', async () => {
    const { server, url } = await frame({ page: () => new Promise<Response>(() => {}) })
    const answer = fetch(url).catch(() => 'cut')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await stopServer({ server, close: async () => {}, grace: 100 })
    expect(await answer).toBe('cut')
  })
})
