import { parentPort } from 'node:worker_threads'
import { type DrawOrder, pageDrawer } from './page-drawing.ts'
import type { ApplicationBuild } from './pages.ts'

/** Draws pages in a thread of its own; bundled to `build/server/drawing-thread.js`. It opens no database and decides nothing: it gets data and gives text. */
process.env.NODE_ENV = 'production'

/** What the thread says: that it is there, then for each order its page or why there is none. */
export type ThreadMessage =
  | { readonly is: 'ready' }
  | { readonly is: 'drawn'; readonly order: number; readonly html: Uint8Array }
  | { readonly is: 'failed'; readonly order: number; readonly reason: string }

const port = parentPort
if (!port) throw new Error('drawing-thread is started by the server, as a thread')
const build = (await import(new URL('./index.js', import.meta.url).href)) as ApplicationBuild
const { draw } = pageDrawer(build)

port.on('message', ({ number, order }: { number: number; order: DrawOrder }) => {
  draw(order).then(
    (html) => port.postMessage({ is: 'drawn', order: number, html }, [html.buffer as ArrayBuffer]),
    (failure: Error) =>
      port.postMessage({ is: 'failed', order: number, reason: String(failure.stack ?? failure) }),
  )
})
port.postMessage({ is: 'ready' })
