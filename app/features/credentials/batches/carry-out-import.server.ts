import type { SignedInContext } from '#app/context.server.ts'
import { codeFrom } from '#app/domain/credential/batch-row.ts'
import { inPieces } from '#app/domain/shared/grouped.ts'
import { queueJobs } from '#app/jobs/jobs.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findByNumbers } from '../credential.repository.server.ts'
import { findTypesOfBrands } from '../credential-type.repository.server.ts'
import { findPeopleLearning } from '../enrolment.repository.server.ts'
import type { BatchRecord } from './batch.repository.server.ts'
import type { PlannedRow } from './batch-row.ts'
import { type ToWrite, writeCredentials } from './write-credentials.server.ts'

const atOnce = 500

/**
 * Takes earlier certificates over: credentials without a decision, whose only evidence is the record they came from. They count as issued on the day from which they
 * are valid, and as known from now. Whoever works towards something may have come a step further by it.
 */
export async function carryOutImport(
  ctx: SignedInContext,
  trx: Db,
  batch: BatchRecord,
  ready: readonly PlannedRow[],
  reason: string,
): Promise<readonly PlannedRow[]> {
  const types = new Map(
    (await findTypesOfBrands(trx, [batch.brandId])).map((type) => [codeFrom(type.code), type]),
  )
  const previous = await findPrevious(trx, batch.brandId, ready)
  const wanted = ready.map((row): ToWrite => {
    const { details, personId, oldNumber, read } = row
    const type = types.get(codeFrom(read.typeCode ?? ''))
    const { validFrom, validUntil, evidenceMode = 'UNPROCTORED' } = details
    if (!type || !personId || !validFrom || !validUntil)
      throw new Error(`Row ${row.rowNumber} of batch ${batch.id} lost what it needs`)
    return {
      row,
      personId,
      type,
      decisionId: null,
      previous: previous.get(details.supersedes ?? '') ?? null,
      supersedesFrom: validFrom,
      issuedAt: validFrom,
      validFrom,
      validUntil,
      evidenceMode,
      evidenceJson: JSON.stringify([
        {
          key: 'earlier-record',
          met: true,
          since: validFrom,
          batchId: batch.id,
          sourceHash: batch.sourceHash,
          oldNumber,
          ...(evidenceMode === 'PROCTORED'
            ? { proctoredAttestedBy: batch.agreedBy ?? ctx.actor.personId }
            : {}),
        },
      ]),
      reason: read.reason || reason,
      eventDetails: { takenOver: true, batchId: batch.id, ...(oldNumber === null ? {} : { oldNumber }) },
    }
  })
  const rows = await writeCredentials(ctx, trx, batch.id, wanted)
  for (const piece of inPieces([...new Set(wanted.map(({ personId }) => personId))], atOnce))
    await queueJobs(
      ctx,
      trx,
      (await findPeopleLearning(trx, piece)).map((personId) => ({
        kind: 'advance-enrolments',
        payload: { personId },
      })),
    )
  return rows
}

async function findPrevious(trx: Db, brandId: string, ready: readonly PlannedRow[]) {
  const numbers = ready.flatMap(({ details }) => (details.supersedes ? [details.supersedes] : []))
  const found = new Map<string, { id: string; number: string }>()
  for (const piece of inPieces(numbers, atOnce))
    for (const { id, number } of await findByNumbers(trx, piece, brandId)) found.set(number, { id, number })
  return found
}
