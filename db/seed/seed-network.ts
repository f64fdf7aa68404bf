import { type AuthorisationSeed, others, outlets, p5Cities, providers } from './demo/network.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'
import { type DemoCalendar, insertRows, type SeedTools } from './seed-tools.ts'

/** Outlet ids by code, and how many generated outlets there are. */
export type SeededNetwork = { outletId: (code: string) => string; generatedOutletCodes: readonly string[] }

const centres = 20
const generatedOutlets = 260
const depositCents = 2_000_000

/** Fills providers, outlets, contracts, deposits and authorisations, P5's 20 centres and 260 outlets included. */
export async function seedNetwork(
  tools: SeedTools,
  calendar: DemoCalendar,
  catalogue: SeededCatalogue,
): Promise<SeededNetwork> {
  const { db, newId } = tools
  const longAgo = calendar.from('2024-01-01')
  const organisations = [
    ...others.map(({ code, kind, en, zh }) => ({ code, kind, nameEn: en, nameZh: zh, contractType: null })),
    ...providers.map(({ code, en, zh, contractType }) => ({
      code,
      kind: 'provider' as const,
      nameEn: en,
      nameZh: zh,
      contractType,
    })),
  ].map((one) => ({ ...one, id: newId(), timeZone: 'Asia/Shanghai', createdAt: longAgo }))
  for (const { code, id } of organisations) catalogue.addOrganisation(code, id)
  await insertRows(db, 'organisation', organisations)
  await insertRows(
    db,
    'providerContract',
    providers.flatMap(({ code, brands }) =>
      brands.map((brand) => ({
        id: newId(),
        providerId: catalogue.organisationId(code),
        brandId: catalogue.organisationId(brand),
        fromAt: longAgo,
        recordedAt: longAgo,
      })),
    ),
  )

  const outletIds = new Map<string, string>()
  const addOutlets = async (seeds: readonly (typeof outlets)[number][]) => {
    for (const { code } of seeds) outletIds.set(code, newId())
    const idOf = (code: string) => outletIds.get(code) as string
    await insertRows(
      db,
      'outlet',
      seeds.map((one) => ({
        id: idOf(one.code),
        code: one.code,
        providerId: catalogue.organisationId(one.provider),
        parentOutletId: one.parent && idOf(one.parent),
        tier: one.tier,
        nameEn: one.en,
        nameZh: one.zh,
        cityEn: one.cityEn,
        cityZh: one.cityZh,
        jurisdictionPath: one.path,
        createdAt: longAgo,
      })),
    )
    const granted = seeds.flatMap((one) =>
      one.authorisations.map((authorisation) => ({ outlet: one, authorisation, id: newId() })),
    )
    await insertRows(
      db,
      'outletCategory',
      granted.map(({ outlet, authorisation }) => ({
        outletId: idOf(outlet.code),
        categoryId: catalogue.categoryId(authorisation.brand, authorisation.category),
        recordedAt: longAgo,
      })),
    )
    await insertRows(
      db,
      'authorisation',
      granted.map(({ id, outlet, authorisation }) => ({
        id,
        outletId: idOf(outlet.code),
        brandId: catalogue.organisationId(authorisation.brand),
        categoryId: catalogue.categoryId(authorisation.brand, authorisation.category),
        certificateNo: `AUTH-${authorisation.brand}-${outlet.code}-${authorisation.category}`,
        maxLevel: authorisation.maxLevel,
        scopeJson: JSON.stringify({ operations: null, jurisdictions: null }),
        validFrom: calendar.from('2025-06-01'),
        validUntil: calendar.to('2028-05-31'),
        recordedAt: longAgo,
      })),
    )
    await insertRows(
      db,
      'authorisationEvent',
      granted.flatMap(({ id, authorisation }) =>
        statesOf(authorisation).map((state) => ({
          id: newId(),
          authorisationId: id,
          state: state.state,
          effectiveAt: calendar.from(state.since),
          recordedAt: calendar.from(state.since),
          reason: state.reason,
        })),
      ),
    )
    const deposits = seeds.flatMap((one) =>
      [...new Set(one.authorisations.map(({ brand }) => brand))].map((brand) => ({ outlet: one, brand })),
    )
    await insertRows(
      db,
      'deposit',
      deposits.map(({ outlet, brand }) => ({
        id: newId(),
        outletId: idOf(outlet.code),
        brandId: catalogue.organisationId(brand),
        requiredCents: depositCents,
        paidCents: outlet.waiver?.brand === brand ? 0 : depositCents,
        fromAt: longAgo,
        recordedAt: longAgo,
      })),
    )
    await insertRows(
      db,
      'depositWaiver',
      seeds.flatMap(({ code, waiver }) =>
        waiver
          ? [
              {
                id: newId(),
                outletId: idOf(code),
                brandId: catalogue.organisationId(waiver.brand),
                reasonEn: 'Low volume: 8 orders a month',
                reasonZh: '低销量网点：每月 8 单',
                fromAt: calendar.from('2026-04-01'),
                untilAt: calendar.to(waiver.lastDay),
                recordedAt: calendar.from('2026-04-01'),
              },
            ]
          : [],
      ),
    )
  }

  await addOutlets(outlets)
  const generated = generateOutlets()
  await addOutlets(generated.centres)
  await addOutlets(generated.outlets)
  return {
    outletId: (code) => {
      const id = outletIds.get(code)
      if (!id) throw new Error(`The demonstration names outlet ${code}, which it does not make`)
      return id
    },
    generatedOutletCodes: generated.outlets.map(({ code }) => code),
  }
}

/** An outlet that is not simply active has been active before. */
function statesOf(authorisation: AuthorisationSeed) {
  const { state, since, reason } = authorisation
  if (state === 'AT_RISK' || state === 'PROBATION') {
    return [
      { state: 'ACTIVE' as const, since: '2025-06-01', reason: 'Site audit passed' },
      { state, since, reason },
    ]
  }
  return [{ state, since, reason }]
}

function generateOutlets() {
  const authorisations: AuthorisationSeed[] = [
    {
      brand: 'LUMEN',
      category: 'NB',
      maxLevel: 2,
      state: 'ACTIVE',
      since: '2025-06-01',
      reason: 'Site audit passed',
    },
  ]
  const cityOf = (index: number) => p5Cities[index % p5Cities.length] as (typeof p5Cities)[number]
  const seedOf = (code: string, parent: string | null, index: number, number: number) => {
    const [, path, cityZh, cityEn] = cityOf(index)
    return {
      code,
      provider: 'P5',
      parent,
      tier: parent ? ('OUTLET' as const) : ('SERVICE_CENTRE' as const),
      path,
      cityZh,
      cityEn,
      authorisations,
      zh: parent ? `旭日服务 ${cityZh}第 ${number} 网点` : `旭日服务 ${cityZh}服务中心`,
      en: parent ? `Sunrise ${cityEn} outlet ${number}` : `Sunrise ${cityEn} centre`,
    }
  }
  const centreCode = (index: number) => `P5-C${String(index + 1).padStart(2, '0')}`
  return {
    centres: Array.from({ length: centres }, (_, index) => seedOf(centreCode(index), null, index, 0)),
    outlets: Array.from({ length: generatedOutlets }, (_, index) =>
      seedOf(
        `P5-${String(index + 1).padStart(3, '0')}`,
        centreCode(index % centres),
        index % centres,
        Math.floor(index / centres) + 1,
      ),
    ),
  }
}
