import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { readRecencyBook } from '#app/features/credentials/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { groupRows } from './group-rows.ts'
import { type HeldCredential, readHeldCredentials } from './held-credential.ts'
import { type HeldLevel, readHeldLevel } from './held-level.ts'
import { bestLicences, type LicenceState } from './licence-state.ts'
import {
  type ProviderStanding,
  readProviderStanding,
  type TeamCategory,
} from './read-provider-standing.server.ts'
import {
  findTeamAffiliations,
  findTeamCredentialEvents,
  findTeamCredentials,
  findTeamDeclarations,
  findTeamEnrolments,
  findTeamExamPassers,
  findTeamLicences,
  findTeamSanctions,
  type TeamScope,
} from './team-member.repository.server.ts'
import { readToday, type Today } from './today.ts'

/** The exam that is the safety theory of every supervised job. */
const safetyExam = 'SAFE-101'

type AffiliationRow = Awaited<ReturnType<typeof findTeamAffiliations>>[number]
export type TeamEnrolment = Awaited<ReturnType<typeof findTeamEnrolments>>[number]

export type TeamLicence = {
  readonly typeCode: string
  readonly name: Bilingual
  readonly number: string
  readonly issuer: string
  readonly validUntil: string | null
  readonly nextReviewDue: string | null
  readonly state: LicenceState
}

/** One engineer of the provider with everything the team pages show. */
export type TeamMember = {
  readonly personId: string
  readonly code: string
  readonly name: string
  readonly nameLatin: string | null
  readonly role: AffiliationRow['role']
  readonly isSupervisor: boolean
  readonly outlets: readonly {
    readonly id: string
    readonly code: string
    readonly name: Bilingual
    readonly jurisdiction: string
  }[]
  readonly credentials: readonly HeldCredential[]
  /** One for each category of the provider, in the order of the columns. */
  readonly levels: readonly HeldLevel[]
  readonly licences: readonly TeamLicence[]
  readonly enrolments: readonly TeamEnrolment[]
  readonly mayWork: boolean
  readonly today: readonly Today[]
}

export type Team = { readonly categories: readonly TeamCategory[]; readonly members: readonly TeamMember[] }

/**
 * Everybody who works as an engineer in the outlets of a provider now, by code, in a constant number of queries. Rights are derived, so a sum over
 * the team needs all of it; a page of the list is cut from the result.
 */
