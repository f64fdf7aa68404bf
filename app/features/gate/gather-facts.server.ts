import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import { eventOf } from '#app/domain/credential/stored-event.ts'
import { type GateFacts, noFacts } from '#app/domain/gate/gate-facts.ts'
import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { midnightOf } from '#app/domain/shared/instants.ts'
import { findWorkFacts } from '#app/features/work-log/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { type CaseFacts, type FactKeeper, factKeeper, type PlaceFacts } from './kept-facts.server.ts'
import { findPeopleWithFacts, type PersonWithFacts } from './people-fact.repository.server.ts'

/** The exam that is the safety theory for every activity tag. */
const safetyExam = 'SAFE-101'

/** Shared by all decisions, so that what is recorded of them is seen to be the same. */
const nothingKnown = noFacts('none', defaultGatePolicy)

/**
 * Everything the database knows that may bear on a request, as the pure gate reads it. The number of queries does not depend on how much there is.
 * What is missing stays missing: the gate then says DENY with a reason. `alsoPeople`: codes of others whose facts are wanted too, so that the same
 * case can be judged for each of them without asking the database again. `keeper`: where many requests are gathered for at once, so that the revisions are
 * asked for once.
 */
export async function gatherFacts(
  db: Db,
  request: GateRequest,
  alsoPeople: readonly string[] = [],
  keeper?: FactKeeper,
): Promise<GateFacts> {
  return (await gatherCase(db, request, alsoPeople, keeper)).facts
}

/** The facts of a request and who and what it is about, by id; null for what does not exist. */
export type GatheredCase = {
  readonly facts: GateFacts
  readonly brandId: string | null
  readonly outletId: string | null
  readonly providerId: string | null
  /** Ids of the people that there are, by code. */
  readonly personIds: ReadonlyMap<string, string>
}

/** The same, with the ids of whom and what the request names. */
export async function gatherCase(
  db: Db,
  request: GateRequest,
  alsoPeople: readonly string[] = [],
  keeper?: FactKeeper,
): Promise<GatheredCase> {
  const kept = keeper ?? (await factKeeper(db))
  const caseFacts = await kept.caseOf(request)
  const { facts: place, outletId, providerId } = await kept.placeOf(request.outlet, caseFacts.brand)
  const codes = [request.engineer, ...(request.supervisor ? [request.supervisor] : []), ...alsoPeople]
  const people = await findPeopleWithFacts(db, {
    codes: [...new Set(codes)],
    safetyExam,
  })
  const { brand } = caseFacts
  const found = factsFrom(request, caseFacts, place, people)
  const facts =
    brand && found.brands[0]?.workLogConnected
      ? { ...found, ...(await findWorkFacts(db, brand, people, found, request.asOf)) }
      : found
  const personIds = new Map(people.map(({ code, id }) => [code, id]))
  return { facts, brandId: brand?.id ?? null, outletId, providerId, personIds }
}

/** One world for the pure gate from its three parts. */
function factsFrom(
  request: GateRequest,
  { brand, tags, typeCodes, factsAt }: CaseFacts,
  place: PlaceFacts,
  people: readonly PersonWithFacts[],
): GateFacts {
  const facts = { ...nothingKnown, ...factsAt(request.asOf), ...place }
  if (people.length === 0) return { ...facts, licences: nothingKnown.licences }
  return { ...facts, ...factsOfPeople(people, { brand, tags, typeCodes }, place) }
}

function factsOfPeople(
  people: readonly PersonWithFacts[],
  { brand, tags, typeCodes }: Pick<CaseFacts, 'brand' | 'tags' | 'typeCodes'>,
  place: PlaceFacts,
) {
  const { sanctions, licences } = factsOfEach(people, place)
  if (!brand) return { sanctions, licences }
  const persons: GateFacts['persons'][number][] = []
  const affiliations: GateFacts['affiliations'][number][] = []
  const credentials: GateFacts['credentials'][number][] = []
  const deltaCompletions: GateFacts['deltaCompletions'][number][] = []
  const enrolments: GateFacts['enrolments'][number][] = []
  const safetyTheory: GateFacts['safetyTheory'][number][] = []
  for (const person of people) {
    const engineer = person.code
    persons.push(personFact(person))
    for (const row of affiliationFacts(person, brand.timeZone)) affiliations.push(row)
    for (const row of credentialFacts(person, brand.code, typeCodes)) credentials.push(row)
    // A module is passed by its own completion, by the exam that is named like it, or because the brand recognises what was learnt elsewhere.
    for (const [module, passedAt, recordedAt] of [
      ...person.deltas,
      ...person.recognisedDeltas,
      ...person.passedDeltas,
    ])
      deltaCompletions.push({ engineer, module, passedAt, recordedAt })
    for (const [typeId, from, until, recordedAt] of person.enrolments) {
      const code = typeCodes.get(typeId)
      if (code === undefined) continue
      enrolments.push({
        engineer,
        brand: brand.code,
        towards: { kind: 'CREDENTIAL', code },
        from,
        until,
        recordedAt,
      })
    }
    for (const [submittedAt] of person.passes)
      for (const tag of tags)
        safetyTheory.push({ engineer, tag, passedAt: submittedAt ?? '', recordedAt: submittedAt ?? '' })
  }
  return {
    persons,
    affiliations,
    credentials,
    deltaCompletions,
    enrolments,
    safetyTheory,
    sanctions,
    licences,
  }
}

