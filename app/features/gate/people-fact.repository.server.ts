import { sql } from 'kysely'
import { jsonRowsOf } from '#db/portable.ts'
import { preparedRead } from '#db/prepared-query.ts'
import type { CredentialEventTable } from '#db/schema/credentials.ts'
import type { Db } from '#db/schema/index.ts'

/**
 * A word that stands in the text of the query and is not handed over each time: exam_attempt has an index for some states alone, and SQLite plans a query
 * anew at every run whose plan may depend on a value that is handed over.
 */
const passed = sql.lit('PASSED' as const)
const deltaKind = sql.lit('DELTA' as const)

/**
 * Everything about people that the gate reads, in one query: a row for each person, and in it each kind of fact as JSON. A dozen queries for a dozen tables
 * cost more in being asked than in being answered, and on PostgreSQL each would be a way through the network.
 */
const peopleWithFacts = preparedRead((db, given: { safetyExam: string; codes: readonly string[] }) =>
  db
    .selectFrom('person')
    .select([
      'person.id',
      'person.code',
      'person.accountState',
      'person.identityVerifiedAt',
      'person.createdAt',
    ])
    .select((from) => [
      from
        .selectFrom('affiliation')
        .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
        .whereRef('affiliation.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            ...['affiliation.id', 'outlet.code', 'affiliation.role', 'affiliation.is_supervisor'],
            ...['affiliation.is_primary', 'affiliation.hired_on', 'affiliation.from_at'],
            ...['affiliation.until_at', 'affiliation.recorded_at'],
          ]).as('rows'),
        )
        .as('affiliations'),
      from
        .selectFrom('affiliation')
        .innerJoin('declaredCategory', 'declaredCategory.affiliationId', 'affiliation.id')
        .innerJoin('category', 'category.id', 'declaredCategory.categoryId')
        .innerJoin('organisation', 'organisation.id', 'category.brandId')
        .whereRef('affiliation.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            ...['affiliation.id', 'declared_category.position', 'organisation.code', 'category.code'],
            ...['declared_category.from_at', 'declared_category.until_at', 'declared_category.recorded_at'],
          ]).as('rows'),
        )
        .as('declared'),
      from
        .selectFrom('credential')
        .leftJoin('credential as old', 'old.id', 'credential.supersedesId')
        .whereRef('credential.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            ...[
              'credential.id',
              'credential.number',
              'credential.credential_type_id',
              'credential.valid_from',
            ],
            ...['credential.valid_until', 'credential.evidence_mode', 'old.number', 'credential.recorded_at'],
          ]).as('rows'),
        )
        .as('credentials'),
      from
        .selectFrom('credential')
        .innerJoin('credentialEvent', 'credentialEvent.credentialId', 'credential.id')
        .whereRef('credential.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            ...['credential.id', 'credential_event.kind', 'credential_event.effective_at'],
            ...['credential_event.until_at', 'credential_event.recorded_at', 'credential_event.reason'],
            'credential_event.details_json',
          ]).as('rows'),
        )
        .as('events'),
      from
        .selectFrom('deltaCompletion')
        .whereRef('deltaCompletion.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            'delta_completion.delta_module_code',
            'delta_completion.passed_at',
            'delta_completion.recorded_at',
          ]).as('rows'),
        )
        .as('deltas'),
      from
        .selectFrom('recognition')
        .whereRef('recognition.personId', '=', 'person.id')
        .where('recognition.kind', '=', deltaKind)
        .where('recognition.endedAt', 'is', null)
        .select(
          jsonRowsOf(db, ['recognition.code', 'recognition.earned_at', 'recognition.recorded_at']).as('rows'),
        )
        .as('recognisedDeltas'),
      from
        .selectFrom('examAttempt')
        .innerJoin('exam', 'exam.id', 'examAttempt.examId')
        .whereRef('examAttempt.personId', '=', 'person.id')
        .where('examAttempt.state', '=', passed)
        .where((where) =>
          where.exists(
            where
              .selectFrom('productModel')
              .select('productModel.id')
              .whereRef('productModel.deltaModuleCode', '=', 'exam.code'),
          ),
        )
        .select(
          jsonRowsOf(db, ['exam.code', 'exam_attempt.submitted_at', 'exam_attempt.submitted_at']).as('rows'),
        )
        .as('passedDeltas'),
      from
        .selectFrom('enrolment')
        .whereRef('enrolment.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            'enrolment.credential_type_id',
            'enrolment.enrolled_at',
            'enrolment.closed_at',
            'enrolment.recorded_at',
          ]).as('rows'),
        )
        .as('enrolments'),
      from
        .selectFrom('examAttempt')
        .innerJoin('exam', 'exam.id', 'examAttempt.examId')
        .whereRef('examAttempt.personId', '=', 'person.id')
        .where('exam.code', '=', given.safetyExam)
        .where('examAttempt.state', '=', passed)
        .select(jsonRowsOf(db, ['exam_attempt.submitted_at']).as('rows'))
        .as('passes'),
      from
        .selectFrom('licence')
        .whereRef('licence.personId', '=', 'person.id')
        .select(
          jsonRowsOf(db, [
            ...['licence.licence_type_code', 'licence.number', 'licence.valid_from', 'licence.valid_until'],
            ...['licence.next_review_due', 'licence.verified_at', 'licence.recorded_at'],
          ]).as('rows'),
        )
        .as('licences'),
      from
        .selectFrom('sanction')
        .leftJoin('organisation', 'organisation.id', 'sanction.brandId')
        .leftJoin('category', 'category.id', 'sanction.categoryId')
        .whereRef('sanction.subjectId', '=', 'person.id')
        .where('sanction.subjectKind', '=', 'person')
        .select(
          jsonRowsOf(db, [
            ...['organisation.code', 'category.code', 'sanction.grounds_en', 'sanction.from_at'],
            ...['sanction.until_at', 'sanction.lifted_at', 'sanction.recorded_at'],
          ]).as('rows'),
        )
        .as('sanctions'),
    ])
    .where('person.code', 'in', given.codes),
)

