import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

const setsAt = preparedRead((db, { paths }: { paths: readonly string[] }) =>
  db.selectFrom('legalRuleSet').selectAll().where('jurisdictionPath', 'in', paths),
)

const rulesAt = preparedRead((db, { paths }: { paths: readonly string[] }) =>
  db.selectFrom('legalRule').selectAll().where('jurisdictionPath', 'in', paths),
)

/** The reviewed rule sets and the rules of a place and of every place around it. */
export async function findLegalRules(
  db: Db,
  jurisdictionPath: string,
): Promise<Pick<GateFacts, 'legalRuleSets' | 'legalRules'>> {
  return findLegalRulesOf(db, [jurisdictionPath])
}

/** The same of several places at once; a rule names its place, so that none is taken for another's. */
export async function findLegalRulesOf(
  db: Db,
  jurisdictionPaths: readonly string[],
): Promise<Pick<GateFacts, 'legalRuleSets' | 'legalRules'>> {
  const around = jurisdictionPaths.flatMap((path) => {
    const segments = path.split('/')
    return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
  })
  const paths = [...new Set(around)]
  const [sets, rules] = await Promise.all([setsAt(db, { paths }), rulesAt(db, { paths })])
  return {
    legalRuleSets: sets.map((row) => ({
      jurisdiction: row.jurisdictionPath,
      reviewedAt: row.reviewedAt,
      from: row.reviewedAt,
      until: null,
      recordedAt: row.recordedAt,
    })),
    legalRules: rules.map((row) => ({
      id: row.id,
      jurisdiction: row.jurisdictionPath,
      tag: row.activityTag,
      appliesWhen: JSON.parse(row.appliesWhenJson),
      subject: row.subject,
      licencesAnyOf: JSON.parse(row.licenceTypesAnyOfJson),
      enforcement: row.enforcement,
      supervisable: row.isSupervisable === 1,
      replaces: JSON.parse(row.replacesJson),
      basis: { en: row.basisEn, zh: row.basisZh },
      from: row.effectiveFrom,
      until: row.effectiveUntil,
      recordedAt: row.recordedAt,
    })),
  }
}
