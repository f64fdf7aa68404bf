import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import type { GateDecision } from '#app/domain/gate/gate-decision.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import type { RecordedInputs } from '#app/domain/gate/record-inputs.ts'
import { firstPreviousHash, hashLink } from '#app/features/audit/index.server.ts'
import { inGroupedTransaction } from '#db/grouped-transaction.ts'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { GatePaths } from './gate-paths.ts'
import { type DecisionRow, findLastLink, insertDecision, insertInputs } from './ledger.repository.server.ts'

const gateLedgerLock = 7_303

/** Who asked: a person for an organisation, or a key of one; nobody where a job asks. */
export type Asker = {
  readonly personId: string | null
  readonly organisationId: string | null
  readonly keyId: string | null
}

export type DecidedCase = {
  readonly request: GateRequest
  readonly decision: GateDecision & { readonly inputsDigest: string; readonly inputs: RecordedInputs }
  readonly paths: GatePaths
  readonly subjects: { readonly brandId: string; readonly personId: string; readonly outletId: string }
}

/** SHA-256 in hexadecimal, the hash of everything that is recorded of the gate. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Puts decisions on record in their order: each with its link of the ledger, and with what it rested on, kept once for each content. Durable once it
 * answers, with the ids and the instant of recording. All or none; decisions that arrive together share a commit.
 */
export async function recordDecisions(
  ctx: Context,
  asker: Asker,
  cases: readonly DecidedCase[],
): Promise<{ readonly ids: readonly string[]; readonly recordedAt: string }> {
  const recordedAt = ctx.now()
  const rows = cases.map((one) => decisionRow(ctx.newId(), recordedAt, asker, one))
  const kept = keptHashesOf(ctx.db)
  const fresh = new Map<string, string>()
  for (const { decision } of cases)
    for (const part of Object.values(decision.inputs.parts))
      if (!kept.has(part.hash)) fresh.set(part.hash, part.text)
  await inGroupedTransaction(ctx.db, async (trx) => {
    // First of all, so that two that keep the same part and wait for the ledger do not wait for each other.
    await lockInTransaction(trx, gateLedgerLock)
    for (const [hash, body] of fresh) await insertInputs(trx, { hash, body, recordedAt })
    const last = await findLastLink(trx)
    let previousHash = last?.hash ?? firstPreviousHash
    let sequence = last?.sequence ?? 0
    for (const row of rows) {
      sequence += 1
      const hash = hashLink(previousHash, decisionFields({ ...row, sequence }))
      await insertDecision(trx, row, { sequence, decisionId: row.id, previousHash, hash })
      previousHash = hash
    }
  })
  for (const hash of fresh.keys()) kept.add(hash)
  return { ids: rows.map(({ id }) => id), recordedAt }
}

function decisionRow(id: string, recordedAt: string, asker: Asker, one: DecidedCase): DecisionRow {
  const { request, decision, paths, subjects } = one
  const { rules, place, people } = decision.inputs.parts
  return {
    id,
    recordedAt,
    asOf: request.asOf,
    checkpoint: request.checkpoint,
    brandId: subjects.brandId,
    personId: subjects.personId,
    outletId: subjects.outletId,
    operationCode: request.operation,
    modelCode: request.model,
    windowStart: request.window.start,
    windowEnd: request.window.end,
    decision: decision.decision,
    policyVersion: decision.policyVersion,
    inputsDigest: decision.inputsDigest,
    requestJson: JSON.stringify(request),
    reasonsJson: JSON.stringify(decision.reasons),
    pathsJson: JSON.stringify({ ...paths, requirement: decision.requirement }),
    askedBy: asker.personId,
    askedForOrganisationId: asker.organisationId,
    askedByKey: asker.keyId,
    inputsJson: JSON.stringify({ rules: rules.hash, place: place.hash, people: people.hash }),
  }
}

/** What a link of the gate's ledger is hashed over, in its order: its place and the whole decision (migration `gate-ledger` chains alike). */
export function decisionFields(link: DecisionRow & { readonly sequence: number }): readonly unknown[] {
  return [
    link.sequence,
    link.id,
    link.recordedAt,
    link.asOf,
    link.checkpoint,
    link.brandId,
    link.personId,
    link.outletId,
    link.operationCode,
    link.modelCode,
    link.windowStart,
    link.windowEnd,
    link.decision,
    link.policyVersion,
    link.inputsDigest,
    link.requestJson,
    link.reasonsJson,
    link.pathsJson,
    link.askedBy,
    link.askedForOrganisationId,
    link.askedByKey,
    link.inputsJson,
  ]
}

/** Hashes of parts known to be in a database, so that they are not sent again. What is kept is never taken away. */
const keptHashes = new WeakMap<Db, Set<string>>()
const mostKeptHashes = 50_000

function keptHashesOf(db: Db): Set<string> {
  const known = keptHashes.get(db)
  if (known && known.size < mostKeptHashes) return known
  const hashes = new Set<string>()
  keptHashes.set(db, hashes)
  return hashes
}
