import type { SignedInContext } from '#app/context.server.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import {
  endAccommodation,
  findAccommodations,
  findCandidateOfBrand,
  insertAccommodation,
} from './accommodation.repository.server.ts'

export const accommodationShares = [100, 250, 500, 750, 1000] as const
const longestReason = 500
const pageSize = 25

export type AccommodationProblem =
  /** `unknown-person`: nobody with this code is on a way to a credential of the brand, or holds one. `own`: nobody grants themselves anything. */
  'unknown-person' | 'own' | 'has-one' | 'share' | 'reason-missing' | 'reason-long'

/**
 * Grants a person extra time, as a share of the limit, at every exam of the brand acted for and at those all brands share. It holds for attempts that
 * begin from now on, until it is ended.
 */
export async function grantAccommodation(
  ctx: SignedInContext,
  input: { personCode: string; extraPermille: number; reason: string },
): Promise<Outcome<{ readonly accommodationId: string }, AccommodationProblem>> {
  const reason = input.reason.trim()
  const { extraPermille } = input
  const brandId = ctx.actor.acting.organisationId
  const code = input.personCode.normalize('NFKC').trim().toUpperCase()
  const person = await findCandidateOfBrand(ctx.db, { code, brandId })
  if (!person) return { ok: false, reason: 'unknown-person' }
  if (person.id === ctx.actor.personId) return { ok: false, reason: 'own' }
  if (!accommodationShares.some((share) => share === extraPermille)) return { ok: false, reason: 'share' }
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (reason.length > longestReason) return { ok: false, reason: 'reason-long' }
  return ctx.db.transaction().execute(async (trx) => {
    const accommodationId = ctx.newId()
    const isNew = await insertAccommodation(trx, {
      id: accommodationId,
      personId: person.id,
      brandId,
      extraPermille,
      reason,
      grantedBy: ctx.actor.personId,
      grantedAt: ctx.now(),
      endedBy: null,
      endedAt: null,
      endReason: null,
    })
    if (!isNew) return { ok: false, reason: 'has-one' }
    await recordAudit(ctx, trx, {
      action: 'accommodation.granted',
      subjectKind: 'person',
      subjectId: person.id,
      details: { accommodationId, extraPermille, reason },
    })
    return { ok: true, accommodationId }
  })
}

/** Ends an accommodation of the brand acted for; attempts that run keep their time. */
export async function stopAccommodation(
  ctx: SignedInContext,
  input: { accommodationId: string; reason: string },
): Promise<Outcome<object, 'unknown' | 'reason-missing' | 'reason-long'>> {
  const reason = input.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (reason.length > longestReason) return { ok: false, reason: 'reason-long' }
  return ctx.db.transaction().execute(async (trx) => {
    const ended = await endAccommodation(trx, {
      id: input.accommodationId,
      brandId: ctx.actor.acting.organisationId,
      endedBy: ctx.actor.personId,
      endedAt: ctx.now(),
      endReason: reason,
    })
    if (!ended) return { ok: false, reason: 'unknown' }
    await recordAudit(ctx, trx, {
      action: 'accommodation.ended',
      subjectKind: 'person',
      subjectId: ended.personId,
      details: { accommodationId: input.accommodationId, extraPermille: ended.extraPermille, reason },
    })
    return { ok: true }
  })
}

/** One page of the accommodations of the brand acted for, those in force first. */
export async function readAccommodations(ctx: SignedInContext, { page }: { page: number }) {
  const brandId = ctx.actor.acting.organisationId
  const { rows, total } = await findAccommodations(ctx.db, { brandId, page, pageSize })
  return {
    page,
    pageSize,
    total,
    rows: rows.map(({ personName, personNameLatin, granterName, granterNameLatin, ...row }) => ({
      ...row,
      personName: nameIn({ name: personName, nameLatin: personNameLatin }, ctx.language),
      granterName: nameIn({ name: granterName, nameLatin: granterNameLatin }, ctx.language),
    })),
  }
}

export type AccommodationPage = Awaited<ReturnType<typeof readAccommodations>>
