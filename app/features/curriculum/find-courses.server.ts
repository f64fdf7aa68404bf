import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'
import { findCourse, findCourses } from './course-list.repository.server.ts'
import { type CourseReach, wholeReach } from './course-reach.server.ts'

/** A course with what names it; `brandId` null: common to all brands. `courseVersionId` is the newest version's. */
export type Course = {
  readonly courseId: string
  readonly code: string
  readonly brandId: string | null
  readonly level: number | null
  readonly brandName: Bilingual | null
  readonly categoryName: Bilingual | null
  readonly title: Bilingual
  readonly minutes: number
  readonly courseVersionId: string
}

/** A published course by its code; null where there is none. */
export async function findCourseByCode(db: Db, code: string): Promise<Course | null> {
  const row = await findCourse(db, code)
  return row ? toCourse(row) : null
}

/** Published courses by code: all of them, or those within somebody's reach. */
export async function listCourses(db: Db, reach: CourseReach = wholeReach): Promise<Course[]> {
  return (await findCourses(db, reach)).map(toCourse)
}

function toCourse(row: NonNullable<Awaited<ReturnType<typeof findCourse>>>): Course {
  const { courseId, code, brandId, level, minutes, courseVersionId } = row
  return {
    courseId,
    code,
    brandId,
    level,
    minutes,
    courseVersionId,
    brandName: bilingual(row.brandEn, row.brandZh),
    categoryName: bilingual(row.categoryEn, row.categoryZh),
    title: { en: row.titleEn, zh: row.titleZh },
  }
}

function bilingual(en: string | null, zh: string | null): Bilingual | null {
  return en === null || zh === null ? null : { en, zh }
}