/** Sanctions and licences of the people, with those of the place; the place's own lists where the people have none. */
function factsOfEach(people: readonly PersonWithFacts[], place: PlaceFacts) {
  const sanctions: GateFacts['sanctions'][number][] = []
  const licences: GateFacts['licences'][number][] = []
  for (const { code, ...person } of people) {
    for (const [brand, category, grounds, from, untilAt, liftedAt, recordedAt] of person.sanctions)
      sanctions.push({
        subject: { kind: 'ENGINEER', code },
        kind: 'SUSPENSION',
        brand,
        category,
        grounds,
        from,
        until: earlierOf(untilAt, liftedAt),
        recordedAt,
      })
    for (const [
      type,
      number,
      validFrom,
      validUntil,
      nextReviewDue,
      verifiedAt,
      recordedAt,
    ] of person.licences)
      licences.push({
        holder: { kind: 'ENGINEER', code },
        type,
        number,
        validFrom,
        validUntil,
        nextReviewDue,
        verifiedAt,
        recordedAt,
      })
  }
  return {
    sanctions: sanctions.length === 0 ? place.sanctions : [...sanctions, ...place.sanctions],
    licences: licences.length === 0 ? place.licences : [...licences, ...place.licences],
  }
}

function earlierOf(one: string | null, other: string | null): string | null {
  if (one === null) return other
  return other === null || one < other ? one : other
}

function personFact(person: PersonWithFacts): GateFacts['persons'][number] {
  const roles: GateFacts['persons'][number]['roles'][number][] = []
  for (const [, , , isSupervisor, , , from, until, recordedAt] of person.affiliations)
    if (isSupervisor === 1) roles.push({ role: 'SUPERVISOR', brand: null, from, until, recordedAt })
  return {
    code: person.code,
    accountState: person.accountState === 'active' ? 'ACTIVE' : 'CLOSED',
    identityVerifiedAt: person.identityVerifiedAt,
    recordedAt: person.createdAt,
    roles,
  }
}

function affiliationFacts(
  { code, affiliations, declared }: PersonWithFacts,
  zone: string,
): GateFacts['affiliations'] {
  return affiliations.map(([id, outlet, role, , isPrimary, hiredOn, from, until, recordedAt]) => ({
    engineer: code,
    outlet,
    role,
    isPrimary: isPrimary === 1,
    hiredAt: midnightIn(hiredOn, zone),
    from,
    until,
    recordedAt,
    leaves: nothingKnown.work as readonly never[],
    declaredCategories: declarationsOf(declared.filter(([affiliation]) => affiliation === id)),
  }))
}

type Declaration = GateFacts['affiliations'][number]['declaredCategories'][number]

/**
 * What somebody declares to work on, as the quorum gate reads it: what was said at one time is one declaration with its categories in their order, and only
 * the latest counts (gate 6.15, 23). The table has a row for each category.
 */
function declarationsOf(rows: PersonWithFacts['declared']): readonly Declaration[] {
  const inOrder = rows.length > 1 ? rows.toSorted(([, one], [, other]) => one - other) : rows
  const said = new Map<string, Declaration & { readonly categories: { brand: string; category: string }[] }>()
  for (const [, , brand, category, from, until, recordedAt] of inOrder) {
    const key = `${from} ${until} ${recordedAt}`
    const declaration = said.get(key)
    if (declaration) declaration.categories.push({ brand, category })
    else said.set(key, { categories: [{ brand, category }], from, until, recordedAt })
  }
  return [...said.values()]
}

function credentialFacts(
  { code, credentials, events }: PersonWithFacts,
  brand: string,
  typeCodes: CaseFacts['typeCodes'],
): GateFacts['credentials'] {
  const inOrder =
    events.length > 1
      ? [...events].sort(([, , , , one], [, , , , other]) => (one < other ? -1 : one > other ? 1 : 0))
      : events
  return credentials.flatMap(
    ([id, number, typeId, validFrom, validUntil, evidenceMode, supersedes, recordedAt]) => {
      // A type that is not among the brand's belongs to another brand.
      const type = typeCodes.get(typeId)
      if (type === undefined) return []
      const own: CredentialEvent[] = []
      for (const [credential, kind, effectiveAt, untilAt, known, reason, detailsJson] of inOrder)
        if (credential === id)
          own.push(
            eventOf(
              { kind, effectiveAt, untilAt, recordedAt: known, reason, detailsJson },
              { validFrom, validUntil },
            ),
          )
      return [
        {
          number,
          engineer: code,
          type,
          brand,
          validFrom,
          validUntil,
          evidenceMode,
          supersedes,
          recordedAt,
          events: own,
        },
      ]
    },
  )
}

/** Midnights that were asked for: people are hired on a few thousand days, and reckoning with a zone is slow. */
const midnights = new Map<string, string>()
const mostMidnights = 20_000

function midnightIn(day: string, zone: string): string {
  const key = `${day} ${zone}`
  const known = midnights.get(key)
  if (known) return known
  const midnight = midnightOf(day, zone)
  if (midnights.size < mostMidnights) midnights.set(key, midnight)
  return midnight
}
