import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export type RunningServer = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string
  /** Folder of this server alone: its database, its outbox, its secret. */
  readonly folder: string
  /** Everything printed so far, logs included. */
  output(): string
  /** Sends the signal and resolves with the exit code; removes the folder. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export type StartOptions = {
  /** More environment variables, or others than the defaults. */
  readonly env?: Record<string, string>
  /** Milliseconds until `/readyz` must have said yes. */
  readonly patience?: number
}

/** Starts the built server in an empty folder with a database of its own and resolves once it is ready. Throws with its output if it stops before. */
export async function startServer({
  env = {},
  patience = 60_000,
}: StartOptions = {}): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-server-'))
  const port = env.PORT ?? String(await freePort())
  const child = spawn(process.execPath, [resolve('build/server/start.js')], {
    cwd: folder,
    env: {
      ...ownEnvironment(folder),
      LOG_LEVEL: 'warn',
      PORT: port,
      DATABASE_URL: `file:${folder}/tiergate.db`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))

  const url = `http://127.0.0.1:${port}`
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const code = await ended(child, signal)
    rmSync(folder, { recursive: true, force: true })
    return code
  }
  const deadline = Date.now() + patience
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop('SIGKILL')
      throw new Error(`The server did not get ready (exit code ${child.exitCode}):\n${text}`)
    }
    await wait(50)
  }
  return { url, folder, output: () => text, stop }
}

/** Runs the built server where it is expected to stop by itself, as with a wrong variable; resolves with its exit code and output. */
export async function runServerToItsEnd(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-server-'))
  const child = spawn(process.execPath, [resolve('build/server/start.js')], {
    cwd: folder,
    env: { ...ownEnvironment(folder), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const code = await new Promise<number | null>((done) => child.on('close', done))
  clearTimeout(timer)
  rmSync(folder, { recursive: true, force: true })
  return { code, output }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) })
    return response.ok
  } catch {
    return false
  }
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const end = new Promise<number | null>((done) => child.once('close', done))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  const code = await end
  clearTimeout(timer)
  return code
}

/** Nothing of the test run's own variables may reach the server. */
function ownEnvironment(folder: string) {
  return { NODE_ENV: 'production' as const, PATH: process.env.PATH, HOME: folder }
}
