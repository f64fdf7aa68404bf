import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { addFailureAnswers } from '#server/failures.ts'
import { answerWith, type HandleRequest } from '#server/remix-adapter.ts'

let server: FastifyInstance | undefined

afterEach(async () => {
  server?.server.closeAllConnections()
  await server?.close()
})

/** Serves one function from Request to Response and resolves with its address. */
async function serve(handle: HandleRequest, limits = { upload: 1_000_000, other: 1_000 }): Promise<string> {
  const fastify = Fastify()
  server = fastify
  addFailureAnswers(fastify)
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null))
  fastify.all('/*', (request, reply) => answerWith(handle, request, reply, limits))
  return fastify.listen({ port: 0, host: '127.0.0.1' })
}

/** Sends bytes as they are and resolves with everything that comes back until the server closes. */
function raw(address: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('the request', () => {
  test('arrives with method, full address, query and headers', async () => {
    const address = await serve(async (request) =>
      Response.json({
        method: request.method,
        url: request.url,
        language: request.headers.get('accept-language'),
      }),
    )
    const response = await fetch(`${address}/courses/WM-201?page=2&q=%E9%98%80`, {
      headers: { 'accept-language': 'zh-CN' },
    })
    expect(await response.json()).toEqual({
      method: 'GET',
      url: `${address}/courses/WM-201?page=2&q=%E9%98%80`,
      language: 'zh-CN',
    })
  })

  test('keeps a path that begins with two slashes on this site', async () => {
    const address = await serve(async (request) => new Response(request.url))
    const answer = await raw(
      address,
      'GET //evil.example/x HTTP/1.1\r\nHost: here.example\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toContain('http://here.example//evil.example/x')
  })

  test.each(['evil.example/path', 'a@b.example', 'a b'])(
    'is refused with the Host header %s',
    async (host) => {
      const address = await serve(async () => new Response('answered'))
      const answer = await raw(address, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1.1 400 /)
      expect(answer).not.toContain('answered')
    },
  )

  test('is refused when its target is not a path', async () => {
    const address = await serve(async () => new Response('answered'))
    const answer = await raw(address, 'OPTIONS * HTTP/1.1\r\nHost: here.example\r\nConnection: close\r\n\r\n')
    expect(answer).not.toContain('answered')
  })

  test('carries form fields and files', async () => {
    const address = await serve(async (request) => {
      const form = await request.formData()
      const file = form.get('photo') as File
      return Response.json({ note: form.get('note'), name: file.name, size: file.size })
    })
    const form = new FormData()
    form.set('note', '进水阀')
    form.set('photo', new File([new Uint8Array(200_000)], 'valve.png'))
    const response = await fetch(`${address}/`, { method: 'POST', body: form })
    expect(await response.json()).toEqual({ note: '进水阀', name: 'valve.png', size: 200_000 })
  })

  test('hands its body on before all of it was sent', async () => {
    const seen: string[] = []
    let firstPieceSeen = () => {}
    const firstPiece = new Promise<void>((resolve) => {
      firstPieceSeen = resolve
    })
    const address = await serve(async (request) => {
      for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
        seen.push(Buffer.from(piece).toString())
        firstPieceSeen()
      }
      return new Response(seen.join('|'))
    })
    const answer = new Promise<string>((resolve, reject) => {
      const upload = httpRequest(`${address}/`, { method: 'POST' }, (response) => {
        response.setEncoding('utf8')
        response.on('data', resolve)
      })
      upload.on('error', reject)
      upload.write('one')
      firstPiece.then(() => upload.end('two'))
    })
    expect(await answer).toBe('one|two')
  })

  test.each([
    ['a body that is announced as too large', { 'content-length': '1001' }],
    ['a body that turns out too large', { 'transfer-encoding': 'chunked' }],
  ])('is refused with 413 for %s', async (_what, headers) => {
    const address = await serve(async (request) => {
      // An action that swallows the failure must not make it look accepted.
      const text = await request.text().catch(() => 'failed')
      return new Response(text)
    })
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const upload = httpRequest(`${address}/`, { method: 'POST', headers }, (response) =>
        resolve(response.statusCode),
      )
      upload.on('error', reject)
      upload.end('x'.repeat(1001))
    })
    expect(status).toBe(413)
  })

  test('may be larger when it is an upload', async () => {
    const address = await serve(
      async (request) => new Response(String(String((await request.formData()).get('text')).length)),
    )
    const form = new FormData()
    form.set('text', 'x'.repeat(5_000))
    const response = await fetch(`${address}/`, { method: 'POST', body: form })
    expect(await response.text()).toBe('5000')
  })

  test('is aborted when the client goes away', async () => {
    const reached = withResolvers<void>()
    const aborted = withResolvers<string>()
    const address = await serve(async (request) => {
      request.signal.addEventListener('abort', () => aborted.resolve('aborted'))
      reached.resolve()
      return new Promise<Response>(() => {})
    })
    const leaving = new AbortController()
    const answer = fetch(address, { signal: leaving.signal }).catch(() => 'left')
    await reached.promise
    leaving.abort()
    expect(await aborted.promise).toBe('aborted')
    expect(await answer).toBe('left')
  })
})

