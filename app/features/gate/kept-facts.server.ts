import type { GateFacts } from '#app/domain/gate/gate-facts.ts'
import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'
import { midnightOf } from '#app/domain/shared/instants.ts'
import { findLegalRules, findLicenceFacts } from '#app/features/licences/index.server.ts'
import { findWorkLogConnections } from '#app/features/work-log/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findCaseCatalogue,
  findCredentialTypesById,
  findGatePolicies,
  findRequirementRules,
  findSafetyCriticalLevels,
  type KnownTypes,
} from './case-fact.repository.server.ts'
import { type CheckScope, findOutletCodesInScope } from './check-options.repository.server.ts'
import {
  findAuthorisationFacts,
  findContractFacts,
  findOutletAndProviders,
  findSanctionFacts,
} from './outlet-fact.repository.server.ts'
import { findGateRevision } from './revision.repository.server.ts'

/** Cases are what is repaired, on what, for whom, where; places are outlets as one brand sees them. */
const mostCases = 500
const mostPlaces = 5_000
const mostScopes = 200

/** What bears on a case whoever does it: the brand's rules, the law of the place, what is to be repaired. */
export type CaseFacts = {
  readonly brand: { readonly id: string; readonly code: string; readonly timeZone: string } | null
  readonly tags: readonly string[]
  /** The brand's credential types, by id. */
  readonly typeCodes: ReadonlyMap<string, string>
  /** The facts under the policy, and with the work log, that are in force at an instant. */
  readonly factsAt: (asOf: string) => Partial<GateFacts> & Pick<GateFacts, 'policyVersion' | 'policy'>
}

/** What bears on every job of an outlet for a brand. Its sanctions and licences are those of the outlet, its provider and the providers above. */
export type PlaceFacts = Partial<GateFacts> & Pick<GateFacts, 'sanctions' | 'licences'>

export type Place = {
  readonly facts: PlaceFacts
  readonly outletId: string | null
  readonly providerId: string | null
}

type Kept = {
  readonly revision: { readonly catalogue: number; readonly network: number }
  readonly cases: ReturnType<typeof boundedCache<Promise<CaseFacts>>>
  readonly types: ReturnType<typeof boundedCache<Promise<KnownTypes>>>
  readonly laws: ReturnType<typeof boundedCache<Promise<Pick<GateFacts, 'legalRuleSets' | 'legalRules'>>>>
  readonly places: ReturnType<typeof boundedCache<Promise<Place>>>
  readonly seen: ReturnType<typeof boundedCache<Promise<ReadonlySet<string>>>>
}

const keptOf = new WeakMap<Db, Kept>()

export type FactKeeper = {
  caseOf(request: GateRequest): Promise<CaseFacts>
  placeOf(outletCode: string, brand: CaseFacts['brand']): Promise<Place>
  /** The outlets that an organisation may see: a provider its own, a brand those of the providers it has or had a contract with. */
  outletsSeenBy(scope: CheckScope): Promise<ReadonlySet<string>>
}

/**
 * What hardly ever changes, kept in memory for as long as the database says that nothing of it has changed: one small read tells (decision 0046). Inside a
 * transaction nothing is kept and nothing kept is used: it may see what nobody else will ever see.
 */
export async function factKeeper(db: Db): Promise<FactKeeper> {
  const kept = db.isTransaction ? nothingKept({ catalogue: 0, network: 0 }) : await keptNow(db)
  return {
    caseOf: (request) => remembered(kept.cases, caseKey(request), () => loadCase(db, kept, request)),
    placeOf: (outletCode, brand) =>
      remembered(kept.places, `${outletCode}\n${brand?.code ?? ''}`, () => loadPlace(db, outletCode, brand)),
    outletsSeenBy: (scope) =>
      remembered(
        kept.seen,
        `${scope.brandId}\n${scope.providerId}`,
        async () => new Set(await findOutletCodesInScope(db, scope)),
      ),
  }
}

function caseKey({ brand, operation, model, site }: GateRequest): string {
  return `${brand}\n${operation}\n${model}\n${site.jurisdiction}`
}

async function keptNow(db: Db): Promise<Kept> {
  // Read before what is kept under it: what is loaded later is as new or newer, never older.
  const revision = await findGateRevision(db)
  const before = keptOf.get(db)
  if (
    before &&
    before.revision.catalogue === revision.catalogue &&
    before.revision.network === revision.network
  )
    return before
  const fresh = nothingKept(revision)
  const kept =
    before?.revision.catalogue === revision.catalogue
      ? { ...before, revision, places: fresh.places, seen: fresh.seen }
      : before?.revision.network === revision.network
        ? { ...fresh, places: before.places, seen: before.seen }
        : fresh
  keptOf.set(db, kept)
  return kept
}

function nothingKept(revision: Kept['revision']): Kept {
  return {
    revision,
    cases: boundedCache(mostCases),
    types: boundedCache(mostCases),
    laws: boundedCache(mostCases),
    places: boundedCache(mostPlaces),
    seen: boundedCache(mostScopes),
  }
}

