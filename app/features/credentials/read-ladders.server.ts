import type { Context } from '#app/context.server.ts'
import type { CompositeReading } from '#app/domain/credential/composite.ts'
import { readLife } from '#app/domain/credential/credential-life.ts'
import { noEvidence } from '#app/domain/requirement/evidence.ts'
import { leavesOf } from '#app/domain/requirement/requirement-tree.ts'
import { placeSteps } from '#app/domain/requirement/schedule.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { daysBetween } from '#app/domain/shared/instants.ts'
import { holdsAt } from '#app/domain/shared/intervals.ts'
import { findLicenceGaps, type LadderGap } from '#app/features/licences/index.server.ts'
import { findOpenPracticals, type OpenPractical } from '#app/features/practicals/index.server.ts'
import { buildWay, type WayBook } from './build-way.server.ts'
import {
  findRungs,
  findTypesOfBrands,
  type RungRow,
  type StoredTypeWithRequirement,
} from './credential-type.repository.server.ts'
import { findOpenEnrolments } from './enrolment.repository.server.ts'
import { findCredentialsOf, type HeldCredential } from './find-credentials.server.ts'
import { gatherEvidenceWith } from './gather-evidence.server.ts'
import { heldLevelOf } from './held-levels.ts'
import { findOffers, type Offers } from './offer.repository.server.ts'
import { findBrandIds, findCategoriesOfPerson, findPrimaryOutlet } from './person-places.repository.server.ts'
import { askedOfWith, curriculumFor, reissueBlock } from './reissue.ts'
import { studyHoursPerDay } from './study-pace.ts'
import type { WayStep } from './way.ts'

/** A step of a path with what an engineer does about it. */
export type PathStep = WayStep & {
  /** When it can be finished at the earliest; null where a date is not published yet, or where it is done. */
  earliest: string | null
  /** An exam that takes place at a session, and none is announced. */
  lacksSession: boolean
  /** The practical that is asked for already. */
  appointment: OpenPractical | null
}

/** The way of one person to one credential. */
export type CredentialPath = {
  brandCode: string
  typeCode: string
  name: Bilingual
  kind: 'LEVEL' | 'COMPOSITE' | 'ENDORSEMENT'
  enrolment: { state: 'LEARNING' | 'AWAITING_DECISION' | 'LOCKED'; awaitingSince: string | null } | null
  /** Whether enrolling is possible now. */
  mayEnrol: boolean
  /** Whether it is the short path that renews what is held. */
  isRenewal: boolean
  steps: PathStep[]
  hours: number
  earliest: string | null
  isOpen: boolean
}

export type LadderView = {
  brand: { code: string; name: Bilingual }
  category: { code: string; name: Bilingual }
  rungs: { level: number; label: string; typeCode: string; name: Bilingual; scope: Bilingual }[]
  held: number
  /** The label of the held rung, such as L2; empty where none is held. */
  heldLabel: string
  /** The printed end of what carries the held rung, exclusive. */
  until: string | null
  /** Days until then, only while it expires soon. */
  daysLeft: number | null
  mark: 'expiring' | 'suspended' | null
  /** The open suspension behind that mark: why, and its exclusive end; `until` is null where it has none yet. */
  suspension: { grounds: string; until: string | null } | null
  /** A rung whose recency has lapsed: nothing finished for so many days, and the practicals that refresh it. */
  recency: { typeCode: string; days: number; practicals: readonly string[] } | null
  /** Statutory licences without which the gate stops some of what the held rung opens. */
  licenceGaps: readonly LadderGap[]
  /** The rung in reach; null at the top, and while a higher one is suspended: that is not escaped by earning it anew. */
  next: CredentialPath | null
  /** The held rung once more, while its window is open or somebody renews it early. */
  renewal: CredentialPath | null
}

/** A composite or an endorsement as far as a person holds it, and the way to it. */
export type Extra = {
  held: { id: string; validUntil: string; grantsWork: boolean; composite: CompositeReading | null } | null
  path: CredentialPath
}

