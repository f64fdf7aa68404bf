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

const affiliationsOf = preparedRead((db, { personIds }: People) =>
  db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .selectAll('affiliation')
    .select('outlet.code as outletCode')
    .where('affiliation.personId', 'in', personIds),
)

const declaredBy = preparedRead((db, { personIds }: People) =>
  db
    .selectFrom('declaredCategory')
    .innerJoin('affiliation', 'affiliation.id', 'declaredCategory.affiliationId')
    .innerJoin('category', 'category.id', 'declaredCategory.categoryId')
    .innerJoin('organisation', 'organisation.id', 'category.brandId')
    .select([
      'declaredCategory.affiliationId',
      'declaredCategory.fromAt',
      'declaredCategory.untilAt',
      'declaredCategory.recordedAt',
      'category.code as category',
      'organisation.code as brand',
    ])
    .where('affiliation.personId', 'in', personIds)
    .orderBy('declaredCategory.position'),
)

/** The people's affiliations with outlet codes and what they declare to work on. */
export async function findAffiliations(db: Db, personIds: readonly string[]) {
  const [rows, declared] = await Promise.all([
    affiliationsOf(db, { personIds }),
    declaredBy(db, { personIds }),
  ])
  return { rows, declared }
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

const deltasOf = preparedRead((db, { personIds }: People) =>
  db.selectFrom('deltaCompletion').selectAll().where('personId', 'in', personIds),
)

/** New-product modules the people have passed. */
export async function findDeltaFacts(
  db: Db,
  people: readonly { id: string; code: string }[],
): Promise<GateFacts['deltaCompletions']> {
  const rows = await deltasOf(db, { personIds: people.map(({ id }) => id) })
  return rows.map((row) => ({
    engineer: people.find(({ id }) => id === row.personId)?.code ?? '',
    module: row.deltaModuleCode,
    passedAt: row.passedAt,
    recordedAt: row.recordedAt,
  }))
}

const enrolmentsOf = preparedRead((db, { personIds, brandId }: People & { brandId: string }) =>
  db
    .selectFrom('enrolment')
    .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
    .select([
      'enrolment.personId',
      'enrolment.enrolledAt',
      'enrolment.closedAt',
      'enrolment.recordedAt',
      'credentialType.code as type',
    ])
    .where('enrolment.personId', 'in', personIds)
    .where('credentialType.brandId', '=', brandId),
)

/** Open and past enrolments of the people for a brand's credential types. */
export async function findEnrolmentFacts(
  db: Db,
  people: readonly { id: string; code: string }[],
  brand: { id: string; code: string },
): Promise<GateFacts['enrolments']> {
  const rows = await enrolmentsOf(db, { personIds: people.map(({ id }) => id), brandId: brand.id })
  return rows.map((row) => ({
    engineer: people.find(({ id }) => id === row.personId)?.code ?? '',
    brand: brand.code,
    towards: { kind: 'CREDENTIAL' as const, code: row.type },
    from: row.enrolledAt,
    until: row.closedAt,
    recordedAt: row.recordedAt,
  }))
}

const passesOf = preparedRead((db, { personIds, examCode }: People & { examCode: string }) =>
  db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select(['examAttempt.personId', 'examAttempt.submittedAt'])
    .where('exam.code', '=', examCode)
    .where('examAttempt.state', '=', 'PASSED')
    .where('examAttempt.personId', 'in', personIds),
)

/** When the people first passed the common safety exam, which is the safety theory for every activity tag. */
export async function findSafetyTheoryPasses(
  db: Db,
  people: readonly { id: string; code: string }[],
  examCode: string,
) {
  const rows = await passesOf(db, { personIds: people.map(({ id }) => id), examCode })
  return rows.map((row) => ({
    engineer: people.find(({ id }) => id === row.personId)?.code ?? '',
    passedAt: row.submittedAt ?? '',
  }))
}
