import type { FastifyInstance } from 'fastify'

/** How long answers that are under way may take once the process was told to stop, in milliseconds. */
const grace = 10_000

export type Stopping = {
  readonly server: FastifyInstance
  readonly close: () => Promise<void>
  readonly grace?: number
}

/**
 * Stops in order: no new connections, the answers under way, then the database. Connections that are not done after the grace are cut.
 */
export async function stopServer({ server, close, grace: patience = grace }: Stopping): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), patience)
  // A connection whose answer has just ended would otherwise be kept for the next request.
  const tidy = setInterval(() => server.server.closeIdleConnections(), 50)
  try {
    await server.close()
  } finally {
    clearTimeout(cut)
    clearInterval(tidy)
    await close()
  }
}

/**
 * Ends the process with 0 on SIGTERM or SIGINT after an orderly stop; a second signal ends it at once with 1, and so does a fault nobody
 * caught, after it was logged.
 */
export function stopOnSignals(stopping: Stopping, onDraining: () => void): void {
  const { log } = stopping.server
  let isStopping = false
  const stop = (code: number) => {
    if (isStopping) process.exit(1)
    isStopping = true
    onDraining()
    stopServer(stopping).then(
      () => process.exit(code),
      (failure: unknown) => {
        log.fatal({ err: failure }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      stop(0)
    })
  }
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (failure: unknown) => {
      log.fatal({ err: failure }, fault)
      stop(1)
    })
  }
}
