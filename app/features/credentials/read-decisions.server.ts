import type { SignedInContext } from '#app/context.server.ts'
import { conflictsOfInterest } from '#app/domain/practical/assessor-guards.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import { addMonths, daysBetween } from '#app/domain/shared/instants.ts'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'
import { findTrainersOfRecord } from '#app/features/learning/index.server.ts'
import { findIndependence, readScoreSheet } from '#app/features/practicals/index.server.ts'
import { readDecisionCase } from './decision-case.server.ts'
import { countQueue, findQueuePage } from './enrolment.repository.server.ts'
import { findExamSections } from './exam-section.repository.server.ts'
import { heldLevelOf } from './held-levels.ts'
import { findOffers } from './offer.repository.server.ts'
import { findOperationNeeds } from './operation.repository.server.ts'
import { findNames, findPrimaryOutlet } from './person-places.repository.server.ts'
import { findRecognitions } from './recognition.repository.server.ts'

const pageSize = 25
const trainerMonths = 24

/** One page of those who await the brand's decision and the sums for the first line; says where the actor may not decide. Outside a brand: nobody. */
export async function readDecisionQueue(ctx: SignedInContext, input: { search: string; page: number }) {
  const { acting, personId } = ctx.actor
  const at = ctx.now()
  if (acting.organisationKind !== 'brand') {
    return { ...input, pageSize, total: 0, people: [], counts: { count: 0, oldest: null, oldestDays: 0 } }
  }
  const [{ rows, total }, counts] = await Promise.all([
    findQueuePage(ctx.db, { brandId: acting.organisationId, ...input, pageSize }),
    countQueue(ctx.db, acting.organisationId),
  ])
  const independence = await findIndependence(
    ctx.db,
    [...new Set([personId, ...rows.map((row) => row.personId)])],
    at,
  )
  const partyOf = (person: string) => independence.parties.get(person) ?? { person, providers: [] }
  return {
    ...input,
    pageSize,
    total,
    counts: { ...counts, oldestDays: counts.oldest ? daysBetween(counts.oldest, at, acting.timeZone) : 0 },
    people: rows.map((row) => ({
      enrolmentId: row.id,
      code: row.personCode,
      name: nameIn({ name: row.personName, nameLatin: row.personNameLatin }, ctx.language),
      outlet: row.outletCode,
      typeCode: row.typeCode,
      typeName: inLanguage({ en: row.nameEn, zh: row.nameZh }, ctx.language),
      awaitingSince: row.awaitingSince ?? '',
      daysWaiting: row.awaitingSince ? daysBetween(row.awaitingSince, at, acting.timeZone) : 0,
      mayDecide:
        conflictsOfInterest(partyOf(personId), {
          candidate: partyOf(row.personId),
          trainings: independence.trainings,
          at,
          zone: acting.timeZone,
        }).length === 0,
    })),
  }
}

export type DecisionQueue = Awaited<ReturnType<typeof readDecisionQueue>>

