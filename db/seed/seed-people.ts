import { familyNames, givenNames, type PersonSeed, people } from './demo/people.ts'
import type { SeededCatalogue } from './seed-catalogue.ts'
import type { SeededNetwork } from './seed-network.ts'
import { type DemoCalendar, insertRows, type SeedTools } from './seed-tools.ts'

/** Person ids by code. */
export type SeededPeople = { personId: (code: string) => string }

const engineersAnOutlet = 4

/** Fills the named people with roles, affiliations, credentials and licences, and four engineers for each generated outlet. */
export async function seedPeople(
  tools: SeedTools,
  calendar: DemoCalendar,
  catalogue: SeededCatalogue,
  network: SeededNetwork,
): Promise<SeededPeople> {
  const { db, newId } = tools
  const all = [...people, ...network.generatedOutletCodes.flatMap(generateEngineers)]
  const joined = calendar.from('2025-03-01')
  const ids = new Map(all.map(({ code }) => [code, newId()]))
  const personId = (code: string) => {
    const id = ids.get(code)
    if (!id) throw new Error(`The demonstration names ${code}, whom it does not make`)
    return id
  }

  await insertRows(
    db,
    'person',
    all.map((one, index) => ({
      id: personId(one.code),
      code: one.code,
      name: one.name,
      nameLatin: one.latin,
      phone: `+86139${String(10_000_000 + index)}`,
      email: null,
      language: null,
      accountState: 'active' as const,
      identityVerifiedAt: joined,
      createdAt: joined,
    })),
  )
  await insertRows(
    db,
    'roleAssignment',
    all.flatMap((one) =>
      one.roles.map(({ organisation, role }) => ({
        id: newId(),
        personId: personId(one.code),
        organisationId: catalogue.organisationId(organisation),
        role: role as 'engineer',
        fromAt: joined,
        recordedAt: joined,
      })),
    ),
  )
  const affiliated = all.flatMap((one) =>
    one.affiliation ? [{ person: one, affiliation: one.affiliation, id: newId() }] : [],
  )
  await insertRows(
    db,
    'affiliation',
    affiliated.map(({ id, person, affiliation }) => ({
      id,
      personId: personId(person.code),
      outletId: network.outletId(affiliation.outlet),
      role: affiliation.role,
      isSupervisor: affiliation.isSupervisor ? (1 as const) : (0 as const),
      isPrimary: 1 as const,
      hiredOn: calendar.day('2025-03-01'),
      fromAt: joined,
      recordedAt: joined,
    })),
  )
  await insertRows(
    db,
    'declaredCategory',
    affiliated.flatMap(({ id, affiliation }) =>
      (affiliation.declares ?? []).map(({ brand, category }, position) => ({
        affiliationId: id,
        position,
        categoryId: catalogue.categoryId(brand, category),
        fromAt: joined,
        recordedAt: joined,
      })),
    ),
  )
  await seedCredentials(tools, calendar, catalogue, all, personId)
  await insertRows(
    db,
    'licence',
    all.flatMap((one) =>
      (one.licences ?? []).map((held) => ({
        id: newId(),
        personId: personId(one.code),
        licenceTypeCode: held.type,
        number: held.number,
        issuer: '湖北省应急管理厅 / Hubei Emergency Management Department',
        validFrom: calendar.from(held.from),
        validUntil: calendar.to(held.to),
        nextReviewDue: held.reviewDue ? calendar.to(held.reviewDue) : null,
        verifiedAt: calendar.from('2026-06-15'),
        verifiedBy: personId('B-5001'),
        recordedAt: calendar.from('2026-06-15'),
      })),
    ),
  )
  return { personId }
}

async function seedCredentials(
  tools: SeedTools,
  calendar: DemoCalendar,
  catalogue: SeededCatalogue,
  all: readonly PersonSeed[],
  personId: (code: string) => string,
): Promise<void> {
  const { db, newId } = tools
  const held = all.flatMap((person) =>
    (person.credentials ?? []).map((one) => ({ id: newId(), person, one })),
  )
  await insertRows(
    db,
    'credential',
    held.map(({ id, person, one }) => ({
      id,
      number: tools.certificateNumber(one.brand, one.type),
      publicSlug: tools.publicSlug(),
      personId: personId(person.code),
      credentialTypeId: catalogue.credentialTypeId(one.brand, one.type),
      issuedAt: calendar.from(one.from),
      validFrom: calendar.from(one.from),
      validUntil: calendar.to(one.to),
      evidenceMode: 'PROCTORED' as const,
      evidenceJson: '[]',
      recordedAt: calendar.from(one.from),
    })),
  )
  await insertRows(
    db,
    'credentialEvent',
    held.flatMap(({ id, one }) => [
      {
        id: newId(),
        credentialId: id,
        kind: 'ISSUED' as const,
        effectiveAt: calendar.from(one.from),
        recordedAt: calendar.from(one.from),
        reason: 'Taken over from the brand’s earlier records / 由品牌原有记录转入',
        detailsJson: '{}',
      },
      ...(one.suspended
        ? [
            {
              id: newId(),
              credentialId: id,
              kind: 'SUSPENDED' as const,
              effectiveAt: calendar.from(one.suspended.from),
              untilAt: calendar.to(one.suspended.to),
              recordedAt: calendar.from(one.suspended.from),
              reason: one.suspended.grounds,
              detailsJson: '{}',
            },
          ]
        : []),
    ]),
  )
}

/** Four engineers of a generated outlet: a lead and one more at NB-L2, two at NB-L1; their dates differ, so that forecasts have something to show. */
function generateEngineers(outlet: string, outletIndex: number): PersonSeed[] {
  return Array.from({ length: engineersAnOutlet }, (_, place) => {
    const number = outletIndex * engineersAnOutlet + place
    const [familyZh, familyEn] = familyNames[number % familyNames.length] as readonly [string, string]
    const [givenZh, givenEn] = givenNames[(number * 7 + place) % givenNames.length] as readonly [
      string,
      string,
    ]
    const endMonth = String((number % 12) + 1).padStart(2, '0')
    return {
      code: `E-5${String(number + 1).padStart(4, '0')}`,
      name: `${familyZh}${givenZh}`,
      latin: `${familyEn} ${givenEn}`,
      roles: [{ organisation: 'P5', role: 'engineer' }],
      affiliation: {
        outlet,
        role: place === 0 ? 'LEAD' : 'ENGINEER',
        declares: [{ brand: 'LUMEN', category: 'NB' }],
      },
      credentials: [
        {
          brand: 'LUMEN',
          type: place < 2 ? 'NB-L2' : 'NB-L1',
          from: `2025-${endMonth}-01`,
          to: `2027-${endMonth}-01`,
        },
      ],
    }
  })
}
