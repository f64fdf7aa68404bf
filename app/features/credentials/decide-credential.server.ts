import type { SignedInContext } from '#app/context.server.ts'
import { printedDay } from '#app/domain/shared/instants.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { formatLastDay } from '#app/i18n/formats.ts'
import { queueJob } from '#app/jobs/jobs.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/schema/index.ts'
import { waitForBatches } from './batches/batch-lock.server.ts'
import { insertCredential, insertCredentialEvent } from './credential.repository.server.ts'
import { type DecisionCase, readDecisionCase } from './decision-case.server.ts'
import type { DeciderConflict, IssueObstacle } from './decision-guards.ts'
import { closeEnrolment, insertDecision } from './enrolment.repository.server.ts'
import { freshNumber } from './fresh-number.server.ts'

/** The reason of a decision is a sentence, not a word. */
export const shortestReason = 10
export const longestReason = 2_000

type Refusal =
  | { ok: false; reason: 'unknown' | 'not-awaiting' | 'reason-missing' | 'second-person-needed' }
  | { ok: false; reason: 'conflict'; conflicts: readonly DeciderConflict[] }

export type IssuedCredential = {
  readonly credentialId: string
  readonly number: string
  readonly publicSlug: string
  readonly validFrom: string
  readonly validUntil: string
}

export type IssueOutcome =
  /** `credential` null: the type asks for two people, and this was the first. */
  | { ok: true; credential: IssuedCredential | null }
  | Refusal
  | { ok: false; reason: 'obstacle'; obstacles: readonly IssueObstacle[] }

export type RefuseOutcome = { ok: true } | Refusal

/**
 * Issues the credential of an enrolment that awaits a decision, by an officer of the brand, with the reason that is recorded. Everything is judged
 * anew inside the transaction: conflicts of the decider, the frozen requirement, suspensions and revocations. The dates follow the type's renewal
 * anchor; a renewal supersedes the old record from the day of the decision. A type that asks for two people is issued by the second one.
 */
export async function issueCredential(
  ctx: SignedInContext,
  input: { enrolmentId: string; reason: string },
): Promise<IssueOutcome> {
  return ctx.db.transaction().execute(async (trx): Promise<IssueOutcome> => {
    await waitForBatches(trx)
    const decided = await openCase(ctx, trx, input)
    if (!decided.ok) return decided
    const { found, reason } = decided
    if (found.obstacles.length > 0) return { ok: false, reason: 'obstacle', obstacles: found.obstacles }
    const agreed = found.decisions.filter(({ outcome }) => outcome === 'ISSUED')
    if (agreed.some(({ decidedBy }) => decidedBy === ctx.actor.personId)) {
      return { ok: false, reason: 'second-person-needed' }
    }
    const decisionId = await recordDecision(ctx, trx, found, 'ISSUED', reason)
    if (found.type.isTwoPerson && agreed.length === 0) return { ok: true, credential: null }
    const isClosed = await closeEnrolment(trx, found.enrolment.id, 'COMPLETED', ctx.now())
    // The transaction would leave a decision behind; throwing takes it back.
    if (!isClosed) throw new Error(`Enrolment ${found.enrolment.id} was closed while it was being decided`)
    const credential = await writeCredential(ctx, trx, found, decisionId, reason)
    await tellIssued(ctx, trx, found, credential)
    await queueJob(ctx, trx, { kind: 'advance-enrolments', payload: { personId: found.enrolment.personId } })
    return { ok: true, credential }
  })
}

/** Refuses the credential of an enrolment that awaits a decision; the enrolment ends, and the person is told the reason. */
export async function refuseCredential(
  ctx: SignedInContext,
  input: { enrolmentId: string; reason: string },
): Promise<RefuseOutcome> {
  return ctx.db.transaction().execute(async (trx): Promise<RefuseOutcome> => {
    const decided = await openCase(ctx, trx, input)
    if (!decided.ok) return decided
    const { found, reason } = decided
    await recordDecision(ctx, trx, found, 'REFUSED', reason)
    const isClosed = await closeEnrolment(trx, found.enrolment.id, 'REFUSED', ctx.now())
    if (!isClosed) throw new Error(`Enrolment ${found.enrolment.id} was closed while it was being decided`)
    const { code, name, language } = await findAddressee(trx, found.enrolment.personId)
    await queueMessage(ctx, trx, {
      template: 'credential-refused',
      personId: found.enrolment.personId,
      channel: 'inbox',
      destination: code,
      language,
      path: paths.ladder(),
      values: { name, type: namedType(found, language), reason },
    })
    return { ok: true }
  })
}

type OpenCase = { ok: true; found: DecisionCase; reason: string } | Refusal

/** What both decisions ask first: the officer's own brand, a case that awaits a decision, no conflict, a reason. */
async function openCase(
  ctx: SignedInContext,
  trx: Db,
  input: { enrolmentId: string; reason: string },
): Promise<OpenCase> {
  const found = await readDecisionCase(ctx, trx, input.enrolmentId)
  if (!found) return { ok: false, reason: 'unknown' }
  if (found.enrolment.state !== 'AWAITING_DECISION') return { ok: false, reason: 'not-awaiting' }
  if (found.conflicts.length > 0) return { ok: false, reason: 'conflict', conflicts: found.conflicts }
  const reason = input.reason.trim()
  if (reason.length < shortestReason || reason.length > longestReason)
    return { ok: false, reason: 'reason-missing' }
  return { ok: true, found, reason }
}

