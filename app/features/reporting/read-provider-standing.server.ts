import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'
import { groupRows } from './group-rows.ts'
import { outletFactsFrom } from './outlet-facts.ts'
import { openLevelOf } from './outlet-standing.ts'
import {
  findProviderAuthorisationEvents,
  findProviderAuthorisations,
  findProviderContracts,
  findProviderDeposits,
  findProviderLine,
  findProviderRungs,
  findProviderSanctions,
  findProviderWaivers,
} from './provider-standing.repository.server.ts'

/** A category that an outlet of the provider is authorised for: a column of the team's matrix. */
export type TeamCategory = {
  readonly categoryId: string
  readonly code: string
  readonly name: Bilingual
  readonly brandId: string
  readonly brandCode: string
  readonly brandName: Bilingual
  readonly rungs: readonly { readonly level: number; readonly code: string; readonly name: Bilingual }[]
  readonly outletCodes: readonly string[]
}

export type ProviderStanding = {
  readonly categories: readonly TeamCategory[]
  /** The highest level that an outlet as such may work at in a category now; 0 for none. */
  readonly openLevel: (outletId: string, categoryId: string) => number
  /** Whether the outlet may take trainees along: no supervised work on probation. */
  readonly mayTrain: (outletId: string, categoryId: string) => boolean
}

/** What the outlets of a provider may do as such, in a constant number of queries. */
export async function readProviderStanding(
  db: Db,
  providerId: string,
  at: string,
): Promise<ProviderStanding> {
  const line = await findProviderLine(db, providerId)
  const [authorisations, events, rungs, contracts, deposits, waivers, sanctions] = await Promise.all([
    findProviderAuthorisations(db, providerId),
    findProviderAuthorisationEvents(db, providerId),
    findProviderRungs(db, providerId),
    findProviderContracts(db, providerId),
    findProviderDeposits(db, providerId),
    findProviderWaivers(db, providerId),
    findProviderSanctions(
      db,
      line.map(({ id }) => id),
    ),
  ])
  const rungsOf = groupRows(rungs, ({ categoryId }) => categoryId)
  const eventsOf = groupRows(events, ({ authorisationId }) => authorisationId)
  const byOutlet = groupRows(authorisations, ({ outletId }) => outletId)
  const factsOf = outletFactsFrom(
    {
      authorisations,
      events,
      contracts: contracts.map((contract) => ({ ...contract, providerId })),
      deposits,
      waivers,
      sanctions,
      providers: line,
    },
    at,
  )

  const open = new Map<string, number>()
  const onProbation = new Set<string>()
  for (const [outletId, own] of byOutlet) {
    const facts = factsOf(outletId, providerId)
    for (const row of own) {
      const topLevel = rungsOf.get(row.categoryId)?.length ?? 0
      const question = {
        outlet: row.outletCode,
        brand: row.brandCode,
        category: row.categoryCode,
        zone: row.timeZone,
        topLevel,
        at,
      }
      open.set(`${outletId} ${row.categoryId}`, openLevelOf(question, facts))
      const state = (eventsOf.get(row.id) ?? []).findLast(({ effectiveAt }) => effectiveAt <= at)?.state
      if (state === 'PROBATION') onProbation.add(`${outletId} ${row.categoryId}`)
    }
  }
  const categories = [...groupRows(authorisations, ({ categoryId }) => categoryId).values()].flatMap(
    (rows): TeamCategory[] => {
      const [row] = rows
      if (!row) return []
      return [
        {
          categoryId: row.categoryId,
          code: row.categoryCode,
          name: { en: row.categoryEn, zh: row.categoryZh },
          brandId: row.brandId,
          brandCode: row.brandCode,
          brandName: { en: row.brandEn, zh: row.brandZh },
          rungs: (rungsOf.get(row.categoryId) ?? []).map(({ level, code, nameEn, nameZh }) => ({
            level,
            code,
            name: { en: nameEn, zh: nameZh },
          })),
          outletCodes: rows.map(({ outletCode }) => outletCode),
        },
      ]
    },
  )
  return {
    categories,
    openLevel: (outletId, categoryId) => open.get(`${outletId} ${categoryId}`) ?? 0,
    mayTrain: (outletId, categoryId) => !onProbation.has(`${outletId} ${categoryId}`),
  }
}
