import type { Insertable } from 'kysely'
import type { CredentialReminderTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

/** Every brand with its zone and the last day whose round is finished; null before its first. */
export async function findBrandsWithRounds(db: Db) {
  return db
    .selectFrom('organisation')
    .leftJoin('reminderRound', 'reminderRound.brandId', 'organisation.id')
    .select((of) => [
      'organisation.id',
      'organisation.code',
      'organisation.timeZone as zone',
      of.fn.max('reminderRound.day').as('lastDay'),
    ])
    .where('organisation.kind', '=', 'brand')
    .groupBy(['organisation.id', 'organisation.code', 'organisation.timeZone'])
    .orderBy('organisation.code')
    .execute()
}

/** Notes that the rounds of some days are finished; one that is noted already stays. */
export async function insertRounds(
  db: Db,
  rounds: readonly { brandId: string; day: string; finishedAt: string }[],
): Promise<void> {
  await db
    .insertInto('reminderRound')
    .values(rounds)
    .onConflict((conflict) => conflict.columns(['brandId', 'day']).doNothing())
    .execute()
}

export type EndingQuery = {
  readonly brandId: string
  /** Exclusive ends, as they are stored. */
  readonly ends: readonly string[]
  /** The last id of the page before; empty for the first. */
  readonly after: string
  readonly limit: number
}

/** One page of a brand's credentials that end at one of some instants, or whose dates were corrected, by id. */
export async function findEnding(db: Db, { brandId, ends, after, limit }: EndingQuery) {
  if (ends.length === 0) return []
  return db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select(['credential.id', 'credential.personId'])
    .where('credentialType.brandId', '=', brandId)
    .where('credential.id', '>', after)
    .where((where) =>
      where.or([
        where('credential.validUntil', 'in', ends),
        where('credential.id', 'in', (of) =>
          of
            .selectFrom('credentialEvent')
            .select('credentialEvent.credentialId')
            .where('credentialEvent.kind', '=', 'CORRECTED'),
        ),
      ]),
    )
    .orderBy('credential.id')
    .limit(limit)
    .execute()
}

/** Who answers for people at an instant: the managers of their outlets and of the providers of these, by person. A person may answer for themselves. */
export async function findManagersByPerson(
  db: Db,
  personIds: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (personIds.length === 0) return new Map()
  const places = await db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .select(['affiliation.personId', 'outlet.id as outletId', 'outlet.providerId'])
    .where('affiliation.personId', 'in', personIds)
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    )
    .execute()
  if (places.length === 0) return new Map()
  const [outletManagers, providerManagers] = await Promise.all([
    db
      .selectFrom('affiliation')
      .select(['personId', 'outletId as placeId'])
      .where('role', '=', 'OUTLET_MANAGER')
      .where('outletId', 'in', [...new Set(places.map(({ outletId }) => outletId))])
      .where('fromAt', '<=', at)
      .where((where) => where.or([where('untilAt', 'is', null), where('untilAt', '>', at)]))
      .execute(),
    db
      .selectFrom('roleAssignment')
      .select(['personId', 'organisationId as placeId'])
      .where('role', '=', 'provider-manager')
      .where('organisationId', 'in', [...new Set(places.map(({ providerId }) => providerId))])
      .where('fromAt', '<=', at)
      .where((where) => where.or([where('untilAt', 'is', null), where('untilAt', '>', at)]))
      .execute(),
  ])
  const managersOf = new Map<string, string[]>()
  for (const { placeId, personId } of [...outletManagers, ...providerManagers])
    managersOf.set(placeId, [...(managersOf.get(placeId) ?? []), personId])
  const byPerson = new Map<string, Set<string>>()
  for (const { personId, outletId, providerId } of places) {
    const managers = byPerson.get(personId) ?? new Set<string>()
    for (const place of [outletId, providerId])
      for (const manager of managersOf.get(place) ?? []) managers.add(manager)
    byPerson.set(personId, managers)
  }
  return byPerson
}

/** Notes whom to remind of what; what is noted already stays as it is. */
export async function insertReminders(
  db: Db,
  reminders: readonly Insertable<CredentialReminderTable>[],
): Promise<void> {
  if (reminders.length === 0) return
  await db
    .insertInto('credentialReminder')
    .values(reminders)
    .onConflict((conflict) => conflict.columns(['credentialId', 'endsAt', 'step', 'recipientId']).doNothing())
    .execute()
}

/** People with reminders that no message was made of yet. */
export async function findWaitingRecipients(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('credentialReminder')
    .select('recipientId')
    .distinct()
    .where('composedAt', 'is', null)
    .orderBy('recipientId')
    .limit(limit)
    .execute()
  return rows.map(({ recipientId }) => recipientId)
}

/** Takes the waiting reminders of a person to make messages of: each is given out once. */
export async function takeReminders(db: Db, recipientId: string, at: string) {
  return db
    .updateTable('credentialReminder')
    .set({ composedAt: at })
    .where('recipientId', '=', recipientId)
    .where('composedAt', 'is', null)
    .returning(['id', 'credentialId'])
    .execute()
}

/** Says which messages some reminders went into. */
export async function markComposed(
  db: Db,
  reminderIds: readonly string[],
  messages: { inboxMessageId: string; outgoingMessageId: string | null },
): Promise<void> {
  await db.updateTable('credentialReminder').set(messages).where('id', 'in', reminderIds).execute()
}

/** Whose credentials some are, by id of the credential, with how the person is called. */
export async function findHolders(db: Db, credentialIds: readonly string[]) {
  return db
    .selectFrom('credential')
    .innerJoin('person', 'person.id', 'credential.personId')
    .select(['credential.id', 'person.id as personId', 'person.code', 'person.name', 'person.nameLatin'])
    .where('credential.id', 'in', credentialIds)
    .execute()
}
