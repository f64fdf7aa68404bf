import {
  codeFrom,
  type ImportRow,
  periodOfImport,
  type RowFault,
  readImportRow,
} from '#app/domain/credential/batch-row.ts'
import { evidenceMeets } from '#app/domain/credential/credential.ts'
import { groupedBy, inPieces } from '#app/domain/shared/grouped.ts'
import { printedDay } from '#app/domain/shared/instants.ts'
import { findIndependence, type Independence } from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findTypesOfBrands, type StoredType } from '../credential-type.repository.server.ts'
import { conflictsOfDecider } from '../decider-conflicts.ts'
import { issueObstacles, type PersonSanction } from '../decision-guards.ts'
import { findCredentialsOf, type HeldCredential } from '../find-credentials.server.ts'
import { heldLevelOf } from '../held-levels.ts'
import { recordToRenew } from '../reissue.ts'
import { findOpenSanctions } from '../sanction.repository.server.ts'
import { findPeopleKnownTo, findTakenOldNumbers } from './batch.repository.server.ts'
import {
  conflictProblems,
  type NumberedRow,
  obstacleProblems,
  type PlannedRow,
  type ProblemCode,
  type RowDetails,
  type RowNote,
  type RowProblem,
  refusedRow,
} from './batch-row.ts'
import type { Decider } from './deciders.ts'

/** So many people are looked up at once. */
const atOnce = 500

/** What an import is judged by: for which brand, by whom, when. */
export type BatchQuestion = {
  readonly brandId: string
  /** Everybody who answers for the batch: a conflict of one of them is in the way. */
  readonly deciders: readonly Decider[]
  readonly at: string
}

/**
 * What rows of earlier certificates would do: issue, replace an earlier one that was taken over too, or why nothing. Writes nothing. Somebody whom the brand does not
 * know and somebody who does not exist are the same. What a person earned here is never replaced by what a list says of them.
 */
export async function planImport(
  db: Db,
  { brandId, deciders, at }: BatchQuestion,
  rows: readonly NumberedRow[],
  attestsProctored: boolean,
): Promise<readonly PlannedRow[]> {
  const parsed = rows.map((row) => ({ row, reading: readImportRow({ ...emptyRow, ...row.read }) }))
  const sound = parsed.flatMap(({ reading }) => (reading.ok ? [reading.row] : []))
  const types = new Map((await findTypesOfBrands(db, [brandId])).map((type) => [codeFrom(type.code), type]))
  const people = await findPeople(
    db,
    brandId,
    rows.map(({ read }) => codeFrom(read.staffCode ?? '')),
    at,
  )
  const facts = await gatherFacts(db, { brandId, deciders, at }, [...people.values()])
  const taken = new Set<string>()
  for (const piece of inPieces(
    sound.flatMap(({ oldNumber }) => (oldNumber === null ? [] : [oldNumber])),
    atOnce,
  ))
    for (const number of await findTakenOldNumbers(db, brandId, piece)) taken.add(number)

  const seen = new Map<string, number>()
  const seenNumbers = new Map<string, number>()
  return parsed.map(({ row, reading }): PlannedRow => {
    if (!reading.ok) {
      // Whoever corrects the row should not learn of the next mistake only then.
      const code = codeFrom(row.read.staffCode ?? '')
      const wanted = codeFrom(row.read.typeCode ?? '')
      return refusedRow(
        row,
        [
          ...reading.faults.map(problemOfFault),
          ...(code === '' || people.has(code) ? [] : [personUnknown(code)]),
          ...(wanted === '' || types.has(wanted) ? [] : [typeUnknown(wanted)]),
        ],
        people.get(code) ?? null,
      )
    }
    const { staffCode, typeCode, oldNumber } = reading.row
    const personId = people.get(staffCode) ?? null
    const type = types.get(typeCode)
    const unknown: RowProblem[] = [
      ...(personId === null ? [personUnknown(staffCode)] : []),
      ...(type === undefined ? [typeUnknown(typeCode)] : []),
    ]
    if (personId === null || type === undefined) return refusedRow(row, unknown, personId)
    const planned = judge(row, reading.row, personId, type, facts, { deciders, at, attestsProctored })
    // Only what would be done can be repeated: a row that is refused leaves its place to a better one.
    if (planned.result === 'REFUSED') return planned
    const repeats: RowProblem[] = [
      ...repeated('REPEATED', seen, `${personId} ${type.id}`, row.rowNumber),
      ...(oldNumber === null
        ? []
        : [
            ...repeated('OLD_NUMBER_REPEATED', seenNumbers, oldNumber, row.rowNumber),
            ...(taken.has(oldNumber) ? [problem('OLD_NUMBER_TAKEN', { number: oldNumber })] : []),
          ]),
    ]
    return repeats.length > 0 ? refusedRow(row, repeats, personId) : planned
  })
}

