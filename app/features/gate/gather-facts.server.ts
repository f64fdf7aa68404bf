import { type GateFacts, noFacts } from '#app/domain/gate/gate-facts.ts'
import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { midnightOf } from '#app/domain/shared/instants.ts'
import { findLegalRules, findLicenceFacts } from '#app/features/licences/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import {
  findCaseCatalogue,
  findCredentialTypes,
  findGatePolicy,
  findRequirementRules,
  findSafetyCriticalLevels,
} from './case-fact.repository.server.ts'
import {
  findAuthorisationFacts,
  findContractFacts,
  findOutletAndProviders,
  findSanctionFacts,
} from './outlet-fact.repository.server.ts'
import {
  findAffiliations,
  findCredentialFacts,
  findDeltaFacts,
  findEnrolmentFacts,
  findPeopleByCodes,
  findSafetyTheoryPasses,
} from './party-fact.repository.server.ts'

/** The exam that is the safety theory for every activity tag. */
const safetyExam = 'SAFE-101'

/**
 * Everything the database knows that may bear on a request, as the pure gate reads it. The number of queries does not depend on how much there is.
 * What is missing stays missing: the gate then says DENY with a reason. `alsoPeople`: codes of others whose facts are wanted too, so that the same
 * case can be judged for each of them without asking the database again.
 */
export async function gatherFacts(
  db: Db,
  request: GateRequest,
  alsoPeople: readonly string[] = [],
): Promise<GateFacts> {
  const codes = [
    ...new Set([request.engineer, ...(request.supervisor ? [request.supervisor] : []), ...alsoPeople]),
  ]
  const [{ brand, operation, model }, people, { outlet, providers }, legal] = await Promise.all([
    findCaseCatalogue(db, request),
    findPeopleByCodes(db, codes),
    findOutletAndProviders(db, request.outlet),
    findLegalRules(db, request.site.jurisdiction),
  ])
  const policy = brand && (await findGatePolicy(db, brand.id, request.asOf))
  const base = noFacts(policy?.version ?? 'none', defaultGatePolicy)
  const ofPeople = people.length > 0 && brand ? await factsOfPeople(db, people, brand) : {}
  const ofOutlet = outlet ? await factsOfOutlet(db, { outlet, providers, brand, people }) : {}
  const rules = brand && operation ? await findRequirementRules(db, brand, operation) : []
  const level = Math.max(
    0,
    ...rules
      .filter((rule) => rule.operation && rule.category === model?.categoryCode)
      .map((rule) => rule.minLevel ?? 0),
  )
  const safetyCriticalLevels = model ? await findSafetyCriticalLevels(db, model.categoryId) : []
  return {
    ...base,
    ...legal,
    ...ofPeople,
    ...ofOutlet,
    brands: brand
      ? [{ code: brand.code, zone: brand.timeZone, workLogConnected: false, recordedAt: brand.createdAt }]
      : [],
    operations:
      operation && brand
        ? [
            {
              code: operation.code,
              brand: operation.brandCode,
              category: operation.categoryCode,
              tags: JSON.parse(operation.activityTagsJson),
              safetyCritical: safetyCriticalLevels.includes(level),
              supervisable: operation.isSupervisable === 1,
              maxTrainees: operation.isOneToOne === 1 ? 1 : null,
              recordedAt: brand.createdAt,
            },
          ]
        : [],
    models:
      model && brand
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
    brandLegalPolicies:
      policy && brand
        ? (JSON.parse(policy.raisedLegalRulesJson) as string[]).map((rule) => ({
            brand: brand.code,
            rule,
            enforcement: 'BLOCK' as const,
            from: policy.effectiveFrom,
            until: null,
            recordedAt: policy.recordedAt,
          }))
        : [],
    credentialTypes: brand ? await findCredentialTypes(db, brand) : [],
    safetyTheory:
      people.length > 0 && operation
        ? await theoryForTags(db, people, JSON.parse(operation.activityTagsJson))
        : [],
    licences: people.length > 0 ? await findLicenceFacts(db, people, providers[0] ?? null) : [],
  }
}

type Named = { id: string; code: string }
type BrandNamed = Named & { timeZone: string }
type PersonFound = Awaited<ReturnType<typeof findPeopleByCodes>>[number]

async function factsOfPeople(
  db: Db,
  people: readonly PersonFound[],
  brand: BrandNamed,
): Promise<Partial<GateFacts>> {
  const { rows, declared } = await findAffiliations(
    db,
    people.map(({ id }) => id),
  )
  const codeOf = (personId: string) => people.find(({ id }) => id === personId)?.code ?? ''
  return {
    persons: people.map((person) => ({
      code: person.code,
      accountState: person.accountState === 'active' ? 'ACTIVE' : 'CLOSED',
      identityVerifiedAt: person.identityVerifiedAt,
      recordedAt: person.createdAt,
      roles: rows
        .filter((row) => row.personId === person.id && row.isSupervisor === 1)
        .map((row) => ({
          role: 'SUPERVISOR',
          brand: null,
          from: row.fromAt,
          until: row.untilAt,
          recordedAt: row.recordedAt,
        })),
    })),
    affiliations: rows.map((row) => ({
      engineer: codeOf(row.personId),
      outlet: row.outletCode,
      role: row.role,
      isPrimary: row.isPrimary === 1,
      hiredAt: midnightOf(row.hiredOn, brand.timeZone),
      from: row.fromAt,
      until: row.untilAt,
      recordedAt: row.recordedAt,
      leaves: [],
      declaredCategories: declared
        .filter(({ affiliationId }) => affiliationId === row.id)
        .map(({ brand: brandCode, category, fromAt, untilAt, recordedAt }) => ({
          categories: [{ brand: brandCode, category }],
          from: fromAt,
          until: untilAt,
          recordedAt,
        })),
    })),
    credentials: await findCredentialFacts(db, people, brand),
    deltaCompletions: await findDeltaFacts(db, people),
    enrolments: await findEnrolmentFacts(db, people, brand),
  }
}

type OutletCase = {
  outlet: Named & { createdAt: string }
  providers: readonly (Named & { parentId: string | null; createdAt: string })[]
  brand: Named | undefined
  people: readonly Named[]
}

async function factsOfOutlet(
  db: Db,
  { outlet, providers, brand, people }: OutletCase,
): Promise<Partial<GateFacts>> {
  const provider = providers[0]
  const agreements =
    provider && brand
      ? await findContractFacts(db, { outlet, provider, brand })
      : { contracts: [], deposits: [], depositWaivers: [] }
  const authorisations = await findAuthorisationFacts(db, outlet)
  return {
    ...agreements,
    authorisations,
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
    sanctions: await findSanctionFacts(db, [
      ...people.map(({ id, code }) => ({ kind: 'person' as const, id, code })),
      { kind: 'outlet' as const, id: outlet.id, code: outlet.code },
      ...providers.map(({ id, code }) => ({ kind: 'provider' as const, id, code })),
    ]),
  }
}

async function theoryForTags(
  db: Db,
  people: readonly Named[],
  tags: readonly string[],
): Promise<GateFacts['safetyTheory']> {
  const passes = await findSafetyTheoryPasses(db, people, safetyExam)
  return passes.flatMap(({ engineer, passedAt }) =>
    tags.map((tag) => ({ engineer, tag, passedAt, recordedAt: passedAt })),
  )
}
