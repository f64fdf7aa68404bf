import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { findPracticalRefreshes } from '#app/features/credentials/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findLastJobs, findSupervisedJobs } from './work-log.repository.server.ts'

/**
 * What a brand's work log says of people, as the gate reads it: the last job in each category, which recency counts from, and passed practicals, which refresh it; and jobs under a supervisor, of
 * which the first starts the clock of the supervised exception (gate 6.9, 3). A supervised job belongs to the credential type of the category that the
 * trainee was enrolled for then; without an enrolment it starts no clock.
 */
export async function findWorkFacts(
  db: Db,
  brand: { id: string; code: string },
  people: readonly { id: string; code: string }[],
  known: Pick<GateFacts, 'enrolments' | 'credentialTypes'>,
  at: string,
): Promise<Pick<GateFacts, 'work' | 'supervisedJobs'>> {
  if (people.length === 0) return { work: [], supervisedJobs: [] }
  const personIds = people.map(({ id }) => id)
  const codeOf = new Map(people.map(({ id, code }) => [id, code]))
  const asksForPractice = known.credentialTypes.some(
    (type) => type.brand === brand.code && type.recencyMaxGapDays !== null,
  )
  const [jobs, refreshes, supervised] = await Promise.all([
    findLastJobs(db, { brandId: brand.id, at, personIds }),
    asksForPractice ? findPracticalRefreshes(db, personIds, [brand.id]) : [],
    findSupervisedJobs(db, { brandId: brand.id, personIds }),
  ])
  const grantsCategory = (type: string, category: string) =>
    known.credentialTypes
      .find((one) => one.code === type && one.brand === brand.code)
      ?.grants.some((grant) => grant.category === category) === true
  return {
    work: [...jobs, ...refreshes.map(({ at: finishedAt, ...row }) => ({ ...row, finishedAt }))].map(
      ({ personId, category, finishedAt, recordedAt }) => ({
        engineer: codeOf.get(personId) ?? '',
        brand: brand.code,
        category,
        finishedAt,
        recordedAt,
      }),
    ),
    supervisedJobs: supervised.flatMap(({ id, personId, category, supervisor, finishedAt, recordedAt }) => {
      const engineer = codeOf.get(personId) ?? ''
      return known.enrolments
        .filter(
          (one) =>
            one.engineer === engineer &&
            one.from <= finishedAt &&
            (one.until === null || one.until > finishedAt) &&
            grantsCategory(one.towards.code, category),
        )
        .map(({ towards }) => ({
          lineId: id,
          engineer,
          supervisor,
          brand: brand.code,
          credentialType: towards.code,
          start: finishedAt,
          end: finishedAt,
          maxTrainees: 1,
          recordedAt,
        }))
    }),
  }
}
