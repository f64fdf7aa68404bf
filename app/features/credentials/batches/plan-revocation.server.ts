import { readCertificateNumber } from '#app/domain/credential/certificate-number.ts'
import { eventOfAct, obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { groupedBy, inPieces } from '#app/domain/shared/grouped.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findByNumbers,
  findStoredCredentials,
  type StoredCredential,
} from '../credential.repository.server.ts'
import { type CredentialEffect, effectBetween } from '../credential-effect.ts'
import { findTypesOfBrands, type StoredType } from '../credential-type.repository.server.ts'
import { conflictsOfDecider } from '../decider-conflicts.ts'
import { toHeld } from '../find-credentials.server.ts'
import {
  conflictProblems,
  type NumberedRow,
  type PlannedRow,
  type RowProblem,
  refusedRow,
} from './batch-row.ts'
import type { BatchQuestion } from './plan-import.server.ts'

const atOnce = 500

/**
 * What revoking credentials by their numbers would do: for each person what all of it together takes away, or why nothing can be done. Writes nothing. A number of another
 * brand and one that does not exist are the same.
 */
export async function planRevocation(
  db: Db,
  { brandId, deciders, at }: BatchQuestion,
  rows: readonly NumberedRow[],
): Promise<readonly PlannedRow[]> {
  const types = new Map((await findTypesOfBrands(db, [brandId])).map((type) => [type.id, type]))
  const prefixes = [...types.values()].map(({ brand, code }) => `${brand.code}-${code}`)
  const read = rows.map((row) => ({ row, number: readCertificateNumber(row.read.number ?? '', prefixes) }))
  const numbers = read.flatMap(({ number }) => (number.ok ? [number.number.text] : []))
  const found = new Map<string, { id: string; personId: string }>()
  for (const piece of inPieces([...new Set(numbers)], atOnce))
    for (const { number, ...one } of await findByNumbers(db, piece, brandId)) found.set(number, one)

  const facts = await gatherFacts(db, { brandId, deciders, at }, types, [...found.values()])
  const seen = new Map<string, number>()
  return read.map(({ row, number }): PlannedRow => {
    if (!number.ok) return refusedRow(row, [{ code: 'NUMBER_MISTYPED' }])
    const { text } = number.number
    const named = found.get(text)
    const fact = named && facts.get(named.id)
    if (!named || !fact) return refusedRow(row, [{ code: 'NUMBER_UNKNOWN' }])
    const earlier = seen.get(text)
    if (earlier !== undefined)
      return refusedRow(row, [{ code: 'REPEATED', params: { row: earlier } }], named.personId)
    seen.set(text, row.rowNumber)
    const whole = { ...row, read: { ...row.read, number: text, typeCode: fact.type.code } }
    if (fact.problems.length > 0) return refusedRow(whole, fact.problems, named.personId)
    return {
      ...whole,
      result: 'REVOKE',
      details: { problems: [], number: text, effect: fact.effect },
      personId: named.personId,
      credentialId: named.id,
      oldNumber: null,
      isTwoPerson: fact.type.isTwoPerson,
    }
  })
}

type Fact = {
  readonly type: StoredType
  readonly problems: readonly RowProblem[]
  readonly effect: CredentialEffect
}

/** Of each credential what is in the way, and what its person loses by everything that is possible of the batch. */
async function gatherFacts(
  db: Db,
  { deciders, at }: BatchQuestion,
  types: ReadonlyMap<string, StoredType>,
  named: readonly { readonly id: string; readonly personId: string }[],
): Promise<ReadonlyMap<string, Fact>> {
  const wanted = new Set(named.map(({ id }) => id))
  const facts = new Map<string, Fact>()
  const event = eventOfAct({ kind: 'REVOKED' }, at, '')
  for (const people of inPieces([...new Set(named.map(({ personId }) => personId))], atOnce)) {
    const asked = [...new Set([...people, ...deciders.map(({ personId }) => personId)])]
    const [all, independence] = await Promise.all([
      findStoredCredentials(db, people),
      findIndependence(db, asked, at),
    ])
    const trainings = groupedBy(independence.trainings, ({ trainee }) => trainee)
    const judged = new Map<string, readonly RowProblem[]>()
    for (const record of all) {
      const type = types.get(record.credentialTypeId)
      if (!type || !wanted.has(record.id)) continue
      const own = { parties: independence.parties, trainings: [...(trainings.get(record.personId) ?? [])] }
      const conflicts = deciders.flatMap((decider) =>
        conflictProblems(conflictsOfDecider(decider, own, record.personId, at, type.brand.zone)),
      )
      const isOver = obstacleOfAct({ kind: 'REVOKED' }, record, type.rules, at, type.brand.zone) !== null
      judged.set(record.id, [
        ...(isOver ? [{ code: 'OVER' as const }] : []),
        ...new Map(conflicts.map((one) => [one.code, one])).values(),
      ])
    }
    const isRevoked = ({ id }: StoredCredential) => judged.get(id)?.length === 0
    const [before, after] = await Promise.all([
      toHeld(db, all, at),
      toHeld(
        db,
        all.map((one) => (isRevoked(one) ? { ...one, events: [...one.events, event] } : one)),
        at,
      ),
    ])
    const beforeOf = groupedBy(before, ({ personId }) => personId)
    const afterOf = groupedBy(after, ({ personId }) => personId)
    const effects = new Map<string, CredentialEffect>()
    for (const record of all) {
      const type = types.get(record.credentialTypeId)
      const problems = judged.get(record.id)
      if (!type || !problems) continue
      const { personId } = record
      const effect =
        effects.get(personId) ??
        effectBetween(beforeOf.get(personId) ?? [], afterOf.get(personId) ?? [], type.brand.code)
      effects.set(personId, effect)
      facts.set(record.id, { type, problems, effect })
    }
  }
  return facts
}
