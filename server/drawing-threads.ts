import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import type { ThreadMessage } from './drawing-thread.ts'
import type { DrawOrder } from './page-drawing.ts'

/** Threads that draw pages, so that saving answers and loading data never wait for a page to be drawn. */
export type DrawingThreads = {
  /** The drawn page; null where no thread is there or it could not draw it: the caller then draws it itself. */
  draw(order: DrawOrder): Promise<Buffer | null>
  close(): Promise<void>
}

type Thread = {
  worker: Worker
  isReady: boolean
  readonly waiting: Map<number, (html: Buffer | null) => void>
}

/** A thread that dies is started again after this pause. */
const restartPauseMs = 1_000
/** Larger than any page needs; what a thread holds beyond its code is one page at a time. */
const heapLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 }

/** Starts so many threads of a file; none of them is waited for. */
export function drawingThreads(file: URL, count: number, log: FastifyBaseLogger): DrawingThreads {
  let isClosed = false
  let next = 0
  const threads = Array.from({ length: count }, () => {
    const thread: Thread = { worker: start(), isReady: false, waiting: new Map() }
    watch(thread)
    return thread
  })

  function start(): Worker {
    const worker = new Worker(file, { resourceLimits: heapLimits })
    worker.unref()
    return worker
  }

  function watch(thread: Thread): void {
    thread.worker.on('message', (message: ThreadMessage) => {
      if (message.is === 'ready') {
        thread.isReady = true
        return
      }
      const answer = thread.waiting.get(message.order)
      thread.waiting.delete(message.order)
      if (message.is === 'failed')
        log.warn({ reason: message.reason }, 'A page could not be drawn from its data')
      answer?.(message.is === 'drawn' ? Buffer.from(message.html.buffer) : null)
    })
    thread.worker.on('error', (failure) => log.error({ err: failure }, 'A drawing thread failed'))
    thread.worker.on('exit', () => {
      thread.isReady = false
      for (const answer of thread.waiting.values()) answer(null)
      thread.waiting.clear()
      if (!isClosed) void startAgain(thread)
    })
  }

  async function startAgain(thread: Thread): Promise<void> {
    await wait(restartPauseMs, undefined, { ref: false })
    if (isClosed) return
    thread.worker = start()
    watch(thread)
  }

  return {
    draw(order) {
      const [thread] = threads.filter(({ isReady }) => isReady).sort(byWaiting)
      if (!thread) return Promise.resolve(null)
      const number = next++
      return new Promise((answer) => {
        thread.waiting.set(number, answer)
        thread.worker.postMessage({ number, order })
      })
    },
    async close() {
      isClosed = true
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}

function byWaiting(one: Thread, other: Thread): number {
  return one.waiting.size - other.waiting.size
}