/** All evidence of one enrolment with what issuing would do; null for an enrolment of another brand, or none. */
export async function readDecisionFile(ctx: SignedInContext, enrolmentId: string) {
  const found = await readDecisionCase(ctx, ctx.db, enrolmentId)
  if (!found) return null
  const { enrolment, type, held, pieces, validity } = found
  const at = ctx.now()
  const { zone } = type.brand
  const attemptIds = pieces.flatMap(({ exam }) => (exam ? [exam.attemptId] : []))
  const [outlet, trainers, sections, sheets, needs, offers, recognitions] = await Promise.all([
    findPrimaryOutlet(ctx.db, enrolment.personId, at),
    findTrainersOfRecord(ctx.db, enrolment.personId, addMonths(at, -trainerMonths, zone)),
    findExamSections(ctx.db, attemptIds),
    // A requirement names at most a few practicals.
    Promise.all(
      pieces.flatMap(({ practical }) => (practical ? [readScoreSheet(ctx.db, practical.assessmentId)] : [])),
    ),
    findOperationNeeds(ctx.db, type.brand.id, at),
    findOffers(ctx.db, at),
    findRecognitions(
      ctx.db,
      pieces.flatMap(({ recognitionId }) => (recognitionId ? [recognitionId] : [])),
    ),
  ])
  const names = await findNames(ctx.db, [
    enrolment.enrolledBy,
    ...trainers.map(({ trainerPersonId }) => trainerPersonId),
  ])
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  const candidate = { name: enrolment.personName, nameLatin: enrolment.personNameLatin }
  const calledById = (id: string) => {
    const found = names.get(id)
    return found ? nameIn(found, ctx.language) : ''
  }
  return {
    enrolmentId,
    state: enrolment.state,
    isRenewal: enrolment.path === 'RENEWAL',
    candidate: {
      code: enrolment.personCode,
      name: nameIn(candidate, ctx.language),
      otherName: otherNameIn(candidate, ctx.language),
    },
    outlet: outlet
      ? {
          code: outlet.outletCode,
          name: say({ en: outlet.outletEn, zh: outlet.outletZh }),
          provider: say({ en: outlet.providerEn, zh: outlet.providerZh }),
        }
      : null,
    type: {
      code: type.code,
      name: say(type.name),
      brand: say(type.brand.name),
      zone,
      isTwoPerson: type.isTwoPerson,
    },
    enrolledAt: enrolment.enrolledAt,
    enrolledBy: enrolment.enrolledBy === enrolment.personId ? null : calledById(enrolment.enrolledBy),
    awaitingSince: enrolment.awaitingSince,
    isMet: found.isMet,
    conflicts: found.conflicts,
    obstacles: found.obstacles,
    decisions: found.decisions.map(({ outcome, reason, deciderName, deciderNameLatin, decidedAt }) => ({
      outcome,
      reason,
      deciderName: nameIn({ name: deciderName, nameLatin: deciderNameLatin }, ctx.language),
      decidedAt,
    })),
    evidence: pieces.map(({ key, reading, exam, practical, recognitionId }) => {
      const recognised = recognitions.find(({ id }) => id === recognitionId)
      const { leaf } = reading
      const course = leaf.kind === 'course' ? offers.courses.get(leaf.course) : undefined
      const examOffer = leaf.kind === 'exam' ? offers.exams.get(leaf.exam) : undefined
      return {
        key,
        kind: leaf.kind,
        code: codeOf(leaf),
        title: course ? say(course.title) : examOffer ? say(examOffer.title) : '',
        isMet: reading.met,
        since: reading.met ? reading.since : null,
        // A level says itself until when it is held.
        countsUntil: reading.met && leaf.kind !== 'level' ? reading.until : null,
        shortfall: reading.met ? null : reading.shortfall,
        exam: exam && {
          mode: exam.mode,
          scorePermille: exam.scorePermille,
          sections: (sections.get(exam.attemptId) ?? []).map((section) => ({
            ...section,
            title: say(section.titles),
          })),
        },
        practical: practical && sheetFor(sheets, practical.assessmentId),
        held: leaf.kind === 'level' ? heldFor(held, leaf) : null,
        recognised: recognised
          ? {
              source: recognised.source,
              document: recognised.document,
              verifier: nameIn(recognised, ctx.language),
              at: recognised.recordedAt,
            }
          : null,
      }
    }),
    trainers: trainers.map(({ trainerPersonId, courseCode }) => ({
      name: calledById(trainerPersonId),
      courseCode,
    })),
    effect: {
      validFrom: validity.validFrom,
      validUntil: validity.validUntil,
      supersedes: found.previous?.number ?? null,
      opens: openedOperations(found, needs).map(({ code, name }) => ({ code, name: say(name) })),
    },
  }
}

export type DecisionFile = NonNullable<Awaited<ReturnType<typeof readDecisionFile>>>
export type EvidenceView = DecisionFile['evidence'][number]

type Case = NonNullable<Awaited<ReturnType<typeof readDecisionCase>>>
type Leaf = Case['pieces'][number]['reading']['leaf']

function codeOf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'course':
      return leaf.course
    case 'exam':
      return leaf.exam
    case 'practical':
      return leaf.practical
    case 'credential':
      return leaf.type
    case 'level':
      return `${leaf.category} ${leaf.level}`
    case 'endorsement':
      return leaf.endorsement
    case 'licence':
      return leaf.licence
    case 'work':
      return `${leaf.category} ${leaf.level}`
  }
}

function sheetFor(sheets: readonly Awaited<ReturnType<typeof readScoreSheet>>[], assessmentId: string) {
  return sheets.find((sheet) => sheet?.assessmentId === assessmentId) ?? null
}

function heldFor(held: Case['held'], leaf: Extract<Leaf, { kind: 'level' }>) {
  const [carrier] = heldLevelOf(held, leaf.brand, leaf.category).carriers
  if (!carrier) return null
  const { number, publicSlug, type, validUntil } = carrier
  return { typeCode: type.code, number, publicSlug, validUntil }
}

/** Operations that ask for what the credential would add and nothing the rules ask for by level beyond it. */
function openedOperations({ type, held }: Case, needs: Awaited<ReturnType<typeof findOperationNeeds>>) {
  const { endorsements, grants } = type.rules
  const opened = needs.filter((need) => {
    if (need.endorsements.some((code) => endorsements.includes(code))) return true
    return grants.some(({ category, level }) => {
      if (need.categoryCode !== category || need.minLevel === null) return false
      return need.minLevel <= level && need.minLevel > heldLevelOf(held, type.brand.code, category).level
    })
  })
  return [...new Map(opened.map((need) => [need.code, need])).values()]
}
