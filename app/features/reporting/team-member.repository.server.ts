import type { Db } from '#db/schema/index.ts'

/** Whose facts are wanted: those of everybody who works in a provider’s outlets at an instant. */
export type TeamScope = { readonly providerId: string; readonly at: string }

/** The affiliations that make somebody an engineer of the team, in the order of importance. */
const engineerRoles = ['LEAD', 'ENGINEER', 'TRAINEE'] as const

/** Affiliations in force with the person and the outlet, by code; the primary one of a person first. */
export async function findTeamAffiliations(db: Db, scope: TeamScope) {
  return affiliationsInForce(db, scope)
    .innerJoin('person', 'person.id', 'affiliation.personId')
    .select([
      'affiliation.id',
      'affiliation.personId',
      'affiliation.role',
      'affiliation.isSupervisor',
      'affiliation.hiredOn',
      'outlet.id as outletId',
      'outlet.code as outletCode',
      'outlet.nameEn as outletEn',
      'outlet.nameZh as outletZh',
      'outlet.jurisdictionPath as jurisdiction',
      'person.code',
      'person.name',
      'person.nameLatin',
      'person.accountState',
      'person.identityVerifiedAt',
    ])
    .orderBy('person.code')
    .orderBy('affiliation.isPrimary', 'desc')
    .orderBy('outlet.code')
    .execute()
}

/** The categories that the team's people declare to work in. */
export async function findTeamDeclarations(db: Db, scope: TeamScope) {
  return db
    .selectFrom('declaredCategory')
    .innerJoin('affiliation', 'affiliation.id', 'declaredCategory.affiliationId')
    .select(['affiliation.personId', 'declaredCategory.categoryId'])
    .where('declaredCategory.affiliationId', 'in', affiliationsInForce(db, scope).select('affiliation.id'))
    .where('declaredCategory.fromAt', '<=', scope.at)
    .where((where) =>
      where.or([
        where('declaredCategory.untilAt', 'is', null),
        where('declaredCategory.untilAt', '>', scope.at),
      ]),
    )
    .execute()
}

/** Everything the team’s people hold, with the facts of its type: read for a thousand people at once, so without the spans that one person’s pages need. */
export async function findTeamCredentials(db: Db, scope: TeamScope) {
  return db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .innerJoin('organisation as brand', 'brand.id', 'credentialType.brandId')
    .select([
      'credential.id',
      'credential.number',
      'credential.publicSlug',
      'credential.personId',
      'credential.supersedesId',
      'credential.validFrom',
      'credential.validUntil',
      'credential.evidenceMode',
      'credential.recordedAt',
      'credentialType.code as typeCode',
      'credentialType.kind',
      'credentialType.nameEn',
      'credentialType.nameZh',
      'credentialType.grantsJson',
      'credentialType.endorsementsJson',
      'credentialType.windowDays',
      'credentialType.workingGraceDays',
      'credentialType.adminGraceDays',
      'credentialType.recencyMaxGapDays',
      'credentialType.isSafetyCritical',
      'credentialType.requiredEvidenceMode',
      'brand.id as brandId',
      'brand.code as brandCode',
      'brand.nameEn as brandEn',
      'brand.nameZh as brandZh',
      'brand.timeZone',
    ])
    .where('credential.personId', 'in', peopleInForce(db, scope))
    .where('credential.recordedAt', '<=', scope.at)
    .orderBy('credential.validFrom')
    .orderBy('credential.number')
    .execute()
}

/** What happened to those credentials, oldest first. */
export async function findTeamCredentialEvents(db: Db, scope: TeamScope) {
  return db
    .selectFrom('credentialEvent')
    .innerJoin('credential', 'credential.id', 'credentialEvent.credentialId')
    .select([
      'credentialEvent.credentialId',
      'credentialEvent.kind',
      'credentialEvent.effectiveAt',
      'credentialEvent.untilAt',
      'credentialEvent.recordedAt',
      'credentialEvent.reason',
      'credentialEvent.detailsJson',
    ])
    .where('credential.personId', 'in', peopleInForce(db, scope))
    .orderBy('credentialEvent.recordedAt')
    .orderBy('credentialEvent.id')
    .execute()
}

