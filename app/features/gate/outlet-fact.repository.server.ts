import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import type { Db } from '#db/schema/index.ts'

/** The outlet with its provider, and the providers above that one. */
export async function findOutletAndProviders(db: Db, outletCode: string) {
  const outlet = await db
    .selectFrom('outlet')
    .select(['id', 'code', 'providerId', 'jurisdictionPath', 'createdAt'])
    .where('code', '=', outletCode)
    .executeTakeFirst()
  const providers: { id: string; code: string; parentId: string | null; createdAt: string }[] = []
  let nextId: string | null = outlet?.providerId ?? null
  while (nextId && !providers.some(({ id }) => id === nextId)) {
    const provider: (typeof providers)[number] | undefined = await db
      .selectFrom('organisation')
      .select(['id', 'code', 'parentId', 'createdAt'])
      .where('id', '=', nextId)
      .executeTakeFirst()
    if (provider) providers.push(provider)
    nextId = provider?.parentId ?? null
  }
  return { outlet, providers }
}

/** What the outlet is authorised for, with the states and caps over time. */
export async function findAuthorisationFacts(
  db: Db,
  outlet: { id: string; code: string },
): Promise<GateFacts['authorisations']> {
  const rows = await db
    .selectFrom('authorisation')
    .innerJoin('category', 'category.id', 'authorisation.categoryId')
    .innerJoin('organisation', 'organisation.id', 'authorisation.brandId')
    .selectAll('authorisation')
    .select(['category.code as categoryCode', 'organisation.code as brandCode'])
    .where('authorisation.outletId', '=', outlet.id)
    .execute()
  const events =
    rows.length === 0
      ? []
      : await db
          .selectFrom('authorisationEvent')
          .selectAll()
          .where(
            'authorisationId',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('effectiveAt')
          .orderBy('recordedAt')
          .execute()
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
  const [contracts, deposits, waivers] = await Promise.all([
    db
      .selectFrom('providerContract')
      .selectAll()
      .where('providerId', '=', provider.id)
      .where('brandId', '=', brand.id)
      .execute(),
    db
      .selectFrom('deposit')
      .selectAll()
      .where('outletId', '=', outlet.id)
      .where('brandId', '=', brand.id)
      .execute(),
    db
      .selectFrom('depositWaiver')
      .selectAll()
      .where('outletId', '=', outlet.id)
      .where('brandId', '=', brand.id)
      .execute(),
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

/** Sanctions on people, the outlet, its provider and the providers above. */
export async function findSanctionFacts(
  db: Db,
  subjects: readonly Subject[],
): Promise<GateFacts['sanctions']> {
  if (subjects.length === 0) return []
  const rows = await db
    .selectFrom('sanction')
    .leftJoin('organisation', 'organisation.id', 'sanction.brandId')
    .leftJoin('category', 'category.id', 'sanction.categoryId')
    .selectAll('sanction')
    .select(['organisation.code as brandCode', 'category.code as categoryCode'])
    .where(
      'sanction.subjectId',
      'in',
      subjects.map(({ id }) => id),
    )
    .execute()
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
