import { earlierEnd } from '#app/domain/shared/instants.ts'
import { groupRows } from './group-rows.ts'
import type { OutletFacts } from './outlet-standing.ts'

type Dated = { readonly fromAt: string; readonly untilAt: string | null; readonly recordedAt: string }

/** Rows about some outlets and their providers, as the repositories of this feature read them. */
export type StandingRows = {
  readonly authorisations: readonly {
    readonly id: string
    readonly outletId: string
    readonly outletCode: string
    readonly brandId: string
    readonly brandCode: string
    readonly categoryId: string
    readonly categoryCode: string
    readonly maxLevel: number
    readonly validFrom: string
    readonly validUntil: string
    readonly recordedAt: string
  }[]
  /** Oldest first. */
  readonly events: readonly {
    readonly authorisationId: string
    readonly state: OutletFacts['authorisations'][number]['states'][number]['state']
    readonly capLevel: number | null
    readonly effectiveAt: string
    readonly recordedAt: string
  }[]
  readonly contracts: readonly (Dated & { readonly providerId: string; readonly brandId: string })[]
  readonly deposits: readonly (Dated & {
    readonly outletId: string
    readonly brandId: string
    readonly requiredCents: number
    readonly paidCents: number
  })[]
  readonly waivers: readonly (Dated & {
    readonly outletId: string
    readonly brandId: string
    readonly reasonEn: string
  })[]
  readonly sanctions: readonly (Dated & {
    readonly subjectKind: 'person' | 'outlet' | 'provider'
    readonly subjectId: string
    readonly brandId: string | null
    readonly categoryId: string | null
    readonly groundsEn: string
    readonly liftedAt: string | null
  })[]
  /** The providers of the outlets and everybody above them. */
  readonly providers: readonly {
    readonly id: string
    readonly code: string
    readonly parentId: string | null
    readonly createdAt: string
  }[]
}

/** Puts rows about many outlets together into what the provider side of the gate reads of one of them, which is a provider's. */
export function outletFactsFrom(
  rows: StandingRows,
  at: string,
): (outletId: string, providerId: string) => OutletFacts {
  const eventsOf = groupRows(rows.events, ({ authorisationId }) => authorisationId)
  const byOutlet = groupRows(rows.authorisations, ({ outletId }) => outletId)
  const brandCodes = new Map(rows.authorisations.map(({ brandId, brandCode }) => [brandId, brandCode]))
  const categoryCodes = new Map(
    rows.authorisations.map(({ categoryId, categoryCode }) => [categoryId, categoryCode]),
  )
  const contractsOf = groupRows(rows.contracts, ({ providerId }) => providerId)
  const depositsOf = groupRows(rows.deposits, ({ outletId }) => outletId)
  const waiversOf = groupRows(rows.waivers, ({ outletId }) => outletId)
  const codeOfProvider = new Map(rows.providers.map(({ id, code }) => [id, code]))
  const providers = rows.providers.map((one) => ({
    code: one.code,
    parent: one.parentId === null ? null : (codeOfProvider.get(one.parentId) ?? null),
    recordedAt: one.createdAt,
  }))
  // What names a brand that no outlet is authorised for bears on nobody here.
  const brandOf = (brandId: string) => brandCodes.get(brandId) ?? ''
  const dated = (row: Dated) => ({ from: row.fromAt, until: row.untilAt, recordedAt: row.recordedAt })

  return (outletId, providerId) => {
    const own = byOutlet.get(outletId) ?? []
    const outlet = own[0]?.outletCode ?? ''
    const provider = codeOfProvider.get(providerId) ?? ''
    return {
      outlets: [{ code: outlet, provider, categoriesOffered: [], recordedAt: at }],
      providers,
      contracts: (contractsOf.get(providerId) ?? []).map((row) => ({
        provider,
        brand: brandOf(row.brandId),
        ...dated(row),
      })),
      authorisations: own.map((row) => {
        const states = (eventsOf.get(row.id) ?? []).map((event, index, all) => ({
          state: event.state,
          capLevel: event.capLevel,
          from: event.effectiveAt,
          until: all[index + 1]?.effectiveAt ?? null,
          recordedAt: event.recordedAt,
        }))
        return {
          outlet,
          brand: row.brandCode,
          category: row.categoryCode,
          maxLevel: row.maxLevel,
          validFrom: row.validFrom,
          validUntil: row.validUntil,
          scope: null,
          recordedAt: row.recordedAt,
          states,
          caps: states.flatMap(({ capLevel, ...span }) => (capLevel === null ? [] : [{ ...span, capLevel }])),
        }
      }),
      deposits: (depositsOf.get(outletId) ?? []).map((row) => ({
        outlet,
        brand: brandOf(row.brandId),
        requiredCents: row.requiredCents,
        paidCents: row.paidCents,
        ...dated(row),
      })),
      depositWaivers: (waiversOf.get(outletId) ?? []).map((row) => ({
        outlet,
        brand: brandOf(row.brandId),
        reason: row.reasonEn,
        ...dated(row),
      })),
      sanctions: rows.sanctions.flatMap((row) => {
        const isOutlet = row.subjectKind === 'outlet'
        if (isOutlet && row.subjectId !== outletId) return []
        return [
          {
            subject: isOutlet
              ? { kind: 'OUTLET' as const, code: outlet }
              : { kind: 'PROVIDER' as const, code: codeOfProvider.get(row.subjectId) ?? '' },
            kind: 'SUSPENSION' as const,
            brand: row.brandId === null ? null : brandOf(row.brandId),
            category: row.categoryId === null ? null : (categoryCodes.get(row.categoryId) ?? ''),
            grounds: row.groundsEn,
            from: row.fromAt,
            until: earlierEnd(row.untilAt, row.liftedAt),
            recordedAt: row.recordedAt,
          },
        ]
      }),
    }
  }
}
