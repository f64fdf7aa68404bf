import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { CertificateOrder, DrawnCertificate } from './certificate-order.ts'
import type { PrintAnswer, PrintRequest } from './certificate-thread.ts'

/** Fonts are large: a thread that nobody needs is let go. */
const idleMs = 60_000

/** Beside the built server the bundled thread; from the sources, in development and tests, the file itself. */
const isBuilt = basename(import.meta.dirname) === 'server'
const threadFile = join(import.meta.dirname, isBuilt ? 'certificate-thread.js' : 'certificate-thread.ts')

type Waiting = { resolve(drawn: DrawnCertificate): void; reject(failure: Error): void }

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let last = 0
const waiting = new Map<number, Waiting>()

/** Draws a certificate off the event loop, one after the other in a thread that starts when it is first needed. */
export function printCertificate(order: CertificateOrder): Promise<DrawnCertificate> {
  clearTimeout(idle)
  thread ??= startThread()
  // Only a thread that somebody waits for keeps the process alive.
  thread.ref()
  last += 1
  const number = last
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject })
    thread?.postMessage({ number, order } satisfies PrintRequest)
  })
}

function startThread(): Worker {
  const started = isBuilt ? new Worker(threadFile) : new Worker(fromSources(), { eval: true })
  started.on('message', (answer: PrintAnswer) => {
    const one = waiting.get(answer.number)
    waiting.delete(answer.number)
    if ('drawn' in answer) one?.resolve(answer.drawn)
    else one?.reject(new Error(answer.failed))
    if (waiting.size > 0) return
    started.unref()
    letGoLater(started)
  })
  const end = (failure: Error) => {
    if (thread === started) thread = undefined
    for (const one of waiting.values()) one.reject(failure)
    waiting.clear()
  }
  started.on('error', end)
  started.on('exit', () => {
    if (thread === started) end(new Error('The thread that draws certificates ended'))
  })
  return started
}

/** Starts the thread from its TypeScript; Node does not hand the loader of its parent on to a thread. */
function fromSources(): string {
  const tsx = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const [loader, file] = [tsx, threadFile].map((path) => JSON.stringify(pathToFileURL(path).href))
  return `import(${loader}).then(({ register }) => { register(); return import(${file}) })`
}

function letGoLater(started: Worker): void {
  clearTimeout(idle)
  idle = setTimeout(() => {
    if (thread === started) thread = undefined
    void started.terminate()
  }, idleMs)
  idle.unref()
}