const emptyRow = {
  staffCode: '',
  typeCode: '',
  validFrom: '',
  lastDay: '',
  oldNumber: '',
  evidence: '',
  reason: '',
}

type Facts = {
  readonly held: ReadonlyMap<string, readonly HeldCredential[]>
  readonly sanctions: ReadonlyMap<string, readonly PersonSanction[]>
  readonly independence: ReadonlyMap<string, Independence>
}

async function findPeople(
  db: Db,
  brandId: string,
  wanted: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, string>()
  for (const codes of inPieces([...new Set(wanted)], atOnce))
    for (const { id, code } of await findPeopleKnownTo(db, brandId, codes, at)) people.set(code, id)
  return people
}

async function gatherFacts(
  db: Db,
  { brandId, deciders, at }: BatchQuestion,
  personIds: readonly string[],
): Promise<Facts> {
  const held = new Map<string, readonly HeldCredential[]>()
  const sanctions = new Map<string, readonly PersonSanction[]>()
  const independence = new Map<string, Independence>()
  for (const piece of inPieces(personIds, atOnce)) {
    const asked = [...new Set([...piece, ...deciders.map(({ personId }) => personId)])]
    const [credentials, measures, parties] = await Promise.all([
      findCredentialsOf(db, piece, at),
      findOpenSanctions(db, piece, brandId, at),
      findIndependence(db, asked, at),
    ])
    for (const [id, own] of groupedBy(credentials, ({ personId }) => personId)) held.set(id, own)
    for (const [id, own] of groupedBy(measures, ({ personId }) => personId)) sanctions.set(id, own)
    // Trainings of others would be walked for every person anew.
    const trainings = groupedBy(parties.trainings, ({ trainee }) => trainee)
    for (const id of piece)
      independence.set(id, { parties: parties.parties, trainings: [...(trainings.get(id) ?? [])] })
  }
  return { held, sanctions, independence }
}

function judge(
  row: NumberedRow,
  read: ImportRow,
  personId: string,
  type: StoredType,
  facts: Facts,
  question: Pick<BatchQuestion, 'deciders' | 'at'> & { readonly attestsProctored: boolean },
): PlannedRow {
  const { deciders, at, attestsProctored } = question
  const { zone } = type.brand
  const held = facts.held.get(personId) ?? []
  const independence = facts.independence.get(personId) ?? { parties: new Map(), trainings: [] }
  const period = periodOfImport(read, type.rules, at, zone)
  const standing = recordToRenew(held, type)
  const problems: RowProblem[] = [
    ...(period.ok ? [] : [periodProblem(period.fault, type)]),
    ...(period.ok ? standingProblems(standing, period, zone) : []),
    ...(period.ok ? revokedProblems(held, type, period.validFrom) : []),
    ...higherProblems(held, type),
    ...obstacleProblems(
      onceEach(issueObstacles(type, held, facts.sanctions.get(personId) ?? [], at), ({ code }) => code),
    ),
    ...onceEach(
      deciders.flatMap((decider) =>
        conflictProblems(conflictsOfDecider(decider, independence, personId, at, zone)),
      ),
      ({ code }) => code,
    ),
  ]
  if (!period.ok || problems.length > 0) return refusedRow(row, problems, personId)
  const evidenceMode = read.isProctored && attestsProctored ? 'PROCTORED' : 'UNPROCTORED'
  const notes: RowNote[] = [
    ...(read.isProctored && !attestsProctored ? ['NOT_ATTESTED' as const] : []),
    ...(evidenceMeets(evidenceMode, type.rules.requiredEvidenceMode) ? [] : ['GATE_ASKS_PROCTORED' as const]),
  ]
  const details: RowDetails = {
    problems: [],
    notes,
    validFrom: period.validFrom,
    validUntil: period.validUntil,
    evidenceMode,
    supersedes: standing?.number ?? null,
  }
  return {
    ...row,
    result: standing ? 'RENEW' : 'ISSUE',
    details,
    personId,
    credentialId: null,
    oldNumber: read.oldNumber,
    isTwoPerson: type.isTwoPerson,
  }
}

