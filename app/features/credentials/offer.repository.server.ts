import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Db } from '#db/schema/index.ts'

/** What can be taken today, by code. Hours are the learner's own. */
export type Offers = {
  readonly courses: ReadonlyMap<string, { readonly title: Bilingual; readonly hours: number }>
  readonly exams: ReadonlyMap<
    string,
    {
      readonly title: Bilingual
      readonly hours: number
      /** A proctored exam takes place at a session, an unproctored one at any time. */
      readonly isProctored: boolean
      /** When sessions begin that are open or still to come, soonest first. */
      readonly sessions: readonly string[]
    }
  >
  readonly practicals: ReadonlyMap<string, { readonly title: Bilingual; readonly hours: number }>
  readonly licences: ReadonlyMap<string, Bilingual>
}

/** Everything that is published, in five queries: courses, exams, their sessions, practicals, licence types. */
export async function findOffers(db: Db, at: string): Promise<Offers> {
  const [courses, exams, sessions, practicals, licences] = await Promise.all([
    db
      .selectFrom('courseVersion')
      .innerJoin('course', 'course.id', 'courseVersion.courseId')
      .select([
        'course.code',
        'courseVersion.titleEn',
        'courseVersion.titleZh',
        'courseVersion.minutes',
        'courseVersion.benchMinutes',
      ])
      .orderBy('courseVersion.version')
      .execute(),
    db
      .selectFrom('examBlueprint')
      .innerJoin('exam', 'exam.id', 'examBlueprint.examId')
      .innerJoin('course', 'course.id', 'exam.courseId')
      .select(['exam.code', 'course.code as courseCode', 'examBlueprint.minutes', 'examBlueprint.mode'])
      .orderBy('examBlueprint.version')
      .execute(),
    db
      .selectFrom('examSession')
      .innerJoin('exam', 'exam.id', 'examSession.examId')
      .select(['exam.code', 'examSession.opensAt'])
      .where('examSession.closedAt', 'is', null)
      .where('examSession.closesAt', '>', at)
      .orderBy('examSession.opensAt')
      .execute(),
    db
      .selectFrom('rubric')
      .innerJoin('practical', 'practical.id', 'rubric.practicalId')
      .select(['practical.code', 'rubric.titleEn', 'rubric.titleZh', 'rubric.minutes'])
      .orderBy('rubric.version')
      .execute(),
    db.selectFrom('licenceType').select(['code', 'nameEn', 'nameZh']).execute(),
  ])
  // Later versions come later and so replace the earlier ones.
  const byCourse = new Map(
    courses.map((row) => [
      row.code,
      { title: { en: row.titleEn, zh: row.titleZh }, hours: (row.minutes + row.benchMinutes) / 60 },
    ]),
  )
  return {
    courses: byCourse,
    exams: new Map(
      exams.map(({ code, courseCode, minutes, mode }) => [
        code,
        {
          title: byCourse.get(courseCode)?.title ?? { en: code, zh: code },
          hours: minutes / 60,
          isProctored: mode === 'PROCTORED',
          sessions: sessions
            .filter((session) => session.code === code)
            .map(({ opensAt }) => (opensAt < at ? at : opensAt)),
        },
      ]),
    ),
    practicals: new Map(
      practicals.map((row) => [
        row.code,
        { title: { en: row.titleEn, zh: row.titleZh }, hours: row.minutes / 60 },
      ]),
    ),
    licences: new Map(licences.map(({ code, nameEn, nameZh }) => [code, { en: nameEn, zh: nameZh }])),
  }
}