async function recordDecision(
  ctx: SignedInContext,
  trx: Db,
  found: DecisionCase,
  outcome: 'ISSUED' | 'REFUSED',
  reason: string,
): Promise<string> {
  const { enrolment, type } = found
  const decisionId = ctx.newId()
  await insertDecision(trx, {
    id: decisionId,
    enrolmentId: enrolment.id,
    personId: enrolment.personId,
    credentialTypeId: type.id,
    outcome,
    reason,
    evidenceJson: evidenceJsonOf(found),
    decidedBy: ctx.actor.personId,
    decidedAt: ctx.now(),
  })
  await recordAudit(ctx, trx, {
    action: outcome === 'ISSUED' ? 'credential.decided' : 'credential.refused',
    subjectKind: 'person',
    subjectId: enrolment.personId,
    details: { brand: type.brand.code, type: type.code, enrolmentId: enrolment.id, decisionId, reason },
  })
  return decisionId
}

/** What the decision rests on, kept as it stood: each piece with its date and the attempt or assessment behind it. */
export function evidenceJsonOf({ pieces }: Pick<DecisionCase, 'pieces'>): string {
  return JSON.stringify(
    pieces.map(({ key, reading, exam, practical, recognitionId }) => ({
      key,
      met: reading.met,
      since: reading.met ? reading.since : null,
      ...(exam && { attemptId: exam.attemptId, mode: exam.mode, scorePermille: exam.scorePermille }),
      ...(practical && { assessmentId: practical.assessmentId, scorePermille: practical.scorePermille }),
      ...(recognitionId && { recognitionId }),
    })),
  )
}

/** Proctored where every exam that the decision rests on was; without an exam it is not. */
export function evidenceModeOf({ pieces }: Pick<DecisionCase, 'pieces'>): 'PROCTORED' | 'UNPROCTORED' {
  const exams = pieces.filter(({ reading }) => reading.leaf.kind === 'exam')
  const isProctored =
    exams.length > 0 && exams.every(({ exam }) => exam !== null && exam.mode === 'PROCTORED')
  return isProctored ? 'PROCTORED' : 'UNPROCTORED'
}

async function writeCredential(
  ctx: SignedInContext,
  trx: Db,
  found: DecisionCase,
  decisionId: string,
  reason: string,
): Promise<IssuedCredential> {
  const { enrolment, type, previous, validity } = found
  const at = ctx.now()
  const { number, publicSlug } = await freshNumber(ctx, trx, type.brand.code, type.code)
  const credentialId = ctx.newId()
  const validFrom = validity.validFrom
  // A stored credential always has an end; a type without a validity has none to print.
  const { validUntil } = validity
  if (validUntil === null)
    throw new Error(`Type ${type.code} of ${type.brand.code} has no validity in months`)
  await insertCredential(trx, {
    id: credentialId,
    number,
    publicSlug,
    personId: enrolment.personId,
    credentialTypeId: type.id,
    decisionId,
    supersedesId: previous?.id ?? null,
    issuedAt: at,
    validFrom,
    validUntil,
    evidenceMode: evidenceModeOf(found),
    evidenceJson: evidenceJsonOf(found),
    recordedAt: at,
  })
  const event = { recordedAt: at, actorPersonId: ctx.actor.personId, detailsJson: '{}', untilAt: null }
  await insertCredentialEvent(trx, {
    ...event,
    id: ctx.newId(),
    credentialId,
    kind: previous ? 'RENEWED' : 'ISSUED',
    effectiveAt: validFrom,
    reason,
  })
  if (previous) {
    await insertCredentialEvent(trx, {
      ...event,
      id: ctx.newId(),
      credentialId: previous.id,
      kind: 'SUPERSEDED',
      effectiveAt: validity.supersedesFrom ?? validFrom,
      reason: number,
    })
  }
  await recordAudit(ctx, trx, {
    action: 'credential.issued',
    subjectKind: 'credential',
    subjectId: credentialId,
    details: {
      number,
      personId: enrolment.personId,
      validFrom,
      lastDay: printedDay(validUntil, type.brand.zone),
      supersedes: previous?.number ?? null,
      decisionId,
    },
  })
  return { credentialId, number, publicSlug, validFrom, validUntil }
}

async function tellIssued(
  ctx: SignedInContext,
  trx: Db,
  found: DecisionCase,
  issued: IssuedCredential,
): Promise<void> {
  const { code, name, language } = await findAddressee(trx, found.enrolment.personId)
  await queueMessage(ctx, trx, {
    template: 'credential-issued',
    personId: found.enrolment.personId,
    channel: 'inbox',
    destination: code,
    language,
    path: paths.wallet(),
    values: {
      name,
      type: namedType(found, language),
      lastDay: formatLastDay(issued.validUntil, language, found.type.brand.zone),
    },
  })
}

function namedType({ type }: DecisionCase, language: 'en' | 'zh-CN'): string {
  return `${type.code} ${language === 'en' ? type.name.en : type.name.zh}`
}