export type Ladders = {
  ladders: LadderView[]
  /** Composites that the person holds, is enrolled for, or has every component of. */
  composites: Extra[]
  /** Endorsements of the brands whose categories the person works on. */
  endorsements: Extra[]
}

/**
 * The ladders of every brand and category that a person touches: by a credential, a declared category, what the outlet is authorised for, or an
 * open enrolment. The number of queries does not depend on how many those are. The caller has decided who may see them.
 */
export async function readLadders(ctx: Context, personId: string): Promise<Ladders> {
  const at = ctx.now()
  const held = await findCredentialsOf(ctx.db, [personId], at)
  const [categories, outlet, enrolments, evidence, offers, practicals] = await Promise.all([
    findCategoriesOfPerson(ctx.db, personId, at),
    findPrimaryOutlet(ctx.db, personId, at),
    findOpenEnrolments(ctx.db, [personId]),
    gatherEvidenceWith(ctx.db, [personId], at, held),
    findOffers(ctx.db, at),
    findOpenPracticals(ctx.db, personId),
  ])
  const brandIds = await findBrandIds(ctx.db, [
    ...[...categories.declared, ...categories.authorised].map(({ brandCode }) => brandCode),
    ...held.map(({ type }) => type.brand.code),
    ...enrolments.map(({ brandCode }) => brandCode),
  ])
  const [types, gapsAt] = await Promise.all([
    findTypesOfBrands(ctx.db, brandIds),
    findLicenceGaps(ctx.db, { personId, jurisdiction: outlet?.jurisdictionPath ?? null, brandIds, at }),
  ])
  const book = {
    types,
    askedOf: askedOfWith(held, enrolments, at),
    evidence: evidence.get(personId) ?? noEvidence,
    offers,
    at,
  }
  const pathTo = (type: StoredTypeWithRequirement) => pathOf(type, book, { held, enrolments, practicals })
  const isEnrolled = ({ id }: StoredTypeWithRequirement) =>
    enrolments.some((one) => one.credentialTypeId === id)
  const enrolledTypes = types.filter(isEnrolled)
  const touched = touchedCategories({ held, categories, enrolledTypes })
  const rungs = await findRungs(ctx.db, touched)
  const brandsTouched = new Set(touched.map(({ brandCode }) => brandCode))
  const extras = (kind: 'COMPOSITE' | 'ENDORSEMENT') =>
    types
      .filter((type) => type.kind === kind && brandsTouched.has(type.brand.code))
      .map((type): Extra => {
        const own = held.findLast((one) => one.type.id === type.id)
        return { held: own ? briefOf(own) : null, path: pathTo(type) }
      })
  return {
    ladders: byLadder(rungs).map((own) => ladderOf(own, { held, types, pathTo, isEnrolled, gapsAt, at })),
    composites: extras('COMPOSITE').filter(
      (one) => one.held !== null || one.path.enrolment !== null || hasComponents(one.path, types, held),
    ),
    endorsements: extras('ENDORSEMENT'),
  }
}

function briefOf({ id, validUntil, composite, reading }: HeldCredential): NonNullable<Extra['held']> {
  return { id, validUntil, composite, grantsWork: reading.grantsWork }
}

/** Whether every component of a composite is held, so that the composite is in reach. */
function hasComponents(
  path: CredentialPath,
  types: readonly StoredTypeWithRequirement[],
  held: readonly HeldCredential[],
): boolean {
  const type = types.find(({ code, brand }) => code === path.typeCode && brand.code === path.brandCode)
  if (!type) return false
  return type.rules.grants.every(
    ({ category, level }) => heldLevelOf(held, type.brand.code, category).level >= level,
  )
}

type Place = { readonly brandCode: string; readonly categoryCode: string }

