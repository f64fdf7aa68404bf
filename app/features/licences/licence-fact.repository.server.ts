import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

const licencesOf = preparedRead(
  (db, { personIds, providerId }: { personIds: readonly string[]; providerId: string }) =>
    db
      .selectFrom('licence')
      .selectAll()
      .where((where) => where.or([where('personId', 'in', personIds), where('providerId', '=', providerId)])),
)

/** No id is empty: it stands for no person and no provider. */
const nobody = ''

/** Licences of people and of the provider. */
export async function findLicenceFacts(
  db: Db,
  people: readonly { id: string; code: string }[],
  provider: { id: string; code: string } | null,
): Promise<GateFacts['licences']> {
  const rows = await licencesOf(db, {
    personIds: people.length > 0 ? people.map(({ id }) => id) : [nobody],
    providerId: provider?.id ?? nobody,
  })
  return rows.map((row) => ({
    holder: row.personId
      ? { kind: 'ENGINEER' as const, code: people.find(({ id }) => id === row.personId)?.code ?? '' }
      : { kind: 'PROVIDER' as const, code: provider?.code ?? '' },
    type: row.licenceTypeCode,
    number: row.number,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    nextReviewDue: row.nextReviewDue,
    verifiedAt: row.verifiedAt,
    recordedAt: row.recordedAt,
  }))
}
