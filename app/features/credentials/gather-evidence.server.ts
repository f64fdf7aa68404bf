import type { Evidence } from '#app/domain/requirement/evidence.ts'
import { addDays, type Instant } from '#app/domain/shared/instants.ts'
import { findExamPasses } from '#app/features/exams/index.server.ts'
import { findCourseCompletions } from '#app/features/learning/index.server.ts'
import { findPracticalResults } from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findCredentialsOf, type HeldCredential } from './find-credentials.server.ts'
import { findFinishedWork } from './finished-work.repository.server.ts'
import { findVerifiedLicences } from './licence.repository.server.ts'
import { workSpansOf } from './work-spans.ts'

/** Requirements look back on work so many days at most: two years. */
const workDays = 731

/**
 * What some people can show at an instant, as requirement trees read it, by person. A composite adds nothing to the levels of its components, so
 * its grants are left out; licences count once they are verified. The number of queries does not depend on how many people there are.
 */
export async function gatherEvidence(
  db: Db,
  personIds: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, Evidence>> {
  return gatherEvidenceWith(db, personIds, at, await findCredentialsOf(db, personIds, at))
}

/** The same for a caller that has read the people's credentials already, as they stand at that instant. */
export async function gatherEvidenceWith(
  db: Db,
  personIds: readonly string[],
  at: Instant,
  credentials: readonly HeldCredential[],
): Promise<ReadonlyMap<string, Evidence>> {
  const [completions, passes, practicals, licences, work] = await Promise.all([
    findCourseCompletions(db, personIds, at),
    findExamPasses(db, personIds),
    findPracticalResults(db, personIds),
    findVerifiedLicences(db, personIds, at),
    findFinishedWork(db, personIds, addDays(at, -workDays, 'UTC')),
  ])
  return new Map(
    personIds.map((person): [string, Evidence] => {
      const of = <Row extends { readonly personId: string | null }>(rows: readonly Row[]) =>
        rows.filter(({ personId }) => personId === person)
      return [
        person,
        {
          courses: of(completions).map(({ courseCode, completedAt }) => ({
            course: courseCode,
            completedAt,
            permille: 1000,
          })),
          exams: of(passes).map(({ examCode, mode, passedAt }) => ({ exam: examCode, mode, passedAt })),
          practicals: of(practicals)
            .filter(({ state }) => state === 'PASSED')
            .map(({ practicalCode, scoredAt }) => ({ practical: practicalCode, passedAt: scoredAt })),
          credentials: of(credentials).flatMap(({ type, ...record }) =>
            workSpansOf(record, type.rules, at, type.brand.zone).map(
              ({ from, until, grants, endorsements }) => ({
                brand: type.brand.code,
                type: type.code,
                from,
                until,
                grants: type.kind === 'COMPOSITE' ? [] : grants,
                endorsements,
              }),
            ),
          ),
          licences: of(licences).map(({ licence, from, until }) => ({ licence, from, until })),
          work: of(work).map(({ brand, category, level, finishedAt }) => ({
            brand,
            category,
            level,
            finishedAt,
          })),
        },
      ]
    }),
  )
}