type Role = 'ENGINEER' | 'TRAINEE' | 'LEAD' | 'OUTLET_MANAGER' | 'TRAINER' | 'ASSESSOR'
type Text = string
type MaybeText = string | null

/** A person with the rows of each kind of fact, as the query gives them. */
export type PersonWithFacts = {
  readonly id: string
  readonly code: string
  readonly accountState: 'active' | 'disabled'
  readonly identityVerifiedAt: string | null
  readonly createdAt: string
  /** id, outlet, role, isSupervisor, isPrimary, hiredOn, from, until, recordedAt */
  readonly affiliations: readonly [Text, Text, Role, 0 | 1, 0 | 1, Text, Text, MaybeText, Text][]
  /** affiliation, position, brand, category, from, until, recordedAt */
  readonly declared: readonly [Text, number, Text, Text, Text, MaybeText, Text][]
  /** id, number, id of the type, validFrom, validUntil, evidenceMode, supersedes, recordedAt */
  readonly credentials: readonly [
    Text,
    Text,
    Text,
    Text,
    Text,
    'PROCTORED' | 'UNPROCTORED',
    MaybeText,
    Text,
  ][]
  /** credential, kind, effectiveAt, until, recordedAt, reason, details */
  readonly events: readonly [Text, CredentialEventTable['kind'], Text, MaybeText, Text, Text, Text][]
  /** module, passedAt, recordedAt */
  readonly deltas: readonly [Text, Text, Text][]
  /** module, earnedAt, recordedAt: what the brand recognises in its place */
  readonly recognisedDeltas: readonly [Text, Text, Text][]
  /** module, submittedAt twice: passes of the exam that is named like a module */
  readonly passedDeltas: readonly [Text, Text, Text][]
  /** id of the type, from, until, recordedAt */
  readonly enrolments: readonly [Text, Text, MaybeText, Text][]
  /** submittedAt */
  readonly passes: readonly [MaybeText][]
  /** type, number, validFrom, validUntil, nextReviewDue, verifiedAt, recordedAt */
  readonly licences: readonly [Text, Text, Text, MaybeText, MaybeText, MaybeText, Text][]
  /** brand, category, grounds, from, until, liftedAt, recordedAt */
  readonly sanctions: readonly [MaybeText, MaybeText, Text, Text, MaybeText, MaybeText, Text][]
}

/** The people with these codes, in no particular order, with everything about them that the gate reads, of every brand. Codes without a person are left out. */
export async function findPeopleWithFacts(
  db: Db,
  asked: { codes: readonly string[]; safetyExam: string },
): Promise<PersonWithFacts[]> {
  const { codes, safetyExam } = asked
  if (codes.length === 0) return []
  const rows = await peopleWithFacts(db, { codes, safetyExam })
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    accountState: row.accountState,
    identityVerifiedAt: row.identityVerifiedAt,
    createdAt: row.createdAt,
    affiliations: rowsIn(row.affiliations),
    declared: rowsIn(row.declared),
    credentials: rowsIn(row.credentials),
    events: rowsIn(row.events),
    deltas: rowsIn(row.deltas),
    recognisedDeltas: rowsIn(row.recognisedDeltas),
    passedDeltas: rowsIn(row.passedDeltas),
    enrolments: rowsIn(row.enrolments),
    passes: rowsIn(row.passes),
    licences: rowsIn(row.licences),
    sanctions: rowsIn(row.sanctions),
  }))
}

const none: readonly never[] = []

/** The rows of a group; PostgreSQL says null for none. */
function rowsIn<Row>(text: string | null): readonly Row[] {
  return text === null || text === '[]' ? none : JSON.parse(text)
}
