import { eventOf } from '#app/domain/credential/stored-event.ts'
import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

/** The facts about people and their outlets. Lists of ids come in, one query a table goes out. */

type People = { personIds: readonly string[] }

const peopleByCodes = preparedRead((db, { codes }: { codes: readonly string[] }) =>
  db
    .selectFrom('person')
    .select(['id', 'code', 'name', 'accountState', 'identityVerifiedAt', 'createdAt'])
    .where('code', 'in', codes),
)

/** The people with these codes. */
export async function findPeopleByCodes(db: Db, codes: readonly string[]) {
  return peopleByCodes(db, { codes })
}

type CredentialFacts = GateFacts['credentials']

const credentialsOf = preparedRead((db, { personIds, brandId }: People & { brandId: string }) =>
  db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .leftJoin('credential as old', 'old.id', 'credential.supersedesId')
    .select([
      'credential.id',
      'credential.number',
      'credential.personId',
      'credential.validFrom',
      'credential.validUntil',
      'credential.evidenceMode',
      'credential.recordedAt',
      'credentialType.code as type',
      'old.number as supersedes',
    ])
    .where('credential.personId', 'in', personIds)
    .where('credentialType.brandId', '=', brandId),
)

const eventsOf = preparedRead((db, { credentialIds }: { credentialIds: readonly string[] }) =>
  db
    .selectFrom('credentialEvent')
    .selectAll()
    .where('credentialId', 'in', credentialIds)
    .orderBy('recordedAt'),
)

/** The people's credentials of one brand with everything that happened to them. */
export async function findCredentialFacts(
  db: Db,
  people: readonly { id: string; code: string }[],
  brand: { id: string; code: string },
): Promise<CredentialFacts> {
  const personIds = people.map(({ id }) => id)
  const rows = await credentialsOf(db, { personIds, brandId: brand.id })
  const events = rows.length === 0 ? [] : await eventsOf(db, { credentialIds: rows.map(({ id }) => id) })
  const codeOf = new Map(people.map(({ id, code }) => [id, code]))
  return rows.map((row) => ({
    number: row.number,
    engineer: codeOf.get(row.personId) ?? '',
    type: row.type,
    brand: brand.code,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    evidenceMode: row.evidenceMode,
    supersedes: row.supersedes,
    recordedAt: row.recordedAt,
    events: events.filter(({ credentialId }) => credentialId === row.id).map((event) => eventOf(event, row)),
  }))
}
