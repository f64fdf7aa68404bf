import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import { type LicenceFault, licenceGaps } from '#app/domain/gate/legal-gate.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'
import { findLegalRulesOf } from './legal-rule.repository.server.ts'
import { findLicenceFacts } from './licence-fact.repository.server.ts'
import {
  findLicenceNames,
  findModelsOfBrands,
  findRaisedRules,
  findTaggedOperations,
} from './tagged-work.repository.server.ts'

/** A statutory licence without which the gate stops some of what a held rung opens. */
export type LadderGap = {
  /** Any one of these kinds would do. */
  readonly licences: readonly Bilingual[]
  readonly fault: LicenceFault
}

type LicenceQuestion = {
  readonly personId: string
  /** Where the person's main outlet stands; null where they belong to none. */
  readonly jurisdiction: string | null
  readonly brandIds: readonly string[]
  readonly at: string
}

type HeldRung = { readonly brand: string; readonly category: string; readonly level: number }

/**
 * The statutory licences that somebody lacks for what their rungs open, by the law of the place of their main outlet, read and judged as the gate reads
 * and judges them. Answers rung by rung; nothing lacks where somebody belongs to no outlet, since then no work is theirs. The number of queries does
 * not depend on how many rungs there are.
 */
export async function findLicenceGaps(
  db: Db,
  { personId, jurisdiction, brandIds, at }: LicenceQuestion,
): Promise<(rung: HeldRung) => readonly LadderGap[]> {
  const gapsOf = await findLicenceGapsOf(db, { people: [{ personId, jurisdiction }], brandIds, at })
  return (rung) => gapsOf(personId, rung)
}

/** The same for several people, each by the law of their own place, in as many queries as for one. */
export async function findLicenceGapsOf(
  db: Db,
  {
    people,
    brandIds,
    at,
  }: Pick<LicenceQuestion, 'brandIds' | 'at'> & {
    readonly people: readonly Pick<LicenceQuestion, 'personId' | 'jurisdiction'>[]
  },
): Promise<(personId: string, rung: HeldRung) => readonly LadderGap[]> {
  const places = new Map(
    people.flatMap(({ personId, jurisdiction }) => (jurisdiction === null ? [] : [[personId, jurisdiction]])),
  )
  if (places.size === 0 || brandIds.length === 0) return () => []
  const [legal, licences, operations, models, raised, names] = await Promise.all([
    findLegalRulesOf(db, [...new Set(places.values())]),
    findLicenceFacts(
      db,
      [...places.keys()].map((id) => ({ id, code: id })),
      null,
    ),
    findTaggedOperations(db, brandIds, at),
    findModelsOfBrands(db, brandIds),
    findRaisedRules(db, brandIds, at),
    findLicenceNames(db),
  ])
  return (personId, { brand, category, level }) => {
    const jurisdiction = places.get(personId)
    const units = models.filter((model) => model.brand === brand && model.category === category)
    const zone = units[0]?.zone
    if (zone === undefined || jurisdiction === undefined) return []
    const work = units.flatMap(({ categoryId, ...model }) =>
      operations
        .filter((one) => one.categoryId === categoryId && one.minLevel <= level)
        .map(({ tags }) => ({ tags, model })),
    )
    const asked = {
      request: { brand, asOf: at, site: { jurisdiction } },
      facts: {
        legalRules: legal.legalRules,
        brandLegalPolicies: (raised.get(brand) ?? []).map((rule) => ({
          brand,
          rule,
          enforcement: 'BLOCK' as const,
          from: at,
          until: null,
          recordedAt: at,
        })),
        licences,
        policy: defaultGatePolicy,
      },
      at: { start: at, end: at },
      zone,
    }
    return licenceGaps(asked, personId, work).map(({ licences: codes, fault }) => ({
      licences: codes.map((code) => names.get(code) ?? { en: code, zh: code }),
      fault,
    }))
  }
}
