import type { SignedInContext } from '#app/context.server.ts'
import { dayIn, endOfPrintedDay, isDay, midnightOf } from '#app/domain/shared/instants.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import { queueJob } from '#app/jobs/jobs.server.ts'
import { paths } from '#app/paths.ts'
import { conflictsOfDecider } from './decider-conflicts.ts'
import type { DeciderConflict } from './decision-guards.ts'
import {
  endRecognition,
  findPersonKnownToBrand,
  findRecognisable,
  findRecognitionPage,
  insertRecognition,
} from './recognition.repository.server.ts'

const longestText = 200
const shortestReason = 10
const longestReason = 2_000
const pageSize = 25

/** What was typed: days are calendar days of the brand's zone, and the last one counts; an empty end is none. */
export type RecognitionFields = {
  readonly person: string
  /** `COURSE:AC-201` or `DELTA:AC-D-2026`. */
  readonly what: string
  readonly source: string
  readonly document: string
  readonly earnedOn: string
  readonly validTo: string
  readonly reason: string
}

export type RecognitionProblem =
  | 'unknown-person'
  | 'conflict'
  | 'what'
  | 'source'
  | 'document'
  | 'earned-on'
  | 'valid-to'
  | 'reason-missing'
  | 'has-one'

/**
 * Recognises that somebody learnt elsewhere what a course of the brand teaches, or what the module of a new model does, by a certification officer of the brand, who
 * vouches for the document that was seen. It counts like the course; exams and practicals are taken all the same (decision 0053). Conflicts of interest bar here as
 * they do from deciding. The person is told.
 */
export async function recognisePrior(
  ctx: SignedInContext,
  fields: RecognitionFields,
): Promise<
  Outcome<{ readonly recognitionId: string }, RecognitionProblem> & {
    readonly conflicts?: readonly DeciderConflict[]
  }
> {
  const { acting, personId: officer } = ctx.actor
  const brandId = acting.organisationId
  const zone = acting.timeZone
  const at = ctx.now()
  const code = fields.person.normalize('NFKC').trim().toUpperCase()
  const person = await findPersonKnownToBrand(ctx.db, { code, brandId })
  if (!person) return { ok: false, reason: 'unknown-person' }
  const independence = await findIndependence(ctx.db, [person.id, officer], at)
  const conflicts = conflictsOfDecider(ctx.actor, independence, person.id, at, zone)
  if (conflicts.length > 0) return { ok: false, reason: 'conflict', conflicts }
  const recognisable = await findRecognisable(ctx.db, brandId)
  const [kind, what] = fields.what.split(':')
  const isKnown =
    kind === 'COURSE'
      ? recognisable.courses.some((one) => one.code === what)
      : kind === 'DELTA' && recognisable.modules.some((one) => one.code === what)
  if ((kind !== 'COURSE' && kind !== 'DELTA') || what === undefined || !isKnown)
    return { ok: false, reason: 'what' }
  const source = fields.source.trim()
  if (source === '' || source.length > longestText) return { ok: false, reason: 'source' }
  const document = fields.document.trim()
  if (document === '' || document.length > longestText) return { ok: false, reason: 'document' }
  const earnedOn = fields.earnedOn.trim()
  if (!isDay(earnedOn) || earnedOn > dayIn(at, zone)) return { ok: false, reason: 'earned-on' }
  const validTo = fields.validTo.trim()
  // A module counts until its model is retired.
  const isEndless = validTo === '' || kind === 'DELTA'
  if (!isEndless && (!isDay(validTo) || validTo < dayIn(at, zone))) return { ok: false, reason: 'valid-to' }
  const reason = fields.reason.trim()
  if (reason.length < shortestReason || reason.length > longestReason)
    return { ok: false, reason: 'reason-missing' }
  return ctx.db.transaction().execute(async (trx) => {
    const recognitionId = ctx.newId()
    const isNew = await insertRecognition(trx, {
      id: recognitionId,
      brandId,
      personId: person.id,
      kind,
      code: what,
      source,
      document,
      earnedAt: midnightOf(earnedOn, zone),
      validUntil: isEndless ? null : endOfPrintedDay(validTo, zone),
      reason,
      verifiedBy: officer,
      recordedAt: at,
      endedBy: null,
      endedAt: null,
      endReason: null,
    })
    if (!isNew) return { ok: false, reason: 'has-one' }
    await recordAudit(ctx, trx, {
      action: 'recognition.recorded',
      subjectKind: 'person',
      subjectId: person.id,
      details: { recognitionId, kind, code: what, source, document, reason },
    })
    const { name, language } = await findAddressee(trx, person.id)
    await queueMessage(ctx, trx, {
      template: 'prior-recognised',
      personId: person.id,
      channel: 'inbox',
      destination: person.code,
      language,
      path: paths.ladder(),
      values: { name, what, source },
    })
    await queueJob(ctx, trx, { kind: 'advance-enrolments', payload: { personId: person.id } })
    return { ok: true, recognitionId }
  })
}

/** Ends a recognition of the brand acted for, with the reason that is recorded: it counts no more from now on. Decisions that rest on it stand. */
export async function stopRecognition(
  ctx: SignedInContext,
  input: { recognitionId: string; reason: string },
): Promise<Outcome<object, 'unknown' | 'reason-missing'>> {
  const reason = input.reason.trim()
  if (reason.length < shortestReason || reason.length > longestReason)
    return { ok: false, reason: 'reason-missing' }
  return ctx.db.transaction().execute(async (trx) => {
    const ended = await endRecognition(trx, {
      id: input.recognitionId,
      brandId: ctx.actor.acting.organisationId,
      endedBy: ctx.actor.personId,
      endedAt: ctx.now(),
      endReason: reason,
    })
    if (!ended) return { ok: false, reason: 'unknown' }
    await recordAudit(ctx, trx, {
      action: 'recognition.ended',
      subjectKind: 'person',
      subjectId: ended.personId,
      details: { recognitionId: input.recognitionId, kind: ended.kind, code: ended.code, reason },
    })
    return { ok: true }
  })
}

/** One page of what the brand acted for recognises, and what it could. */
export async function readRecognitions(ctx: SignedInContext, input: { search: string; page: number }) {
  const brandId = ctx.actor.acting.organisationId
  const personCode = input.search.normalize('NFKC').toUpperCase()
  const [{ rows, total }, recognisable] = await Promise.all([
    findRecognitionPage(ctx.db, { brandId, personCode, page: input.page, pageSize }),
    findRecognisable(ctx.db, brandId),
  ])
  return {
    ...input,
    pageSize,
    total,
    options: [
      ...recognisable.courses.map(({ code, titleEn, titleZh }) => ({
        value: `COURSE:${code}`,
        code,
        detail: (ctx.language === 'en' ? titleEn : titleZh) ?? '',
        kind: 'COURSE' as const,
      })),
      ...recognisable.modules.map(({ code, modelCode }) => ({
        value: `DELTA:${code}`,
        code: code ?? '',
        detail: modelCode,
        kind: 'DELTA' as const,
      })),
    ],
    rows: rows.map(({ personName, personNameLatin, verifierName, verifierNameLatin, ...row }) => ({
      ...row,
      personName: nameIn({ name: personName, nameLatin: personNameLatin }, ctx.language),
      verifierName: nameIn({ name: verifierName, nameLatin: verifierNameLatin }, ctx.language),
    })),
  }
}

export type RecognitionList = Awaited<ReturnType<typeof readRecognitions>>