function touchedCategories(person: {
  held: readonly HeldCredential[]
  categories: { declared: readonly Place[]; authorised: readonly Place[] }
  enrolledTypes: readonly StoredTypeWithRequirement[]
}): Place[] {
  const places = [
    ...person.categories.declared,
    ...person.categories.authorised,
    ...[...person.held.map(({ type }) => type), ...person.enrolledTypes].flatMap((type) =>
      type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
    ),
  ]
  return [...new Map(places.map((place) => [`${place.brandCode}/${place.categoryCode}`, place])).values()]
}

function byLadder(rungs: readonly RungRow[]): RungRow[][] {
  const ladders = new Map<string, RungRow[]>()
  for (const rung of rungs) {
    const key = `${rung.brandCode}/${rung.categoryCode}`
    ladders.set(key, [...(ladders.get(key) ?? []), rung])
  }
  return [...ladders.values()]
}

type Person = {
  readonly held: readonly HeldCredential[]
  readonly types: readonly StoredTypeWithRequirement[]
  readonly pathTo: (type: StoredTypeWithRequirement) => CredentialPath
  readonly isEnrolled: (type: StoredTypeWithRequirement) => boolean
  readonly gapsAt: Awaited<ReturnType<typeof findLicenceGaps>>
  readonly at: string
}

function ladderOf(
  rungs: readonly RungRow[],
  { held, types, pathTo, isEnrolled, gapsAt, at }: Person,
): LadderView {
  const [first] = rungs
  if (!first) throw new Error('A ladder has rungs')
  const { brandCode, categoryCode, zone } = first
  const { level, carriers } = heldLevelOf(held, brandCode, categoryCode)
  const until =
    carriers
      .map(({ validUntil }) => validUntil)
      .sort()
      .at(-1) ?? null
  const isExpiring =
    carriers.length > 0 &&
    carriers.every(
      ({ reading }) => reading.dateStatus === 'RENEWAL_WINDOW' || reading.dateStatus === 'WORKING_GRACE',
    )
  const suspended = held.findLast(
    ({ type, reading }) =>
      type.brand.code === brandCode &&
      type.kind === 'LEVEL' &&
      type.categoryCode === categoryCode &&
      reading.status === 'SUSPENDED' &&
      (type.level ?? 0) > level,
  )
  const isSuspended = suspended !== undefined
  const typeAt = (wanted: number) =>
    types.find(
      (type) =>
        type.kind === 'LEVEL' &&
        type.brand.code === brandCode &&
        type.categoryCode === categoryCode &&
        type.level === wanted,
    )
  const nextType = typeAt(level + 1)
  const heldType = typeAt(level)
  return {
    brand: { code: brandCode, name: { en: first.brandEn, zh: first.brandZh } },
    category: { code: categoryCode, name: { en: first.categoryEn, zh: first.categoryZh } },
    rungs: rungs.map((rung) => ({
      level: rung.level,
      label: labelOf(rung.code),
      typeCode: rung.code,
      name: { en: rung.nameEn, zh: rung.nameZh },
      scope: { en: rung.scopeEn, zh: rung.scopeZh },
    })),
    held: level,
    heldLabel: labelOf(rungs.find((rung) => rung.level === level)?.code ?? ''),
    until,
    daysLeft: isExpiring && until !== null ? Math.max(0, daysBetween(at, until, zone)) : null,
    mark: isSuspended ? 'suspended' : isExpiring ? 'expiring' : null,
    suspension: suspended ? suspensionOf(suspended, at) : null,
    recency: recencyOf(held, types, { brandCode, categoryCode }),
    licenceGaps: level > 0 ? gapsAt({ brand: brandCode, category: categoryCode, level }) : [],
    next: nextType && !isSuspended ? pathTo(nextType) : null,
    renewal: heldType && (isExpiring || isEnrolled(heldType)) ? pathTo(heldType) : null,
  }
}

