import type { Insertable } from 'kysely'
import { preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'
import type {
  CourseTable,
  CourseVersionTable,
  KnowledgeCheckTable,
  LessonFaceTable,
  LessonTable,
} from '#db/schema/learning.ts'

export async function insertCourse(db: Db, course: Insertable<CourseTable>): Promise<void> {
  await db.insertInto('course').values(course).execute()
}

/** Puts a course where its newest version says it belongs. */
export async function updateCoursePlace(
  db: Db,
  courseId: string,
  place: Pick<CourseTable, 'brandId' | 'categoryId' | 'level'>,
): Promise<void> {
  await db.updateTable('course').set(place).where('id', '=', courseId).execute()
}

export async function insertCourseVersion(db: Db, version: Insertable<CourseVersionTable>): Promise<void> {
  await db.insertInto('courseVersion').values(version).execute()
}

/** Writes the lessons of a version; faces one by one, because each is large. */
export async function insertLessons(
  db: Db,
  rows: {
    lessons: readonly Insertable<LessonTable>[]
    faces: readonly Insertable<LessonFaceTable>[]
    checks: readonly Insertable<KnowledgeCheckTable>[]
  },
): Promise<void> {
  await db.insertInto('lesson').values(rows.lessons).execute()
  for (const face of rows.faces) await db.insertInto('lessonFace').values(face).execute()
  for (let start = 0; start < rows.checks.length; start += 50) {
    await db
      .insertInto('knowledgeCheck')
      .values(rows.checks.slice(start, start + 50))
      .execute()
  }
}

export async function findCourseRow(db: Db, code: string) {
  return db.selectFrom('course').selectAll().where('code', '=', code).executeTakeFirst()
}

/** The newest version of a course; versions only ever count up. */
export async function findLatestVersion(db: Db, courseId: string) {
  return db
    .selectFrom('courseVersion')
    .select(['id', 'version', 'contentHash'])
    .where('courseId', '=', courseId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function findBrandId(db: Db, brandCode: string): Promise<string | null> {
  const row = await db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', brandCode)
    .where('kind', '=', 'brand')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The codes of all brands. */
export async function findBrandCodes(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('organisation').select('code').where('kind', '=', 'brand').execute()
  return rows.map(({ code }) => code)
}

export async function findCategoryId(db: Db, brandId: string, categoryCode: string): Promise<string | null> {
  const row = await db
    .selectFrom('category')
    .select('id')
    .where('brandId', '=', brandId)
    .where('code', '=', categoryCode)
    .executeTakeFirst()
  return row?.id ?? null
}

const contractedBrands = preparedRead((db, { providerId, at }: { providerId: string; at: string }) =>
  db
    .selectFrom('providerContract')
    .select('brandId')
    .distinct()
    .where('providerId', '=', providerId)
    .where('fromAt', '<=', at)
    .where((where) => where.or([where('untilAt', 'is', null), where('untilAt', '>', at)]))
    .orderBy('brandId'),
)

/** Brands with which a provider has a contract in force at an instant. */
export async function findContractedBrandIds(db: Db, providerId: string, at: string): Promise<string[]> {
  return (await contractedBrands(db, { providerId, at })).map(({ brandId }) => brandId)
}
