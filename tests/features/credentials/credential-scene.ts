import type { Context, SignedInContext } from '#app/context.server.ts'
import type { StepOutcome } from '#app/domain/practical/rubric.ts'
import { enrolForCredential } from '#app/features/credentials/index.server.ts'
import {
  publishRubric,
  requestPractical,
  scoreAssessment,
  takeAssessment,
} from '#app/features/practicals/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

/** A rubric of two stations; `meter` is critical, `coil` asks for a reading. */
export const practical = {
  code: 'WM-201-P',
  titles: { en: 'Replace an inlet valve', zh: '更换进水阀' },
  minutes: 45,
  assessors: 1,
  passPermille: 800,
  referPermille: 600,
  equipment: { en: 'A washing machine', zh: '洗衣机一台' },
  stations: [
    {
      id: 'isolate',
      titles: { en: 'Isolate', zh: '隔离' },
      steps: [
        {
          id: 'meter',
          text: { en: 'Proves dead', zh: '验电' },
          weight: 4,
          critical: true,
          evidence: 'none' as const,
        },
        {
          id: 'tap',
          text: { en: 'Closes the tap', zh: '关水' },
          weight: 2,
          critical: false,
          evidence: 'none' as const,
        },
      ],
    },
    {
      id: 'replace',
      titles: { en: 'Replace', zh: '更换' },
      steps: [
        {
          id: 'coil',
          text: { en: 'Measures the coil', zh: '测线圈' },
          weight: 4,
          critical: false,
          evidence: 'reading' as const,
        },
      ],
    },
  ],
}

export type Entered = Record<string, { outcome: StepOutcome; note: string }>

/** Everything done, with the reading that is asked for. */
export const allDone: Entered = {
  meter: { outcome: 'done', note: '' },
  tap: { outcome: 'done', note: '' },
  coil: { outcome: 'done', note: '812 Ω' },
}