/** What a standing record of the same type says to it: an identical one, or one that ends later, stays; one that was earned here is renewed here. */
function standingProblems(
  standing: HeldCredential | null,
  period: { readonly validFrom: string; readonly validUntil: string },
  zone: string,
): readonly RowProblem[] {
  if (!standing) return []
  const { number, validFrom, validUntil, decisionId } = standing
  if (period.validUntil <= validUntil || period.validFrom <= validFrom)
    return [problem('HELD_ALREADY', { number, day: printedDay(validUntil, zone) })]
  return decisionId === null ? [] : [problem('EARNED_HERE', { number })]
}

/** A certificate from before a revocation would give back what was taken for good. */
function revokedProblems(
  held: readonly HeldCredential[],
  type: StoredType,
  validFrom: string,
): readonly RowProblem[] {
  const isRevokedSince = held.some(
    (one) =>
      one.type.id === type.id &&
      one.events.some((event) => event.kind === 'REVOKED' && event.effectiveAt >= validFrom),
  )
  return isRevokedSince ? [problem('REVOKED_SINCE')] : []
}

function higherProblems(held: readonly HeldCredential[], type: StoredType): readonly RowProblem[] {
  if (type.kind !== 'LEVEL' || type.level === null || type.categoryCode === null) return []
  const { level } = heldLevelOf(held, type.brand.code, type.categoryCode)
  return level > type.level ? [problem('HIGHER_HELD', { level })] : []
}

function periodProblem(
  fault: 'FROM_IN_FUTURE' | 'NO_END' | 'TOO_LONG' | 'ENDED',
  type: StoredType,
): RowProblem {
  return fault === 'TOO_LONG' ? problem(fault, { months: type.rules.validityMonths ?? 0 }) : problem(fault)
}

function problemOfFault(fault: RowFault): RowProblem {
  return 'text' in fault ? problem(fault.code, { text: fault.text }) : problem(fault.code)
}

function personUnknown(code: string): RowProblem {
  return problem('PERSON_UNKNOWN', { code: code.slice(0, 40) })
}

function typeUnknown(code: string): RowProblem {
  return problem('TYPE_UNKNOWN', { code: code.slice(0, 40) })
}

function problem(code: ProblemCode, params?: RowProblem['params']): RowProblem {
  return params ? { code, params } : { code }
}

/** Says of a row that it repeats an earlier one, and remembers it otherwise. */
function repeated(
  code: 'REPEATED' | 'OLD_NUMBER_REPEATED',
  seen: Map<string, number>,
  key: string,
  rowNumber: number,
): readonly RowProblem[] {
  const earlier = seen.get(key)
  if (earlier !== undefined) return [problem(code, { row: earlier })]
  seen.set(key, rowNumber)
  return []
}

function onceEach<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): readonly Thing[] {
  return [...new Map(things.map((thing) => [keyOf(thing), thing])).values()]
}
