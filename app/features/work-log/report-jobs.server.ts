import type { Context } from '#app/context.server.ts'
import type { ApiCaller } from '#app/features/api-keys/index.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import { findNamed } from './named-in-jobs.repository.server.ts'
import { findJob, insertJobs, insertWorkLogConnection } from './work-log.repository.server.ts'

/** A finished job as a brand's own system reports it. `model` tells the category of an operation that belongs to none. */
export type FinishedJob = {
  readonly job: string
  readonly engineer: string
  readonly operation: string
  readonly model: string | null
  readonly outlet: string
  readonly supervisor: string | null
  readonly finishedAt: string
  readonly redoOf: string | null
}

export type JobField = 'engineer' | 'operation' | 'model' | 'outlet' | 'supervisor' | 'redoOf' | 'finishedAt'

export type JobOutcome =
  | { ok: true; job: string; isNew: boolean }
  | { ok: false; reason: 'unknown'; fields: readonly JobField[] }
  | { ok: false; reason: 'in-the-future' }
  | { ok: false; reason: 'job-taken' }

/** Reports of one brand stand in a line, so that a job that comes twice at once is one job. */
const workLogLock = 7_305

/**
 * Takes finished jobs from a brand, in their order. A job sent again in the same words is there already; its number with other words is refused, since what
 * is logged is not changed. What the brand may not see is to it as if it did not exist. Those that are right are logged, whatever the others are.
 */
export async function reportJobs(
  ctx: Context,
  caller: ApiCaller,
  jobs: readonly FinishedJob[],
): Promise<JobOutcome[]> {
  const at = ctx.now()
  return ctx.db.transaction().execute(async (trx) => {
    await lockInTransaction(trx, workLogLock)
    const outcomes: JobOutcome[] = []
    for (const job of jobs) outcomes.push(await logJob(ctx, trx, caller, job, at))
    const count = outcomes.filter((one) => one.ok && one.isNew).length
    if (count > 0)
      await recordAudit(ctx, trx, {
        action: 'work-log.reported',
        subjectKind: 'api-key',
        subjectId: caller.keyId,
        organisationId: caller.organisationId,
        details: { count, organisation: caller.organisationCode },
      })
    return outcomes
  })
}

async function logJob(
  ctx: Context,
  trx: Db,
  caller: ApiCaller,
  job: FinishedJob,
  at: string,
): Promise<JobOutcome> {
  if (job.finishedAt > at) return { ok: false, reason: 'in-the-future' }
  const named = await findNamed(trx, caller.organisationId, job)
  const before = job.redoOf === null ? null : await findJob(trx, caller.organisationId, job.redoOf)
  const fields: JobField[] = []
  if (!named.person) fields.push('engineer')
  if (!named.operation) fields.push('operation')
  if (job.model !== null && !named.model) fields.push('model')
  if (!named.outlet) fields.push('outlet')
  if (job.supervisor !== null && !named.supervisor) fields.push('supervisor')
  if (before === undefined) fields.push('redoOf')
  if (fields.length > 0 || !named.person || !named.operation || !named.outlet)
    return { ok: false, reason: 'unknown', fields }
  const row = {
    brandId: caller.organisationId,
    job: job.job,
    personId: named.person.id,
    supervisorId: named.supervisor?.id ?? null,
    outletId: named.outlet.id,
    operationId: named.operation.id,
    categoryId: named.operation.categoryId ?? named.model?.categoryId ?? null,
    finishedAt: job.finishedAt,
    redoOf: job.redoOf,
  }
  const known = await findJob(trx, caller.organisationId, job.job)
  if (known) {
    const isSame = (Object.keys(row) as (keyof typeof row)[]).every((key) => known[key] === row[key])
    return isSame ? { ok: true, job: job.job, isNew: false } : { ok: false, reason: 'job-taken' }
  }
  await insertJobs(trx, [{ ...row, id: ctx.newId(), apiKeyId: caller.keyId, recordedAt: at }])
  return { ok: true, job: job.job, isNew: true }
}

/**
 * Says from when a brand's work log counts for what needs it, such as recency; null: not at all, and such rules are an INFO again (gate 6.15, 18). What was
 * said before stays on record.
 */
export async function connectWorkLog(
  ctx: Context,
  caller: ApiCaller,
  said: { countsFrom: string | null; reason: string },
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    await insertWorkLogConnection(trx, {
      id: ctx.newId(),
      brandId: caller.organisationId,
      countsFrom: said.countsFrom,
      reason: said.reason,
      apiKeyId: caller.keyId,
      recordedAt: ctx.now(),
    })
    await recordAudit(ctx, trx, {
      action: 'work-log.connected',
      subjectKind: 'api-key',
      subjectId: caller.keyId,
      organisationId: caller.organisationId,
      details: {
        organisation: caller.organisationCode,
        countsFrom: said.countsFrom ?? '–',
        reason: said.reason,
      },
    })
  })
}
