import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DrawingThreads, drawingThreads } from '#server/drawing-threads.ts'
import { createLog } from '#server/request-log.ts'

/** A thread that does as the pattern says, and says which thread it is. */
const code = `
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', ({ number, order }) => {
    if (order.pattern === '/die') process.exit(1)
    if (order.pattern === '/fail') return parentPort.postMessage({ is: 'failed', order: number, reason: 'a fault' })
    const html = new TextEncoder().encode(threadId + ' ' + order.url)
    setTimeout(() => parentPort.postMessage({ is: 'drawn', order: number, html }, [html.buffer]), order.pattern === '/slow' ? 100 : 0)
  })
  parentPort.postMessage({ is: 'ready' })
`
const file = new URL(`data:text/javascript,${encodeURIComponent(code)}`)
const log = createLog('silent')
const order = (pattern: string, url = 'http://x/') => ({
  pattern,
  url,
  data: '[]',
  nonce: 'n',
  requestId: 'r',
})
let threads: DrawingThreads

beforeEach(async () => {
  threads = drawingThreads(file, 2, log)
  await vi.waitUntil(async () => (await threads.draw(order('/'))) !== null)
})
afterEach(() => threads.close())

test('give each order its own page', async () => {
  const urls = Array.from({ length: 20 }, (_, number) => `http://x/${number}`)
  const pages = await Promise.all(urls.map((url) => threads.draw(order('/', url))))
  expect(pages.map((page) => page?.toString().split(' ')[1])).toEqual(urls)
})

test('share what waits', async () => {
  await vi.waitUntil(async () => {
    const pages = await Promise.all([threads.draw(order('/slow')), threads.draw(order('/slow'))])
    return new Set(pages.map((page) => page?.toString().split(' ')[0])).size === 2
  })
})

test('give nothing where a page cannot be drawn, and go on', async () => {
  expect(await threads.draw(order('/fail'))).toBeNull()
  expect(await threads.draw(order('/'))).not.toBeNull()
})

test('that die leave nobody waiting and come back', async () => {
  const waiting = [threads.draw(order('/slow')), threads.draw(order('/slow'))]
  await Promise.all([threads.draw(order('/die')), threads.draw(order('/die'))])
  expect(await Promise.all(waiting)).toEqual([null, null])
  expect(await threads.draw(order('/'))).toBeNull()
  await vi.waitUntil(async () => (await threads.draw(order('/'))) !== null, { timeout: 10_000 })
})

test('none of them is there on a machine of one core', async () => {
  const none = drawingThreads(file, 0, log)
  await wait(20)
  expect(await none.draw(order('/'))).toBeNull()
  await none.close()
})
