import type { SignedInContext } from '#app/context.server.ts'
import { dateBoundaries } from '#app/domain/credential/derived-status.ts'
import { curriculumPathFor } from '#app/domain/requirement/curriculum.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import type { Instant } from '#app/domain/shared/instants.ts'
import { findRungs } from './credential-type.repository.server.ts'
import { findOpenEnrolments } from './enrolment.repository.server.ts'
import { findCredentialsOf, type HeldCredential } from './find-credentials.server.ts'
import { labelOf } from './read-ladders.server.ts'
import { recordToRenew, reissueBlock } from './reissue.ts'

const over = ['SUPERSEDED', 'REVOKED', 'WITHDRAWN', 'LAPSED']

/** What a holder can do to renew a credential, and what it costs: before the window what is left of the period is given up. */
export type RenewalOffer =
  | { readonly state: 'under-way' }
  | { readonly state: 'open' | 'from-decision'; readonly months: number }
  | { readonly state: 'early'; readonly months: number; readonly windowOpensAt: Instant }
  /** It has ended; `shortUntil` is the exclusive end of the short path. */
  | { readonly state: 'grace'; readonly months: number; readonly shortUntil: Instant }

function renewalOfferFor(
  one: HeldCredential,
  held: readonly HeldCredential[],
  isEnrolled: boolean,
  at: Instant,
): RenewalOffer | null {
  const { type, reading } = one
  const months = type.rules.validityMonths
  if (months === null || recordToRenew(held, type)?.id !== one.id) return null
  if (curriculumPathFor(type, one) === 'INITIAL' || reading.status === 'SUSPENDED') return null
  if (isEnrolled) return { state: 'under-way' }
  if (reissueBlock(held, type, at) !== null) return null
  const period = { from: reading.validFrom, until: reading.validUntil }
  const { windowOpensAt, adminGraceEndsAt } = dateBoundaries(type.rules, period, type.brand.zone)
  if (reading.validUntil !== null && at >= reading.validUntil && adminGraceEndsAt !== null)
    return { state: 'grace', months, shortUntil: adminGraceEndsAt }
  if (type.rules.renewalAnchor !== 'PREVIOUS_EXPIRY') return { state: 'from-decision', months }
  if (windowOpensAt !== null && at < windowOpensAt) return { state: 'early', months, windowOpensAt }
  return { state: 'open', months }
}

/** The actor's own credentials: those that still stand, the ones that grant work first, and those that are history. */
export async function readWallet(ctx: SignedInContext) {
  const at = ctx.now()
  const [held, enrolments] = await Promise.all([
    findCredentialsOf(ctx.db, [ctx.actor.personId], at),
    findOpenEnrolments(ctx.db, [ctx.actor.personId]),
  ])
  const rungs = await findRungs(
    ctx.db,
    held.flatMap(({ type }) =>
      type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
    ),
  )
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  const cards = held.toReversed().map((one) => ({
    id: one.id,
    number: one.number,
    publicSlug: one.publicSlug,
    typeCode: one.type.code,
    kind: one.type.kind,
    name: say(one.type.name),
    brand: say(one.type.brand.name),
    brandCode: one.type.brand.code,
    renewal: renewalOfferFor(
      one,
      held,
      enrolments.some(({ credentialTypeId }) => credentialTypeId === one.type.id),
      at,
    ),
    zone: one.type.brand.zone,
    status: one.reading.status,
    grantsWork: one.reading.grantsWork,
    validFrom: one.validFrom,
    validUntil: one.validUntil,
    statusUntil: one.reading.until,
    completeness: one.composite?.completeness ?? null,
    canBeGivenUp: !over.includes(one.reading.status) && one.reading.dateStatus !== 'LAPSED',
    scope: one.reading.scope.grants.map(({ category, level }) => {
      const own = rungs.filter(
        (rung) => rung.categoryCode === category && rung.brandCode === one.type.brand.code,
      )
      const rung = own.find((candidate) => candidate.level === level)
      return {
        category: rung ? say({ en: rung.categoryEn, zh: rung.categoryZh }) : category,
        level,
        label: rung ? labelOf(rung.code) : `L${level}`,
        rungs: own.length,
        text: rung ? say({ en: rung.scopeEn, zh: rung.scopeZh }) : '',
      }
    }),
  }))
  return {
    current: cards
      .filter(({ status }) => !over.includes(status))
      .sort((a, b) => Number(b.grantsWork) - Number(a.grantsWork)),
    history: cards.filter(({ status }) => over.includes(status)),
  }
}

export type Wallet = Awaited<ReturnType<typeof readWallet>>
export type WalletCard = Wallet['current'][number]
