import type { Context } from '#app/context.server.ts'
import { evaluateForRecord } from '#app/domain/gate/evaluate-gate.ts'
import type { GateDecision, Reason } from '#app/domain/gate/gate-decision.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { digestText, type InputPart, restoreFacts } from '#app/domain/gate/record-inputs.ts'
import { type Difference, differencesBetween } from '#app/domain/shared/differences.ts'
import type { Db } from '#db/schema/index.ts'
import { type DecisionRow, findInputs } from './ledger.repository.server.ts'
import { sha256 } from './record-decisions.server.ts'

/** What comes of deciding once more by today's rules of evaluation, with the request and the facts that were recorded. */
export type Replay =
  | { readonly outcome: 'same'; readonly facts: GateFacts }
  | { readonly outcome: 'different'; readonly differences: readonly Difference[]; readonly facts: GateFacts }
  /** The decision is from before facts were kept. */
  | { readonly outcome: 'inputs-not-kept' }
  /** What is kept is not what the decision rested on: it fails its own digest. */
  | { readonly outcome: 'inputs-damaged' }

type Recorded = Pick<
  DecisionRow,
  'decision' | 'policyVersion' | 'inputsDigest' | 'requestJson' | 'reasonsJson' | 'pathsJson' | 'inputsJson'
>

type PartTexts = Readonly<Record<InputPart, string>>

/**
 * Decides a recorded case once more. The facts are those that were kept, not those of today, so the answer is the same unless the evaluation itself has
 * changed since; then each value that differs is named by its place.
 */
export async function replayDecision(ctx: Pick<Context, 'db'>, recorded: Recorded): Promise<Replay> {
  if (recorded.inputsJson === null) return { outcome: 'inputs-not-kept' }
  const texts = await readInputs(ctx.db, recorded)
  if (!texts) return { outcome: 'inputs-damaged' }
  const facts = restoreFacts(texts)
  const request = JSON.parse(recorded.requestJson) as GateRequest
  const again = evaluateForRecord(request, facts, sha256)
  const { requirement } = JSON.parse(recorded.pathsJson) as Pick<GateDecision, 'requirement'>
  const differences = differencesBetween(
    {
      decision: recorded.decision,
      policyVersion: recorded.policyVersion,
      inputsDigest: recorded.inputsDigest,
      requirement,
      reasons: JSON.parse(recorded.reasonsJson) as Reason[],
    },
    {
      decision: again.decision,
      policyVersion: again.policyVersion,
      inputsDigest: again.inputsDigest,
      requirement: again.requirement,
      reasons: again.reasons,
    },
  )
  return differences.length === 0 ? { outcome: 'same', facts } : { outcome: 'different', differences, facts }
}

/** The texts of the parts of a decision; null where one is missing or is not what its hash and the digest of the decision say. */
async function readInputs(db: Db, recorded: Recorded): Promise<PartTexts | null> {
  const hashes = JSON.parse(recorded.inputsJson ?? '{}') as Record<InputPart, string>
  const bodies = await findInputs(db, [hashes.rules, hashes.place, hashes.people])
  const texts = {
    rules: bodies.get(hashes.rules),
    place: bodies.get(hashes.place),
    people: bodies.get(hashes.people),
  }
  for (const part of ['rules', 'place', 'people'] as const) {
    const text = texts[part]
    if (text === undefined || sha256(text) !== hashes[part]) return null
  }
  return isDigestOf(recorded, hashes) ? (texts as PartTexts) : null
}

/** Whether a decision's digest is that of its request and of the hashes of its parts. */
export function isDigestOf(
  recorded: Pick<DecisionRow, 'requestJson' | 'inputsDigest'>,
  hashes: Readonly<Record<InputPart, string>>,
): boolean {
  const request = JSON.parse(recorded.requestJson) as GateRequest
  const parts = {
    rules: { hash: hashes.rules },
    place: { hash: hashes.place },
    people: { hash: hashes.people },
  }
  return sha256(digestText(request, parts)) === recorded.inputsDigest
}
