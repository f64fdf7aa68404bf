import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import { deriveRecordStatus } from '#app/domain/credential/derived-status.ts'
import { eventOf } from '#app/domain/credential/stored-event.ts'
import type { Party, TrainingRecord } from '#app/domain/practical/assessor-guards.ts'
import type { Db } from '#db/schema/index.ts'

/** What it takes to say whether people are independent of each other. */
export type Independence = {
  /** Every person asked about; providers by code, through an affiliation of any kind or a role there, at the instant asked. */
  readonly parties: ReadonlyMap<string, Party>
  /** Who taught these people what and until when. */
  readonly trainings: readonly TrainingRecord[]
}

/** Reads the providers and trainers of some people, candidates and judges together, in three queries. */
export async function findIndependence(
  db: Db,
  personIds: readonly string[],
  at: string,
): Promise<Independence> {
  if (personIds.length === 0) return { parties: new Map(), trainings: [] }
  const [affiliated, employed, trained] = await Promise.all([
    db
      .selectFrom('affiliation')
      .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
      .innerJoin('organisation', 'organisation.id', 'outlet.providerId')
      .select(['affiliation.personId', 'organisation.code'])
      .where('affiliation.personId', 'in', personIds)
      .where('affiliation.fromAt', '<=', at)
      .where((where) =>
        where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
      )
      .execute(),
    db
      .selectFrom('roleAssignment')
      .innerJoin('organisation', 'organisation.id', 'roleAssignment.organisationId')
      .select(['roleAssignment.personId', 'organisation.code'])
      .where('roleAssignment.personId', 'in', personIds)
      .where('organisation.kind', '=', 'provider')
      .where('roleAssignment.fromAt', '<=', at)
      .where((where) =>
        where.or([where('roleAssignment.untilAt', 'is', null), where('roleAssignment.untilAt', '>', at)]),
      )
      .execute(),
    db
      .selectFrom('trainingRecord')
      .select(['personId', 'trainerPersonId', 'fromAt', 'untilAt'])
      .where('personId', 'in', personIds)
      .execute(),
  ])
  const memberships = [...affiliated, ...employed]
  const parties = personIds.map((person): [string, Party] => {
    const providers = memberships.filter(({ personId }) => personId === person).map(({ code }) => code)
    return [person, { person, providers: [...new Set(providers)] }]
  })
  return {
    parties: new Map(parties),
    trainings: trained.map(({ personId, trainerPersonId, fromAt, untilAt }) => ({
      trainer: trainerPersonId,
      trainee: personId,
      from: fromAt,
      until: untilAt,
    })),
  }
}

/** The highest level of each category of a brand that a person's credentials grant at an instant. */
export async function findHeldLevels(
  db: Db,
  personId: string,
  brand: { id: string; timeZone: string },
  at: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select([
      'credential.id',
      'credential.validFrom',
      'credential.validUntil',
      'credential.recordedAt',
      'credentialType.grantsJson',
      'credentialType.endorsementsJson',
      'credentialType.windowDays',
      'credentialType.workingGraceDays',
      'credentialType.adminGraceDays',
      'credentialType.recencyMaxGapDays',
      'credentialType.isSafetyCritical',
    ])
    .where('credential.personId', '=', personId)
    .where('credentialType.brandId', '=', brand.id)
    // A composite grants nothing that its components do not grant already.
    .where('credentialType.kind', '=', 'LEVEL')
    .execute()
  const events = await findEvents(
    db,
    rows.map(({ id }) => id),
  )
  const levels = new Map<string, number>()
  for (const row of rows) {
    const own = events.filter(({ credentialId }) => credentialId === row.id)
    const reading = deriveRecordStatus(
      { ...row, events: own.map((event): CredentialEvent => eventOf(event, row)) },
      {
        ...row,
        grants: JSON.parse(row.grantsJson),
        endorsements: JSON.parse(row.endorsementsJson),
        safetyCritical: row.isSafetyCritical === 1,
      },
      at,
      brand.timeZone,
    )
    if (!reading?.grantsWork) continue
    for (const { category, level } of reading.scope.grants) {
      levels.set(category, Math.max(levels.get(category) ?? 0, level))
    }
  }
  return levels
}

async function findEvents(db: Db, credentialIds: readonly string[]) {
  if (credentialIds.length === 0) return []
  return db
    .selectFrom('credentialEvent')
    .selectAll()
    .where('credentialId', 'in', credentialIds)
    .orderBy('recordedAt')
    .execute()
}