describe('the answer', () => {
  test('carries status, headers and each Set-Cookie by itself', async () => {
    const address = await serve(async () => {
      const headers = new Headers({ location: '/ladder' })
      headers.append('set-cookie', 'session=a; Path=/; HttpOnly')
      headers.append('set-cookie', 'language=zh-CN; Path=/; Expires=Mon, 23 Nov 2026 02:00:00 GMT')
      return new Response(null, { status: 302, headers })
    })
    const response = await fetch(address, { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/ladder')
    expect(response.headers.getSetCookie()).toEqual([
      'session=a; Path=/; HttpOnly',
      'language=zh-CN; Path=/; Expires=Mon, 23 Nov 2026 02:00:00 GMT',
    ])
  })

  test('has a length when the whole of it is there', async () => {
    const address = await serve(async () => new Response('爬梯'))
    const response = await fetch(address)
    expect(response.headers.get('content-length')).toBe('6')
    expect(await response.text()).toBe('爬梯')
  })

  test('has no body for HEAD, and the source is told', async () => {
    let isCancelled = false
    const address = await serve(async () => {
      const body = new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(10)),
        cancel: () => {
          isCancelled = true
        },
      })
      return new Response(body, { headers: { 'x-kind': 'page' } })
    })
    const response = await fetch(address, { method: 'HEAD' })
    expect(response.headers.get('x-kind')).toBe('page')
    expect(await response.text()).toBe('')
    expect(isCancelled).toBe(true)
  })

  test('arrives piece by piece when it is made piece by piece', async () => {
    const secondPiece = withResolvers<void>()
    const address = await serve(async () => {
      const encoder = new TextEncoder()
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(encoder.encode('one'))
          await secondPiece.promise
          controller.enqueue(encoder.encode('two'))
          controller.close()
        },
      })
      return new Response(body)
    })
    const response = await fetch(address)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe('one')
    secondPiece.resolve()
    expect((await reader?.read())?.value).toBe('two')
    expect((await reader?.read())?.done).toBe(true)
  })

  test('is whole when it is longer than what is put together first', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(97)
    let left = 9
    const address = await serve(async () => {
      const body = new ReadableStream({
        pull(controller) {
          if (left-- > 0) controller.enqueue(piece)
          else controller.close()
        },
      })
      return new Response(body)
    })
    const response = await fetch(address)
    expect((await response.arrayBuffer()).byteLength).toBe(9 * 1024 * 1024)
  })

  test('stops being made when the client leaves in the middle', async () => {
    const cancelled = withResolvers<string>()
    const address = await serve(async () => {
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new Uint8Array([97])),
        cancel: () => cancelled.resolve('cancelled'),
      })
      return new Response(body)
    })
    const leaving = new AbortController()
    const response = await fetch(address, { signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
    expect(await cancelled.promise).toBe('cancelled')
  })

  test('is 500 with nothing of the failure in it when the application throws', async () => {
    const address = await serve(async () => {
      throw new Error('secret detail')
    })
    const response = await fetch(address)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret detail')
  })
})

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