export async function readTeamMembers(
  db: Db,
  { providerId, at, zone }: TeamScope & { zone: string },
): Promise<Team> {
  const scope = { providerId, at }
  const [
    standing,
    affiliations,
    declarations,
    credentials,
    events,
    enrolments,
    licences,
    sanctions,
    passers,
  ] = await Promise.all([
    readProviderStanding(db, providerId, at),
    findTeamAffiliations(db, scope),
    findTeamDeclarations(db, scope),
    findTeamCredentials(db, scope),
    findTeamCredentialEvents(db, scope),
    findTeamEnrolments(db, scope),
    findTeamLicences(db, scope),
    findTeamSanctions(db, scope),
    findTeamExamPassers(db, scope, safetyExam),
  ])
  const book = await readRecencyBook(
    db,
    credentials.filter(({ recencyMaxGapDays }) => recencyMaxGapDays !== null),
    at,
  )
  const eventsOf = groupRows(events, ({ credentialId }) => credentialId)
  const credentialsOf = groupRows(credentials, ({ personId }) => personId)
  const enrolmentsOf = groupRows(enrolments, ({ personId }) => personId)
  const licencesOf = groupRows(licences, ({ personId }) => personId)
  const sanctionsOf = groupRows(sanctions, ({ personId }) => personId)
  const declared = new Set(declarations.map(({ personId, categoryId }) => `${personId} ${categoryId}`))
  const hasTheory = new Set(passers)
  const ownBrands = new Set(standing.categories.map(({ brandId }) => brandId))

  const drafts = [...groupRows(affiliations, ({ personId }) => personId).values()].map((jobs) => {
    const [first] = jobs as [AffiliationRow, ...AffiliationRow[]]
    const { personId } = first
    const own = enrolmentsOf.get(personId) ?? []
    // What somebody holds of brands that the provider does not serve is no business of the provider’s.
    const held = readHeldCredentials(credentialsOf.get(personId) ?? [], eventsOf, at, book).filter(
      ({ brandId }) => ownBrands.has(brandId),
    )
    const levels = standing.categories.map((category) =>
      readHeldLevel({
        categoryId: category.categoryId,
        categoryCode: category.code,
        brandId: category.brandId,
        credentials: held,
        enrolments: own,
        isDeclared: declared.has(`${personId} ${category.categoryId}`),
        isSanctioned: (sanctionsOf.get(personId) ?? []).some(
          ({ brandId, categoryId }) =>
            (brandId === null || brandId === category.brandId) &&
            (categoryId === null || categoryId === category.categoryId),
        ),
        at,
      }),
    )
    return { first, jobs, held, levels, enrolments: own.filter(({ brandId }) => ownBrands.has(brandId)) }
  })
  const supervisors = drafts.filter(
    ({ first, jobs }) => isFit(first, at) && jobs.some(({ isSupervisor }) => isSupervisor === 1),
  )

  const members = drafts.map(({ first, jobs, held, levels, enrolments: own }): TeamMember => {
    const { personId } = first
    const ownLicences = bestLicences(licencesOf.get(personId) ?? [], at, zone)
    const today = readToday({
      isAccountOpen: first.accountState === 'active',
      isIdentityVerified: first.identityVerifiedAt !== null && first.identityVerifiedAt <= at,
      levels,
      openLevel: (categoryId) =>
        Math.max(0, ...jobs.map(({ outletId }) => standing.openLevel(outletId, categoryId))),
      licences: ownLicences,
      hasSafetyTheory: hasTheory.has(personId),
      supervisorFor: (categoryId, level) => supervisorAt(jobs, supervisors, { categoryId, level }, standing),
    })
    return {
      personId,
      code: first.code,
      name: first.name,
      nameLatin: first.nameLatin,
      role: first.role,
      isSupervisor: jobs.some(({ isSupervisor }) => isSupervisor === 1),
      outlets: jobs.map(({ outletId, outletCode, outletEn, outletZh, jurisdiction }) => ({
        id: outletId,
        code: outletCode,
        name: { en: outletEn, zh: outletZh },
        jurisdiction,
      })),
      credentials: held,
      levels,
      licences: ownLicences.map(
        ({ typeCode, nameEn, nameZh, number, issuer, validUntil, nextReviewDue, state }) => ({
          typeCode,
          name: { en: nameEn, zh: nameZh },
          number,
          issuer,
          validUntil,
          nextReviewDue,
          state,
        }),
      ),
      enrolments: own,
      mayWork: today.mayWork,
      today: today.says,
    }
  })
  return { categories: standing.categories, members }
}

function isFit(person: AffiliationRow, at: string): boolean {
  return (
    person.accountState === 'active' && person.identityVerifiedAt !== null && person.identityVerifiedAt <= at
  )
}

type Draft = {
  readonly first: AffiliationRow
  readonly jobs: readonly AffiliationRow[]
  readonly levels: readonly HeldLevel[]
}

/** The code of somebody else who may supervise at one of the outlets: the level in effect without grace, the outlet open for it and not on probation. */
function supervisorAt(
  jobs: readonly AffiliationRow[],
  supervisors: readonly Draft[],
  wanted: { categoryId: string; level: number },
  standing: ProviderStanding,
): string | null {
  const { categoryId, level } = wanted
  const places = jobs
    .map(({ outletId }) => outletId)
    .filter(
      (outletId) =>
        standing.openLevel(outletId, categoryId) >= level && standing.mayTrain(outletId, categoryId),
    )
  const found = supervisors.find(
    (one) =>
      one.first.personId !== jobs[0]?.personId &&
      one.jobs.some(({ outletId, isSupervisor }) => isSupervisor === 1 && places.includes(outletId)) &&
      one.levels.some(
        (held) => held.categoryId === categoryId && held.level >= level && held.state !== 'grace',
      ),
  )
  return found?.first.code ?? null
}