/** Open enrolments for credentials, oldest first. */
export async function findTeamEnrolments(db: Db, scope: TeamScope) {
  return db
    .selectFrom('enrolment')
    .innerJoin('credentialType', 'credentialType.id', 'enrolment.credentialTypeId')
    .select([
      'enrolment.id',
      'enrolment.personId',
      'enrolment.state',
      'enrolment.enrolledAt',
      'enrolment.dueAt',
      'credentialType.id as typeId',
      'credentialType.code as typeCode',
      'credentialType.brandId',
      'credentialType.categoryId',
      'credentialType.level',
      'credentialType.nameEn',
      'credentialType.nameZh',
    ])
    .where('enrolment.personId', 'in', peopleInForce(db, scope))
    .where('enrolment.state', 'in', ['LEARNING', 'AWAITING_DECISION', 'LOCKED'])
    .orderBy('enrolment.enrolledAt')
    .orderBy('enrolment.id')
    .execute()
}

/** Statutory licences with the name of their kind, by kind. */
export async function findTeamLicences(db: Db, scope: TeamScope) {
  return db
    .selectFrom('licence')
    .innerJoin('licenceType', 'licenceType.code', 'licence.licenceTypeCode')
    .select([
      'licence.personId',
      'licence.licenceTypeCode as typeCode',
      'licence.number',
      'licence.issuer',
      'licence.validFrom',
      'licence.validUntil',
      'licence.nextReviewDue',
      'licence.verifiedAt',
      'licenceType.nameEn',
      'licenceType.nameZh',
    ])
    .where('licence.personId', 'in', peopleInForce(db, scope))
    .where('licence.recordedAt', '<=', scope.at)
    .orderBy('licence.licenceTypeCode')
    .orderBy('licence.validFrom', 'desc')
    .execute()
}

/** Suspensions in force on people of the team. */
export async function findTeamSanctions(db: Db, scope: TeamScope) {
  return db
    .selectFrom('sanction')
    .select(['subjectId as personId', 'brandId', 'categoryId', 'fromAt', 'untilAt', 'liftedAt'])
    .where('subjectKind', '=', 'person')
    .where('subjectId', 'in', peopleInForce(db, scope))
    .where('fromAt', '<=', scope.at)
    .where((where) => where.or([where('untilAt', 'is', null), where('untilAt', '>', scope.at)]))
    .where((where) => where.or([where('liftedAt', 'is', null), where('liftedAt', '>', scope.at)]))
    .execute()
}

/** Who of the team has passed an exam, such as the safety theory. */
export async function findTeamExamPassers(db: Db, scope: TeamScope, examCode: string): Promise<string[]> {
  const rows = await db
    .selectFrom('examAttempt')
    .innerJoin('exam', 'exam.id', 'examAttempt.examId')
    .select('examAttempt.personId')
    .distinct()
    .where('exam.code', '=', examCode)
    .where('examAttempt.state', '=', 'PASSED')
    .where('examAttempt.personId', 'in', peopleInForce(db, scope))
    .execute()
  return rows.map(({ personId }) => personId)
}

function peopleInForce(db: Db, scope: TeamScope) {
  return affiliationsInForce(db, scope).select('affiliation.personId')
}

function affiliationsInForce(db: Db, { providerId, at }: TeamScope) {
  return db
    .selectFrom('affiliation')
    .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
    .where('outlet.providerId', '=', providerId)
    .where('affiliation.role', 'in', [...engineerRoles])
    .where('affiliation.fromAt', '<=', at)
    .where((where) =>
      where.or([where('affiliation.untilAt', 'is', null), where('affiliation.untilAt', '>', at)]),
    )
}