/** A value that is loaded once, also where several ask at a time; a failure is not kept. */
function remembered<Value>(
  cache: {
    get(key: string): Promise<Value> | undefined
    set(key: string, value: Promise<Value>): void
    delete(key: string): void
  },
  key: string,
  load: () => Promise<Value>,
): Promise<Value> {
  const known = cache.get(key)
  if (known) return known
  const loading = load()
  cache.set(key, loading)
  loading.catch(() => cache.delete(key))
  return loading
}

async function loadCase(db: Db, kept: Kept, request: GateRequest): Promise<CaseFacts> {
  const [{ brand, operation, model }, legal] = await Promise.all([
    findCaseCatalogue(db, request),
    remembered(kept.laws, request.site.jurisdiction, () => findLegalRules(db, request.site.jurisdiction)),
  ])
  if (!brand) {
    const facts = { ...legal, policyVersion: 'none', policy: defaultGatePolicy }
    return { brand: null, tags: [], typeCodes: new Map(), factsAt: () => facts }
  }
  const noLevels: readonly number[] = []
  const [policies, connections, rules, types, safetyCriticalLevels] = await Promise.all([
    findGatePolicies(db, brand.id),
    findWorkLogConnections(db, brand.id),
    operation ? findRequirementRules(db, brand, operation) : [],
    remembered(kept.types, brand.code, () => findCredentialTypesById(db, brand)),
    model ? findSafetyCriticalLevels(db, model.categoryId) : noLevels,
  ])
  const level = Math.max(
    0,
    ...rules
      .filter((rule) => rule.operation && rule.category === model?.categoryCode)
      .map((rule) => rule.minLevel ?? 0),
  )
  const tags: readonly string[] = operation ? JSON.parse(operation.activityTagsJson) : []
  const always = {
    ...legal,
    operations: operation
      ? [
          {
            code: operation.code,
            brand: operation.brandCode,
            category: operation.categoryCode,
            tags,
            safetyCritical: safetyCriticalLevels.includes(level),
            supervisable: operation.isSupervisable === 1,
            maxTrainees: operation.isOneToOne === 1 ? 1 : null,
            recordedAt: brand.createdAt,
          },
        ]
      : [],
    models: model
      ? [
          {
            code: model.code,
            brand: model.brandCode,
            category: model.categoryCode,
            refrigerant: model.refrigerant,
            chargeKg: model.chargeGrams === null ? null : model.chargeGrams / 1_000,
            systemSize: model.systemSize,
            launchedAt: midnightOf(model.launchedOn, brand.timeZone),
            deltaModule: model.deltaModuleCode,
            recordedAt: brand.createdAt,
          },
        ]
      : [],
    requirementRules: rules,
    credentialTypes: types.facts,
  }
  const made = new Map<string, ReturnType<CaseFacts['factsAt']>>()
  return {
    brand,
    tags,
    typeCodes: types.codes,
    factsAt: (asOf) => {
      const policy = policies.findLast(({ effectiveFrom }) => effectiveFrom <= asOf)
      const connection = connections.findLast(({ recordedAt }) => recordedAt <= asOf)
      const workLogConnected = connection?.countsFrom != null && connection.countsFrom <= asOf
      const key = `${policy?.id} ${workLogConnected}`
      const known = made.get(key)
      if (known) return known
      const facts = {
        ...always,
        policyVersion: policy?.version ?? 'none',
        policy: defaultGatePolicy,
        brands: [{ code: brand.code, zone: brand.timeZone, workLogConnected, recordedAt: brand.createdAt }],
        brandLegalPolicies: policy
          ? (JSON.parse(policy.raisedLegalRulesJson) as string[]).map((rule) => ({
              brand: brand.code,
              rule,
              enforcement: 'BLOCK' as const,
              from: policy.effectiveFrom,
              until: null,
              recordedAt: policy.recordedAt,
            }))
          : [],
      }
      made.set(key, facts)
      return facts
    },
  }
}

async function loadPlace(db: Db, outletCode: string, brand: CaseFacts['brand']): Promise<Place> {
  const { outlet, providers } = await findOutletAndProviders(db, outletCode)
  if (!outlet) return { facts: { sanctions: [], licences: [] }, outletId: null, providerId: null }
  const provider = providers[0]
  const [agreements, authorisations, sanctions, licences] = await Promise.all([
    provider && brand
      ? findContractFacts(db, { outlet, provider, brand })
      : { contracts: [], deposits: [], depositWaivers: [] },
    findAuthorisationFacts(db, outlet),
    findSanctionFacts(db, [
      { kind: 'outlet' as const, id: outlet.id, code: outlet.code },
      ...providers.map(({ id, code }) => ({ kind: 'provider' as const, id, code })),
    ]),
    findLicenceFacts(db, [], provider ?? null),
  ])
  const facts = {
    ...agreements,
    authorisations,
    sanctions,
    licences,
    outlets: [
      {
        code: outlet.code,
        provider: provider?.code ?? '',
        categoriesOffered: authorisations.map(({ brand: brandCode, category }) => ({
          brand: brandCode,
          category,
        })),
        recordedAt: outlet.createdAt,
      },
    ],
    providers: providers.map(({ code, createdAt }, index) => ({
      code,
      parent: providers[index + 1]?.code ?? null,
      recordedAt: createdAt,
    })),
  }
  return { facts, outletId: outlet.id, providerId: provider?.id ?? null }
}
