import { type CompositeReading, readComposite } from '#app/domain/credential/composite.ts'
import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import { deriveRecordStatus, type StatusReading } from '#app/domain/credential/derived-status.ts'
import type { Instant } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'
import { findStoredCredentials, type StoredCredential } from './credential.repository.server.ts'
import { findTypesByIds, findTypesOfBrands, type StoredType } from './credential-type.repository.server.ts'
import { readRecencyBook } from './recency-book.server.ts'

/** A credential of somebody with its type and its status at an instant. */
export type HeldCredential = {
  readonly id: string
  readonly number: string
  readonly publicSlug: string
  readonly personId: string
  readonly type: StoredType
  /** The decision it rests on; null for one that was taken over from earlier records. */
  readonly decisionId: string | null
  readonly issuedAt: Instant
  readonly validFrom: Instant
  readonly validUntil: Instant
  readonly evidenceMode: 'PROCTORED' | 'UNPROCTORED'
  /** Number of the record it replaced. */
  readonly supersedes: string | null
  readonly recordedAt: Instant
  readonly events: readonly CredentialEvent[]
  readonly reading: StatusReading
  /** Only of a composite: which components carry it. */
  readonly composite: CompositeReading | null
}

/** Every credential of some people as it stands at an instant, oldest first; at most four queries whatever their number. */
export async function findCredentialsOf(
  db: Db,
  personIds: readonly string[],
  at: Instant,
): Promise<HeldCredential[]> {
  return toHeld(db, await findStoredCredentials(db, personIds), at)
}

/** Adds type and status to stored credentials; a composite is read with the other credentials given of the same person. */
export async function toHeld(
  db: Db,
  stored: readonly StoredCredential[],
  at: Instant,
): Promise<HeldCredential[]> {
  const types = await findTypesByIds(
    db,
    stored.map(({ credentialTypeId }) => credentialTypeId),
  )
  const alone = (await practised(db, stored, types, at)).flatMap(({ record, type }): HeldCredential[] => {
    const reading = deriveRecordStatus(record, type.rules, at, type.brand.zone)
    if (!reading) return []
    const { credentialTypeId: _, ...rest } = record
    const { validFrom, validUntil } = reading
    // As they were corrected, not as they were first written.
    const period = { validFrom, validUntil: validUntil ?? record.validUntil }
    return [{ ...rest, ...period, type, reading, composite: null }]
  })
  const composites = alone.filter(({ type }) => type.kind === 'COMPOSITE')
  const typesAround = await findTypesOfBrands(
    db,
    composites.map(({ type }) => type.brand.id),
  )
  return alone.map((one) =>
    composites.includes(one) ? { ...one, composite: compositeOf(one, alone, typesAround) } : one,
  )
}

/**
 * Records with their types as they are to be read: the life of one that asks for practice has the jobs and practicals that are known, and of a brand whose work log
 * does not count none is asked for. Records without a type are left out.
 */
export async function practised(
  db: Db,
  stored: readonly StoredCredential[],
  types: ReadonlyMap<string, StoredType>,
  at: Instant,
): Promise<{ record: StoredCredential; type: StoredType }[]> {
  const known = stored.flatMap((record) => {
    const type = types.get(record.credentialTypeId)
    return type ? [{ record, type }] : []
  })
  const asking = known.filter(({ type }) => type.rules.recencyMaxGapDays !== null)
  const book = await readRecencyBook(
    db,
    asking.map(({ record, type }) => ({ personId: record.personId, brandId: type.brand.id })),
    at,
  )
  return known.map(({ record, type }) => {
    if (type.rules.recencyMaxGapDays === null) return { record, type }
    const { id } = type.brand
    if (!book.counts(id))
      return { record, type: { ...type, rules: { ...type.rules, recencyMaxGapDays: null } } }
    const categories = type.rules.grants.map(({ category }) => category)
    const events = [...record.events, ...book.eventsFor(record.personId, id, categories)]
    return { record: { ...record, events }, type }
  })
}

function compositeOf(
  composite: HeldCredential,
  all: readonly HeldCredential[],
  types: readonly StoredType[],
): CompositeReading {
  const { personId, type, reading } = composite
  const others = all.filter(
    (one) =>
      one.personId === personId && one.type.kind !== 'COMPOSITE' && one.type.brand.id === type.brand.id,
  )
  const effective = others.flatMap((one) => (one.reading.grantsWork ? one.reading.scope.grants : []))
  const components = type.rules.components.map((code) => ({
    type: code,
    grants: types.find((one) => one.code === code && one.brand.id === type.brand.id)?.rules.grants ?? [],
  }))
  return readComposite(reading.grantsWork, components, effective)
}
