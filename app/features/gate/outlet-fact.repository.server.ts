import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

const outletByCode = preparedRead((db, { code }: { code: string }) =>
  db
    .selectFrom('outlet')
    .select(['id', 'code', 'providerId', 'jurisdictionPath', 'createdAt'])
    .where('code', '=', code),
)

const organisationById = preparedRead((db, { id }: { id: string }) =>
  db.selectFrom('organisation').select(['id', 'code', 'parentId', 'createdAt']).where('id', '=', id),
)

/** The outlet with its provider, and the providers above that one. */
export async function findOutletAndProviders(db: Db, outletCode: string) {
  const outlet = await firstOf(outletByCode(db, { code: outletCode }))
  const providers: { id: string; code: string; parentId: string | null; createdAt: string }[] = []
  let nextId: string | null = outlet?.providerId ?? null
  while (nextId && !providers.some(({ id }) => id === nextId)) {
    const provider: (typeof providers)[number] | undefined = await firstOf(
      organisationById(db, { id: nextId }),
    )
    if (provider) providers.push(provider)
    nextId = provider?.parentId ?? null
  }
  return { outlet, providers }
}

const authorisationsOf = preparedRead((db, { outletId }: { outletId: string }) =>
  db
    .selectFrom('authorisation')
    .innerJoin('category', 'category.id', 'authorisation.categoryId')
    .innerJoin('organisation', 'organisation.id', 'authorisation.brandId')
    .selectAll('authorisation')
    .select(['category.code as categoryCode', 'organisation.code as brandCode'])
    .where('authorisation.outletId', '=', outletId),
)

const eventsOf = preparedRead((db, { authorisationIds }: { authorisationIds: readonly string[] }) =>
  db
    .selectFrom('authorisationEvent')
    .selectAll()
    .where('authorisationId', 'in', authorisationIds)
    .orderBy('effectiveAt')
    .orderBy('recordedAt'),
)

/** What the outlet is authorised for, with the states and caps over time. */
export async function findAuthorisationFacts(
  db: Db,
  outlet: { id: string; code: string },
): Promise<GateFacts['authorisations']> {
  const rows = await authorisationsOf(db, { outletId: outlet.id })
  const events = rows.length === 0 ? [] : await eventsOf(db, { authorisationIds: rows.map(({ id }) => id) })
  return rows.map((row) => {
    const own = events.filter(({ authorisationId }) => authorisationId === row.id)
    const until = (index: number) => own[index + 1]?.effectiveAt ?? null
    return {
      outlet: outlet.code,
      brand: row.brandCode,
      category: row.categoryCode,
      maxLevel: row.maxLevel,
      validFrom: row.validFrom,
      validUntil: row.validUntil,
      scope: JSON.parse(row.scopeJson),
      recordedAt: row.recordedAt,
      states: own.map((event, index) => ({
        state: event.state,
        from: event.effectiveAt,
        until: until(index),
        recordedAt: event.recordedAt,
      })),
      caps: own.flatMap((event, index) =>
        event.capLevel === null
          ? []
          : [
              {
                capLevel: event.capLevel,
                from: event.effectiveAt,
                until: until(index),
                recordedAt: event.recordedAt,
              },
            ],
      ),
    }
  })
}

type WithBrand = { outletId: string; brandId: string }

const contractsWith = preparedRead((db, { providerId, brandId }: { providerId: string; brandId: string }) =>
  db
    .selectFrom('providerContract')
    .selectAll()
    .where('providerId', '=', providerId)
    .where('brandId', '=', brandId),
)

const depositsFor = preparedRead((db, { outletId, brandId }: WithBrand) =>
  db.selectFrom('deposit').selectAll().where('outletId', '=', outletId).where('brandId', '=', brandId),
)

const waiversFor = preparedRead((db, { outletId, brandId }: WithBrand) =>
  db.selectFrom('depositWaiver').selectAll().where('outletId', '=', outletId).where('brandId', '=', brandId),
)

/** Contract, deposit and waiver of the outlet and its provider with a brand. */
export async function findContractFacts(
  db: Db,
  parties: {
    outlet: { id: string; code: string }
    provider: { id: string; code: string }
    brand: { id: string; code: string }
  },
): Promise<Pick<GateFacts, 'contracts' | 'deposits' | 'depositWaivers'>> {
  const { outlet, provider, brand } = parties
  const place = { outletId: outlet.id, brandId: brand.id }
  const [contracts, deposits, waivers] = await Promise.all([
    contractsWith(db, { providerId: provider.id, brandId: brand.id }),
    depositsFor(db, place),
    waiversFor(db, place),
  ])
  return {
    contracts: contracts.map((row) => ({
      provider: provider.code,
      brand: brand.code,
      from: row.fromAt,
      until: row.untilAt,
      recordedAt: row.recordedAt,
    })),
    deposits: deposits.map((row) => ({
      outlet: outlet.code,
      brand: brand.code,
      requiredCents: row.requiredCents,
      paidCents: row.paidCents,
      from: row.fromAt,
      until: row.untilAt,
      recordedAt: row.recordedAt,
    })),
    depositWaivers: waivers.map((row) => ({
      outlet: outlet.code,
      brand: brand.code,
      reason: row.reasonEn,
      from: row.fromAt,
      until: row.untilAt,
      recordedAt: row.recordedAt,
    })),
  }
}

type Subject = { kind: 'person' | 'outlet' | 'provider'; id: string; code: string }

const sanctionsOn = preparedRead((db, { subjectIds }: { subjectIds: readonly string[] }) =>
  db
    .selectFrom('sanction')
    .leftJoin('organisation', 'organisation.id', 'sanction.brandId')
    .leftJoin('category', 'category.id', 'sanction.categoryId')
    .selectAll('sanction')
    .select(['organisation.code as brandCode', 'category.code as categoryCode'])
    .where('sanction.subjectId', 'in', subjectIds),
)

/** Sanctions on people, the outlet, its provider and the providers above. */
export async function findSanctionFacts(
  db: Db,
  subjects: readonly Subject[],
): Promise<GateFacts['sanctions']> {
  if (subjects.length === 0) return []
  const rows = await sanctionsOn(db, { subjectIds: subjects.map(({ id }) => id) })
  const kinds = { person: 'ENGINEER', outlet: 'OUTLET', provider: 'PROVIDER' } as const
  return rows.flatMap((row) => {
    const subject = subjects.find(({ id, kind }) => id === row.subjectId && kind === row.subjectKind)
    if (!subject) return []
    const ends = [row.untilAt, row.liftedAt].filter((end) => end !== null).sort()
    return [
      {
        subject: { kind: kinds[subject.kind], code: subject.code },
        kind: 'SUSPENSION' as const,
        brand: row.brandCode,
        category: row.categoryCode,
        grounds: row.groundsEn,
        from: row.fromAt,
        until: ends[0] ?? null,
        recordedAt: row.recordedAt,
      },
    ]
  })
}