/** The demonstration with the three courses that lead to WM-L2, and what people do in them. */
export async function credentialScene(options: { now?: string; language?: 'en' | 'zh-CN' } = {}) {
  const frozen = await frozenContext({ filled: 'demo', ...options })
  const { ctx, db } = frozen
  const wm201 = await publishCourse(ctx, 'WM-201', 'MEIHE')
  const base = {
    'SAFE-101': await publishCourse(ctx, 'SAFE-101', null),
    'ETH-101': await publishCourse(ctx, 'ETH-101', null),
    'WM-201': wm201,
  }
  const courses: typeof base & Partial<Record<string, Published>> = base
  await db.transaction().execute((trx) => publishRubric(ctx, trx, { courseId: wm201.courseId, practical }))
  const published = (code: string) => {
    const course = courses[code]
    if (!course) throw new Error(`Course ${code} is not published`)
    return course
  }

  /** A course completed now. */
  async function complete(person: string, course: string): Promise<void> {
    const personId = await idOf(db, person)
    const { courseId, versionId } = published(course)
    const at = ctx.now()
    await db
      .insertInto('courseEnrolment')
      .values({
        id: ctx.newId(),
        personId,
        courseId,
        courseVersionId: versionId,
        enrolledBy: personId,
        enrolledAt: at,
        completedAt: at,
      })
      .execute()
  }

  /** An exam passed now. */
  async function pass(
    person: string,
    exam: string,
    mode: 'PROCTORED' | 'UNPROCTORED' = 'PROCTORED',
  ): Promise<void> {
    const personId = await idOf(db, person)
    const { examId, blueprintId } = published(exam)
    const formId = ctx.newId()
    const at = ctx.now()
    const { tried } = await db
      .selectFrom('examAttempt')
      .select((of) => of.fn.countAll<number>().as('tried'))
      .where('personId', '=', personId)
      .where('examId', '=', examId)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('examForm')
      .values({ id: formId, blueprintId, seed: 'seed', assembledAt: at })
      .execute()
    await db
      .insertInto('examAttempt')
      .values({
        id: ctx.newId(),
        examId,
        blueprintId,
        formId,
        personId,
        number: Number(tried) + 1,
        mode,
        state: 'PASSED',
        language: 'en',
        startedAt: at,
        deadlineAt: at,
        submittedAt: at,
        finalisedBy: 'candidate',
        scorePermille: 870,
        resultJson: JSON.stringify({
          result: 'PASSED',
          failedBecause: [],
          permille: 870,
          cutPermille: 800,
          criticalWrong: [],
          sections: [
            { domain: 'filling', count: 7, right: 6, permille: 857, cutPermille: 600, passed: true },
          ],
          profile: [
            {
              domain: 'filling',
              titles: { en: 'Filling', zh: '进水' },
              permille: 857,
              passed: true,
              lessons: [],
            },
          ],
        }),
      })
      .execute()
  }

  /** A practical asked for, and taken by an assessor of Meihe. */
  async function takePractical(person: string, assessor: string): Promise<string> {
    const requested = await requestPractical(await actingAs(ctx, person), { practicalCode: practical.code })
    if (!requested.ok) throw new Error(requested.reason)
    const { assessmentId } = requested
    const taken = await takeAssessment(await actingAs(ctx, assessor, 'MEIHE'), {
      assessmentId,
      place: 'Wuhan',
      scheduledAt: ctx.now(),
    })
    if (!taken.ok) throw new Error(taken.reason)
    return assessmentId
  }

  /** A practical asked for, taken by the independent assessor and passed. */
  async function passPractical(person: string): Promise<void> {
    const assessmentId = await takePractical(person, 'A-2002')
    const scored = await scoreAssessment(await actingAs(ctx, 'A-2002', 'MEIHE'), {
      assessmentId,
      scores: allDone,
    })
    if (!scored.ok || scored.score.result !== 'PASSED') throw new Error('The practical was not passed')
  }

  /** The trainee E-1004, who holds WM-L1, with everything that WM-L2 asks for: an enrolment that awaits a decision. */
  async function readyForWmL2(): Promise<string> {
    await complete('E-1004', 'WM-201')
    await pass('E-1004', 'WM-201')
    await passPractical('E-1004')
    const outcome = await enrolForCredential(await actingAs(ctx, 'E-1004'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.enrolmentId
  }

  return {
    ...frozen,
    courses,
    complete,
    pass,
    /** One more course of Meihe, with its exam. */
    publish: async (code: string, category: string) => {
      courses[code] = await publishCourse(ctx, code, 'MEIHE', category)
    },
    takePractical,
    passPractical,
    readyForWmL2,
    idOf: (code: string) => idOf(db, code),
    as: (person: string, organisation?: string): Promise<SignedInContext> =>
      actingAs(ctx, person, organisation),
    train: (trainer: string, trainee: string, until: string | null = null) =>
      train(ctx, { trainer, trainee, until, ...wm201 }),
    giveRole: (
      person: string,
      organisation: string,
      role: 'certification-officer' | 'assessor' | 'curriculum-author',
    ) => giveRole(ctx, person, organisation, role),
    stateOf: async (enrolmentId: string) =>
      (
        await db
          .selectFrom('enrolment')
          .select('state')
          .where('id', '=', enrolmentId)
          .executeTakeFirstOrThrow()
      ).state,
  }
}

export async function idOf(db: Db, code: string): Promise<string> {
  return (await db.selectFrom('person').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
}

type Published = Awaited<ReturnType<typeof publishCourse>>

/** A course with its exam, published with hardly anything in it. */
async function publishCourse(ctx: Context, code: string, brand: string | null, categoryCode = 'WM') {
  const { db, newId } = ctx
  const at = ctx.now()
  const [courseId, versionId, examId, blueprintId] = [newId(), newId(), newId(), newId()]
  const category =
    brand === null
      ? undefined
      : await db
          .selectFrom('category')
          .innerJoin('organisation', 'organisation.id', 'category.brandId')
          .select(['category.id', 'category.brandId'])
          .where('organisation.code', '=', brand)
          .where('category.code', '=', categoryCode)
          .executeTakeFirstOrThrow()
  await db
    .insertInto('course')
    .values({
      id: courseId,
      code,
      brandId: category?.brandId ?? null,
      categoryId: category?.id ?? null,
      level: category ? 2 : null,
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('courseVersion')
    .values({
      id: versionId,
      courseId,
      version: 1,
      contentHash: code,
      titleEn: `Course ${code}`,
      titleZh: `课程 ${code}`,
      summaryEn: '',
      summaryZh: '',
      minutes: 60,
      benchMinutes: 120,
      objectivesJson: '[]',
      expertReview: 'pending',
      publishedAt: at,
    })
    .execute()
  await db.insertInto('exam').values({ id: examId, courseId, code }).execute()
  await db
    .insertInto('examBlueprint')
    .values({
      id: blueprintId,
      examId,
      version: 1,
      mode: code === 'ETH-101' ? 'UNPROCTORED' : 'PROCTORED',
      minutes: 45,
      cutPermille: 800,
      itemCount: 30,
      blueprintJson: '{}',
      contentHash: code,
      publishedAt: at,
    })
    .execute()
  return { courseId, versionId, examId, blueprintId }
}

async function train(
  ctx: Context,
  {
    trainer,
    trainee,
    until,
    courseId,
  }: { trainer: string; trainee: string; until: string | null; courseId: string },
): Promise<void> {
  await ctx.db
    .insertInto('trainingRecord')
    .values({
      id: ctx.newId(),
      personId: await idOf(ctx.db, trainee),
      trainerPersonId: await idOf(ctx.db, trainer),
      courseId,
      fromAt: '2024-01-01T00:00:00.000Z',
      untilAt: until,
      recordedAt: '2024-01-01T00:00:00.000Z',
    })
    .execute()
}

async function giveRole(
  ctx: Context,
  person: string,
  organisation: string,
  role: 'certification-officer' | 'assessor' | 'curriculum-author',
): Promise<void> {
  const { id } = await ctx.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', organisation)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('roleAssignment')
    .values({
      id: ctx.newId(),
      personId: await idOf(ctx.db, person),
      organisationId: id,
      role,
      fromAt: '2026-01-01T00:00:00.000Z',
      recordedAt: '2026-01-01T00:00:00.000Z',
    })
    .execute()
}
