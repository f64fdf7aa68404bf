import type { SignedInContext } from '#app/context.server.ts'
import type { Db } from '#db/schema/index.ts'
import { actingAs, frozenContext, frozenNow } from '#tests/support/frozen-context.ts'

/** The demonstration, with a manager for each of its first providers. */
export async function demoTeam() {
  const { ctx, db } = await frozenContext({ filled: 'demo' })
  return { ctx, db, manager: await actingAs(ctx, 'P-6001', 'P1'), idOf: (code: string) => personId(db, code) }
}

/** Somebody with the role of a provider’s manager in any provider, besides the roles they have. */
export async function managerOf(ctx: SignedInContext, personCode: string, providerCode: string) {
  const { id } = await ctx.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', providerCode)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('roleAssignment')
    .values({
      id: ctx.newId(),
      personId: await personId(ctx.db, personCode),
      organisationId: id,
      role: 'provider-manager',
      fromAt: '2026-01-01T00:00:00.000Z',
      recordedAt: '2026-01-01T00:00:00.000Z',
    })
    .execute()
  return actingAs(ctx, personCode, providerCode)
}

export async function personId(db: Db, code: string): Promise<string> {
  return (await db.selectFrom('person').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
}

export async function typeId(db: Db, brand: string, code: string): Promise<string> {
  const row = await db
    .selectFrom('credentialType')
    .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
    .select('credentialType.id')
    .where('organisation.code', '=', brand)
    .where('credentialType.code', '=', code)
    .executeTakeFirstOrThrow()
  return row.id
}

/** An open enrolment, as the credentials feature would store it. */
export async function enrol(ctx: SignedInContext, person: string, brand: string, type: string) {
  const id = ctx.newId()
  await ctx.db
    .insertInto('enrolment')
    .values({
      id,
      personId: await personId(ctx.db, person),
      credentialTypeId: await typeId(ctx.db, brand, type),
      requirementJson: '{"kind":"all","children":[]}',
      state: 'LEARNING',
      enrolledBy: ctx.actor.personId,
      enrolledAt: frozenNow,
      recordedAt: frozenNow,
    })
    .execute()
  return id
}

/** A course with one lesson, its exam and, where wanted, its practical: published, with hardly anything in them. */
export async function publishThinCourse(db: Db, newId: () => string, code: string) {
  const [courseId, versionId, examId, blueprintId, practicalId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  await db.insertInto('course').values({ id: courseId, code, createdAt: frozenNow }).execute()
  await db
    .insertInto('courseVersion')
    .values({
      id: versionId,
      courseId,
      version: 1,
      contentHash: `hash-${code}`,
      titleEn: code,
      titleZh: code,
      summaryEn: 'Summary',
      summaryZh: '简介',
      minutes: 10,
      benchMinutes: 0,
      objectivesJson: '[]',
      expertReview: 'pending',
      publishedAt: frozenNow,
    })
    .execute()
  const lessonId = newId()
  await db
    .insertInto('lesson')
    .values({
      id: lessonId,
      courseVersionId: versionId,
      slug: '01-one',
      position: 1,
      minutes: 10,
      checkCount: 0,
      isSafetyCritical: 0,
    })
    .execute()
  await db.insertInto('exam').values({ id: examId, courseId, code }).execute()
  await db
    .insertInto('examBlueprint')
    .values({
      id: blueprintId,
      examId,
      version: 1,
      mode: 'PROCTORED',
      minutes: 30,
      cutPermille: 800,
      itemCount: 1,
      blueprintJson: '{}',
      contentHash: `exam-${code}`,
      publishedAt: frozenNow,
    })
    .execute()
  await db
    .insertInto('practical')
    .values({ id: practicalId, courseId, code: `${code}-P` })
    .execute()
  await db
    .insertInto('rubric')
    .values({
      id: newId(),
      practicalId,
      version: 1,
      titleEn: code,
      titleZh: code,
      minutes: 30,
      rubricJson: '{}',
      contentHash: `rubric-${code}`,
      publishedAt: frozenNow,
    })
    .execute()
  return { courseId, versionId, examId, blueprintId, lessonId }
}

/** A passed attempt at an exam. */
export async function passExam(
  ctx: SignedInContext,
  person: string,
  { examId, blueprintId }: { examId: string; blueprintId: string },
) {
  const formId = ctx.newId()
  await ctx.db
    .insertInto('examForm')
    .values({ id: formId, blueprintId, seed: 'seed', assembledAt: frozenNow })
    .execute()
  await ctx.db
    .insertInto('examAttempt')
    .values({
      id: ctx.newId(),
      examId,
      blueprintId,
      formId,
      personId: await personId(ctx.db, person),
      number: 1,
      mode: 'PROCTORED',
      state: 'PASSED',
      language: 'zh-CN',
      startedAt: frozenNow,
      deadlineAt: frozenNow,
      submittedAt: frozenNow,
      finalisedBy: 'candidate',
      scorePermille: 900,
      resultJson: '{}',
    })
    .execute()
}

/** A handle that counts the queries it is asked. */
export function counting(db: Db): { db: Db; count: () => number } {
  let count = 0
  const counted = db.withPlugin({
    transformQuery: ({ node }) => {
      count += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { db: counted, count: () => count }
}
