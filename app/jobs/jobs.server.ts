import type { Context } from '#app/context.server.ts'
import { addMilliseconds } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'
import { failJob, findDueJobs, finishJob, insertJob, insertJobs, takeJob } from './job.repository.server.ts'

/** What can be done later, with what each kind needs. Handlers must bear being run twice. */
export type JobPayloads = {
  /** A person has new evidence: their open enrolments may now await a decision. */
  'advance-enrolments': { personId: string }
}

export type JobKind = keyof JobPayloads

export type JobHandlers = { [Kind in JobKind]: (ctx: Context, payload: JobPayloads[Kind]) => Promise<void> }

const maximumTries = 8
const firstPauseMs = 2_000

/** Writes a job in the use case's own transaction, so that it exists exactly if what it follows from happened. */
export async function queueJob<Kind extends JobKind>(
  ctx: Context,
  trx: Db,
  job: { kind: Kind; payload: JobPayloads[Kind] },
): Promise<void> {
  const at = ctx.now()
  await insertJob(trx, {
    id: ctx.newId(),
    kind: job.kind,
    payloadJson: JSON.stringify(job.payload),
    runAt: at,
    state: 'waiting',
    createdAt: at,
  })
}

/** The same for many jobs of one transaction. */
export async function queueJobs<Kind extends JobKind>(
  ctx: Context,
  trx: Db,
  jobs: readonly { kind: Kind; payload: JobPayloads[Kind] }[],
): Promise<void> {
  const at = ctx.now()
  await insertJobs(
    trx,
    jobs.map(({ kind, payload }) => ({
      id: ctx.newId(),
      kind,
      payloadJson: JSON.stringify(payload),
      runAt: at,
      state: 'waiting',
      createdAt: at,
    })),
  )
}

/** Runs what is due, at most `limit` jobs, and returns how many were done. A failed one is tried again later, eight times in all. */
export async function runDueJobs(ctx: Context, handlers: JobHandlers, limit = 50): Promise<number> {
  let done = 0
  for (const job of await findDueJobs(ctx.db, ctx.now(), limit)) {
    if (!(await takeJob(ctx.db, job.id))) continue
    try {
      const handle = handlers[job.kind as JobKind] as
        | ((ctx: Context, payload: unknown) => Promise<void>)
        | undefined
      if (!handle) throw new Error(`No handler for jobs of kind ${job.kind}`)
      await handle(ctx, JSON.parse(job.payloadJson))
      await finishJob(ctx.db, job.id, ctx.now())
      done += 1
    } catch (failure) {
      ctx.log.error({ err: failure, job: job.id, kind: job.kind }, 'A job failed')
      const tries = job.tries + 1
      await failJob(ctx.db, job.id, {
        tries,
        failure: failure instanceof Error ? failure.message : String(failure),
        runAt: addMilliseconds(ctx.now(), firstPauseMs * 2 ** tries),
        isGivenUp: tries >= maximumTries,
      })
    }
  }
  return done
}