function recencyOf(
  held: readonly HeldCredential[],
  types: readonly StoredTypeWithRequirement[],
  { brandCode, categoryCode }: Place,
): LadderView['recency'] {
  const lapsed = held.findLast(
    ({ type, reading }) =>
      type.brand.code === brandCode &&
      type.categoryCode === categoryCode &&
      reading.status === 'RECENCY_LAPSED',
  )
  const days = lapsed?.type.rules.recencyMaxGapDays
  if (!lapsed || days == null) return null
  const asked = types.find(({ id }) => id === lapsed.type.id)
  const practicals = asked
    ? leavesOf(asked.requirement).flatMap((leaf) => (leaf.kind === 'practical' ? [leaf.practical] : []))
    : []
  return { typeCode: lapsed.type.code, days, practicals }
}

function suspensionOf(
  { events, validFrom, validUntil }: HeldCredential,
  at: string,
): LadderView['suspension'] {
  const open = readLife(events, { from: validFrom, until: validUntil }, at).suspensions.find((one) =>
    holdsAt(one, at),
  )
  return open ? { grounds: open.grounds, until: open.until } : null
}

/** `L2` of `WM-L2`. */
export function labelOf(rungCode: string): string {
  return rungCode.split('-').at(-1) ?? rungCode
}

type Standing = {
  readonly held: readonly HeldCredential[]
  readonly enrolments: Awaited<ReturnType<typeof findOpenEnrolments>>
  readonly practicals: readonly OpenPractical[]
}

function pathOf(type: StoredTypeWithRequirement, book: WayBook, standing: Standing): CredentialPath {
  const way = buildWay(type, book)
  const enrolment = standing.enrolments.find((one) => one.credentialTypeId === type.id)
  const left = way.steps.filter(({ state }) => state !== 'done')
  const dates = earliestDates(left, book.offers, book.at)
  return {
    brandCode: type.brand.code,
    typeCode: type.code,
    name: type.name,
    kind: type.kind,
    enrolment: enrolment
      ? {
          state: enrolment.state as 'LEARNING' | 'AWAITING_DECISION' | 'LOCKED',
          awaitingSince: enrolment.awaitingSince,
        }
      : null,
    mayEnrol: !enrolment && reissueBlock(standing.held, type, book.at) === null,
    isRenewal: (enrolment?.path ?? curriculumFor(standing.held, type, book.at).path) === 'RENEWAL',
    steps: way.steps.map((step) => ({
      ...step,
      earliest: dates.get(step.key) ?? null,
      lacksSession: step.kind === 'exam' && step.state === 'open' && lacksSession(book.offers, step.code),
      appointment:
        step.kind === 'practical' && step.state !== 'done'
          ? (standing.practicals.find(({ practicalCode }) => practicalCode === step.code) ?? null)
          : null,
    })),
    hours: way.hours,
    earliest: dates.get(left.at(-1)?.key ?? '') ?? null,
    isOpen: way.isOpen,
  }
}

function lacksSession(offers: Offers, examCode: string): boolean {
  const exam = offers.exams.get(examCode)
  return exam?.isProctored === true && exam.sessions.length === 0
}

/** When each of the steps that are left can be finished at the earliest, one after the other, at `studyHoursPerDay`; none once a date is unknown. */
function earliestDates(
  left: readonly WayStep[],
  offers: Offers,
  at: string,
): ReadonlyMap<string, string | null> {
  if (left.length === 0) return new Map()
  const placed = placeSteps(
    left.map(({ key, kind, code, state, hours }, index) => {
      const exam = kind === 'exam' ? offers.exams.get(code) : undefined
      const slots = state === 'unavailable' ? [] : exam?.isProctored ? exam.sessions : null
      const before = left[index - 1]
      return {
        key,
        cost: { hours, waitDays: 0, notBefore: null, slots, feeCents: 0 },
        after: new Set(before ? [before.key] : []),
      }
    }),
    at,
    studyHoursPerDay,
  )
  return new Map(placed.map(({ key, finishesAt }) => [key, finishesAt]))
}
