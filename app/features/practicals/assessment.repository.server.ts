import { type Insertable, sql } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { PracticalAssessmentTable, PracticalStepScoreTable } from '#db/schema/learning.ts'

/** States in which an assessment still lies ahead. */
export const openStates = ['REQUESTED', 'SCHEDULED', 'IN_PROGRESS'] as const

type NewAssessment = Pick<
  Insertable<PracticalAssessmentTable>,
  'id' | 'practicalId' | 'rubricId' | 'personId' | 'requestedBy' | 'requestedAt'
>

/** Asks for an assessment unless one is open; false where one is. */
export async function insertAssessment(db: Db, assessment: NewAssessment): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('practicalAssessment')
    .values({ ...assessment, state: 'REQUESTED', assessorPersonId: null, placeEn: '', placeZh: '' })
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'practicalId'])
        .where(sql<boolean>`state in ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS')`)
        .doNothing(),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The referral that an assessment repeats: the last one scored in the time, unless something was scored after it. */
export async function findReferredBefore(
  db: Db,
  asked: { personId: string; practicalId: string; since: string; before: string },
) {
  const last = await db
    .selectFrom('practicalAssessment')
    .select(['id', 'rubricId', 'state', 'resultJson', 'scoredAt'])
    .where('personId', '=', asked.personId)
    .where('practicalId', '=', asked.practicalId)
    .where('state', 'in', ['PASSED', 'REFERRED', 'FAILED'])
    .where('scoredAt', '<=', asked.before)
    .orderBy('scoredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.state === 'REFERRED' && (last.scoredAt ?? '') > asked.since ? last : undefined
}

/** An assessment with its rubric, its course and the candidate; undefined where there is none of the id. */
export async function findAssessment(db: Db, id: string) {
  return db
    .selectFrom('practicalAssessment')
    .innerJoin('practical', 'practical.id', 'practicalAssessment.practicalId')
    .innerJoin('course', 'course.id', 'practical.courseId')
    .innerJoin('rubric', 'rubric.id', 'practicalAssessment.rubricId')
    .innerJoin('person', 'person.id', 'practicalAssessment.personId')
    .leftJoin('person as assessor', 'assessor.id', 'practicalAssessment.assessorPersonId')
    .leftJoin('category', 'category.id', 'course.categoryId')
    .selectAll('practicalAssessment')
    .select([
      'practical.code as practicalCode',
      'course.code as courseCode',
      'course.brandId',
      'category.code as categoryCode',
      'course.level',
      'rubric.rubricJson',
      'rubric.version as rubricVersion',
      'person.code as personCode',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
      'assessor.name as assessorName',
      'assessor.nameLatin as assessorNameLatin',
      'assessor.code as assessorCode',
    ])
    .where('practicalAssessment.id', '=', id)
    .executeTakeFirst()
}

export type AssessmentRow = NonNullable<Awaited<ReturnType<typeof findAssessment>>>

/** Puts a requested assessment into somebody's hands; false where somebody was faster. */
export async function scheduleAssessment(
  db: Db,
  id: string,
  appointment: { assessorPersonId: string; place: string; scheduledAt: string },
): Promise<boolean> {
  const { assessorPersonId, place, scheduledAt } = appointment
  const { numUpdatedRows } = await db
    .updateTable('practicalAssessment')
    .set({ state: 'SCHEDULED', assessorPersonId, placeEn: place, placeZh: place, scheduledAt })
    .where('id', '=', id)
    .where('state', '=', 'REQUESTED')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Writes the result of an assessment in its assessor's hands; false where it is scored already or not theirs. */
export async function closeAssessment(
  db: Db,
  id: string,
  assessorPersonId: string,
  result: { state: 'PASSED' | 'REFERRED' | 'FAILED'; scorePermille: number; resultJson: string; at: string },
): Promise<boolean> {
  const { state, scorePermille, resultJson, at } = result
  const { numUpdatedRows } = await db
    .updateTable('practicalAssessment')
    .set({ state, scorePermille, resultJson, scoredAt: at, startedAt: at })
    .where('id', '=', id)
    .where('assessorPersonId', '=', assessorPersonId)
    .where('state', 'in', ['SCHEDULED', 'IN_PROGRESS'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertStepScores(
  db: Db,
  scores: readonly Insertable<PracticalStepScoreTable>[],
): Promise<void> {
  if (scores.length > 0) await db.insertInto('practicalStepScore').values(scores).execute()
}

export async function findStepScores(db: Db, assessmentId: string) {
  return db
    .selectFrom('practicalStepScore')
    .select(['stepId', 'outcome', 'note'])
    .where('assessmentId', '=', assessmentId)
    .execute()
}

/** Every assessment of some people, oldest first. */
export async function findAssessmentsOf(db: Db, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('practicalAssessment')
    .innerJoin('practical', 'practical.id', 'practicalAssessment.practicalId')
    .select([
      'practicalAssessment.id as assessmentId',
      'practicalAssessment.personId',
      'practical.code as practicalCode',
      'practicalAssessment.state',
      'practicalAssessment.requestedAt',
      'practicalAssessment.scheduledAt',
      'practicalAssessment.placeEn',
      'practicalAssessment.placeZh',
      'practicalAssessment.scoredAt',
      'practicalAssessment.scorePermille',
      'practicalAssessment.assessorPersonId',
    ])
    .where('practicalAssessment.personId', 'in', personIds)
    .orderBy('practicalAssessment.requestedAt')
    .orderBy('practicalAssessment.id')
    .execute()
}

export type StationList = 'requested' | 'mine' | 'done'

export type StationQuery = {
  readonly brandId: string
  readonly assessorPersonId: string
  readonly list: StationList
  readonly at: string
  readonly page: number
  readonly pageSize: number
}

/**
 * One page of what an assessor of a brand sees: requests that nobody has taken, those in the assessor's hands, those they have scored. A brand
 * sees its own courses; of courses common to all, the candidates whose provider has a contract with it in force.
 */
export async function findStationPage(db: Db, query: StationQuery) {
  const { list, page, pageSize } = query
  const matching = () => listed(inBrand(db, query), list, query.assessorPersonId)
  const { total } = await matching().select(countOf().as('total')).executeTakeFirstOrThrow()
  const rows = await matching()
    .innerJoin('rubric', 'rubric.id', 'practicalAssessment.rubricId')
    .innerJoin('person', 'person.id', 'practicalAssessment.personId')
    .leftJoin('category', 'category.id', 'course.categoryId')
    .select([
      'practicalAssessment.id',
      'practicalAssessment.state',
      'practicalAssessment.personId',
      'practicalAssessment.requestedAt',
      'practicalAssessment.scheduledAt',
      'practicalAssessment.scoredAt',
      'practicalAssessment.scorePermille',
      'practicalAssessment.placeEn',
      'practicalAssessment.placeZh',
      'practical.code as practicalCode',
      'category.code as categoryCode',
      'course.level',
      'rubric.titleEn',
      'rubric.titleZh',
      'rubric.minutes',
      'person.code as personCode',
      'person.name as personName',
      'person.nameLatin as personNameLatin',
    ])
    .orderBy(
      list === 'done' ? 'practicalAssessment.scoredAt' : 'practicalAssessment.requestedAt',
      list === 'done' ? 'desc' : 'asc',
    )
    .orderBy('practicalAssessment.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows, total }
}

/** How much waits and how much lies in an assessor's hands, and the oldest request. */
export async function countStation(db: Db, query: Omit<StationQuery, 'list' | 'page' | 'pageSize'>) {
  const [requested, mine] = await Promise.all([
    listed(inBrand(db, query), 'requested', query.assessorPersonId)
      .select((of) => [countOf().as('count'), of.fn.min('practicalAssessment.requestedAt').as('oldest')])
      .executeTakeFirstOrThrow(),
    listed(inBrand(db, query), 'mine', query.assessorPersonId)
      .select(countOf().as('count'))
      .executeTakeFirstOrThrow(),
  ])
  return { requested: requested.count, oldest: requested.oldest as string | null, mine: mine.count }
}

/** Whether an assessment belongs to what a brand sees. */
export async function isInBrand(db: Db, assessmentId: string, brandId: string, at: string): Promise<boolean> {
  const row = await inBrand(db, { brandId, at })
    .select('practicalAssessment.id')
    .where('practicalAssessment.id', '=', assessmentId)
    .executeTakeFirst()
  return row !== undefined
}

function inBrand(db: Db, { brandId, at }: { brandId: string; at: string }) {
  return db
    .selectFrom('practicalAssessment')
    .innerJoin('practical', 'practical.id', 'practicalAssessment.practicalId')
    .innerJoin('course', 'course.id', 'practical.courseId')
    .where((where) =>
      where.or([
        where('course.brandId', '=', brandId),
        where.and([
          where('course.brandId', 'is', null),
          where.exists(
            where
              .selectFrom('affiliation')
              .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
              .innerJoin('providerContract', 'providerContract.providerId', 'outlet.providerId')
              .select('affiliation.id')
              .whereRef('affiliation.personId', '=', 'practicalAssessment.personId')
              .where('affiliation.fromAt', '<=', at)
              .where((open) =>
                open.or([open('affiliation.untilAt', 'is', null), open('affiliation.untilAt', '>', at)]),
              )
              .where('providerContract.brandId', '=', brandId)
              .where('providerContract.fromAt', '<=', at)
              .where((open) =>
                open.or([
                  open('providerContract.untilAt', 'is', null),
                  open('providerContract.untilAt', '>', at),
                ]),
              ),
          ),
        ]),
      ]),
    )
}

function listed(found: ReturnType<typeof inBrand>, list: StationList, assessorPersonId: string) {
  if (list === 'requested') return found.where('practicalAssessment.state', '=', 'REQUESTED')
  const own = found.where('practicalAssessment.assessorPersonId', '=', assessorPersonId)
  return list === 'mine'
    ? own.where('practicalAssessment.state', 'in', ['SCHEDULED', 'IN_PROGRESS'])
    : own.where('practicalAssessment.state', 'in', ['PASSED', 'REFERRED', 'FAILED'])
}
