import type { AttemptScore } from '#app/domain/exam/score-attempt.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Permille } from '#app/domain/shared/permille.ts'
import type { Db } from '#db/schema/index.ts'

export type ExamSection = {
  readonly titles: Bilingual
  readonly permille: Permille
  readonly cutPermille: Permille
  readonly passed: boolean
}

/** How scored attempts went section by section, by attempt id; no items, no keys. */
export async function findExamSections(
  db: Db,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ExamSection[]>> {
  if (attemptIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('examAttempt')
    .select(['id', 'resultJson'])
    .where('id', 'in', attemptIds)
    .where('resultJson', 'is not', null)
    .execute()
  return new Map(
    rows.map(({ id, resultJson }) => {
      const { sections = [], profile = [] }: Partial<AttemptScore> = JSON.parse(resultJson ?? '{}')
      const titlesOf = (domain: string) =>
        profile.find((one) => one.domain === domain)?.titles ?? { en: domain, zh: domain }
      return [
        id,
        sections.map(({ domain, permille, cutPermille, passed }) => ({
          titles: titlesOf(domain),
          permille,
          cutPermille,
          passed,
        })),
      ]
    }),
  )
}
