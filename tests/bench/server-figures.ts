import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { closedLoop, type Load } from './closed-loop.ts'
import type { Measured } from './measure.ts'

export type BenchOptions = {
  /** Of one run. */
  readonly seconds: number
  /** Of which the one in the middle counts. */
  readonly runs: number
  /** Benchmarks whose name contains this; empty for all. */
  readonly only: string
  /** People who sit an exam at once. */
  readonly candidates: number
  /** In the register. */
  readonly credentials: number
  readonly report: (one: Measured) => void
}

/** Answers a second of Node's own server for a page of a size, under the same load: what the machine can do at this moment. */
export async function floorOf(size: number, load: Load): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/bare-server.ts', String(size)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const port = await firstLine(child)
    const { rate } = await closedLoop(
      `http://127.0.0.1:${port}`,
      async (call) => void (await call({ path: '/' })),
      load,
    )
    return rate
  } finally {
    child.kill()
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) return line
  throw new Error('The bare server said nothing')
}

/** The memory in MiB that is the server's own share, as the kernel counts it. */
export function pssOf(folder: string): number {
  const kibibytes = Number(
    /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${processIn(folder)}/smaps_rollup`, 'utf8'))?.[1],
  )
  return kibibytes / 1024
}

/** The processor time in seconds that the server has used so far, in its own code and in the kernel's. */
export function cpuSecondsOf(folder: string): number {
  const [, fields = ''] = readFileSync(`/proc/${processIn(folder)}/stat`, 'utf8').split(') ')
  const [user, system] = fields.split(' ').slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) / ticksASecond
}

/** Linux counts processor time in hundredths of a second wherever programs can see it. */
const ticksASecond = 100

/** The process that works in the server's folder. */
function processIn(folder: string): string {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readlinkSync(`/proc/${pid}/cwd`) === folder) return pid
    } catch {
      // A process that has just gone, or one that is not ours to look at.
    }
  }
  throw new Error(`No process works in ${folder}`)
}
