import { loadBuiltContent } from './content/build-content.server.ts'
import type { CourseSource } from './content/course-source.ts'
import type { CourseItem } from './content/item-mapping.ts'
import type { Context, SignedInContext } from './context.server.ts'
import { optionIdsOf } from './domain/exam/item.ts'
import type { Response } from './domain/exam/response.ts'
import type { Language } from './domain/shared/bilingual.ts'
import { addDays, addHours, addMilliseconds, midnightOf } from './domain/shared/instants.ts'
import { advanceEnrolments, enrolForCredential } from './features/credentials/index.server.ts'
import {
  openExamSession,
  readAttempt,
  saveResponse,
  startAttempt,
  submitAttempt,
} from './features/exams/index.server.ts'
import { findActor } from './features/identity/index.server.ts'
import {
  answerCheck,
  confirmLesson,
  enrolInCourse,
  recordTraining,
} from './features/learning/index.server.ts'
import { requestPractical } from './features/practicals/index.server.ts'

/** What the people of the demonstration have done before it begins, so that every console has something to show. */

const zone = 'Asia/Shanghai'

/**
 * E-1004 has passed both first exams, is enrolled for WM-L2 and half-way through WM-201, taught by T-2201. E-1013 has passed both exams and awaits a
 * decision. E-1014 has learnt AC-201, passed its exam and asked for the practical. Two colleagues sat the exam of AC-201 before, one of them in
 * English, so that its statistics have a small sample to show. All of it through the product's own use cases, under the clock of
 * that day.
 */
export async function fillDemoHistory(ctx: Context, contentDir: string): Promise<void> {
  const courses = new Map((await loadBuiltContent(contentDir)).map((course) => [course.course.code, course]))
  if (courses.size === 0) return
  const stage = { ctx, courses }

  await learn(stage, 'E-1004', 'SAFE-101', -40)
  await learn(stage, 'E-1004', 'ETH-101', -39)
  await sit(stage, 'E-1004', 'SAFE-101', -38)
  await sit(stage, 'E-1004', 'ETH-101', -38)
  await learn(stage, 'E-1013', 'SAFE-101', -9)
  await learn(stage, 'E-1013', 'ETH-101', -8)
  const newcomer = await as(stage, 'E-1013', -8)
  await enrolForCredential(newcomer, { brandCode: 'MEIHE', typeCode: 'WM-L1' })
  await sit(stage, 'E-1013', 'SAFE-101', -3)
  await sit(stage, 'E-1013', 'ETH-101', -2)
  await advanceEnrolments(await as(stage, 'E-1013', -2), { personId: newcomer.actor.personId })

  const trainee = await as(stage, 'E-1004', -20)
  await enrolForCredential(trainee, { brandCode: 'MEIHE', typeCode: 'WM-L2' })
  await recordTraining(await as(stage, 'T-2201', -20), { staffCode: 'E-1004', courseCode: 'WM-201' })
  await learn(stage, 'E-1004', 'WM-201', -12, 3)

  for (const { code, day, wrongEvery, language } of earlierCandidates) {
    await learn(stage, code, 'AC-201', day - 1)
    await sit(stage, code, 'AC-201', day, { wrongEvery, language })
  }
  await enrolForCredential(await as(stage, 'E-1014', -30), { brandCode: 'MEIHE', typeCode: 'AC-L2' })
  await learn(stage, 'E-1014', 'AC-201', -16)
  await sit(stage, 'E-1014', 'AC-201', -6)
  await requestPractical(await as(stage, 'E-1014', -5), { practicalCode: 'AC-201-P' })
}

/** Who sat the exam of AC-201 before: every so-manieth item that is not critical they had wrong. */
const earlierCandidates = [
  { code: 'E-1007', day: -68, wrongEvery: 9, language: 'zh-CN' },
  { code: 'E-1012', day: -52, wrongEvery: 4, language: 'en' },
] as const

type Stage = { ctx: Context; courses: ReadonlyMap<string, CourseSource> }

/** Somebody's context, in which time can also pass without anything being done. */
type StagePerson = SignedInContext & { readonly think: (seconds: number) => void }

/** Somebody's context on a day before today, at ten in the morning; every look at the clock is a second later. */
async function as(
  { ctx }: Stage,
  code: string,
  daysFromNow: number,
  organisationCode?: string,
): Promise<StagePerson> {
  const day = addDays(ctx.now(), daysFromNow, zone)
  let instant = addHours(midnightOf(day.slice(0, 10), zone), 10)
  const actor = await findActor(ctx.db, organisationCode ? { code, organisationCode } : { code }, instant)
  if (!actor) throw new Error(`The demonstration has no ${code}`)
  return {
    ...ctx,
    actor,
    now: () => {
      instant = addMilliseconds(instant, 1_000)
      return instant
    },
    think: (seconds) => {
      instant = addMilliseconds(instant, seconds * 1_000)
    },
  }
}

/** Learns a course, or its first lessons: answers every check right and confirms. */
async function learn(
  stage: Stage,
  code: string,
  courseCode: string,
  day: number,
  lessons = Number.POSITIVE_INFINITY,
) {
  const course = courseOf(stage, courseCode)
  const person = await as(stage, code, day)
  await enrolInCourse(person, { courseCode })
  for (const { slug, en } of course.lessons.slice(0, lessons)) {
    for (const check of en.checks) {
      await answerCheck(person, { courseCode, lessonSlug: slug, checkId: check.id, choices: check.correct })
    }
    await confirmLesson(person, { courseCode, lessonSlug: slug })
  }
}

/**
 * Sits an exam: leaves out one item that is not critical and answers the others right, but for every so-manieth of those that are not critical. Takes
 * half a minute and more an item, longer where the stem is longer.
 */
async function sit(
  stage: Stage,
  code: string,
  examCode: string,
  day: number,
  {
    wrongEvery = Number.POSITIVE_INFINITY,
    language = 'zh-CN',
  }: { wrongEvery?: number; language?: Language } = {},
): Promise<void> {
  const course = courseOf(stage, examCode)
  const isProctored = course.blueprint.mode !== 'UNPROCTORED'
  const checkInCode = isProctored ? await openSession(stage, examCode, day) : undefined
  const person = { ...(await as(stage, code, day)), language }
  const started = await startAttempt(person, { examCode, checkInCode })
  if (!started.ok) throw new Error(`${code} could not start ${examCode}: ${started.reason}`)
  const view = await readAttempt(person, started.attemptId)
  if (view.kind !== 'running') throw new Error(`The attempt of ${code} at ${examCode} does not run`)
  const items = new Map(course.items.map((item) => [item.content.faces.en.stem, item]))
  const saves: Promise<unknown>[] = []
  let isOneLeft = true
  for (const [place, shown] of view.room.items.entries()) {
    const item = items.get(shown.content.faces.en.stem)
    if (!item) throw new Error(`An item of ${examCode} is not in its bank`)
    if (isOneLeft && !item.critical && item.domain === course.blueprint.sections.at(-1)?.domain) {
      isOneLeft = false
      continue
    }
    const isWrong = !item.critical && (place + 1) % wrongEvery === 0
    person.think(20 + item.content.faces.zh.stem.length / 2)
    // Each has its instant now; all are committed together.
    saves.push(
      saveResponse(person, {
        attemptId: started.attemptId,
        itemId: shown.id,
        kind: 'answer',
        value: (isWrong ? wrongResponse(item) : null) ?? rightResponse(item),
      }),
    )
  }
  await Promise.all(saves)
  await submitAttempt(person, { attemptId: started.attemptId })
}

async function openSession(stage: Stage, examCode: string, day: number): Promise<string> {
  const invigilator = await as(stage, 'I-2101', day, 'MEIHE')
  const opened = await openExamSession(invigilator, {
    examCode,
    place: '武汉考点 / Wuhan exam place',
    hours: 4,
  })
  if (!opened.ok) throw new Error(`No session of ${examCode}: ${opened.reason}`)
  return opened.checkInCode
}

function courseOf({ courses }: Stage, code: string): CourseSource {
  const course = courses.get(code)
  if (!course) throw new Error(`The demonstration needs the course ${code}`)
  return course
}

/** The first option that is wrong, for items of one choice; null for the others. */
function wrongResponse({ key, content }: CourseItem): Response | null {
  if (key.type === 'truefalse') return { type: 'truefalse', choice: !key.correct }
  if (key.type !== 'single') return null
  const choice = optionIdsOf(content).options.find((option) => option !== key.correct)
  return choice === undefined ? null : { type: 'single', choice }
}

/** The response that an item's key asks for. */
function rightResponse({ key }: CourseItem): Response {
  switch (key.type) {
    case 'single':
      return { type: 'single', choice: key.correct }
    case 'multi':
      return { type: 'multi', choices: key.correct }
    case 'truefalse':
      return { type: 'truefalse', choice: key.correct }
    case 'ordering':
      return { type: 'ordering', order: key.order }
    case 'matching':
      return { type: 'matching', pairs: key.pairs }
    case 'numeric':
      return { type: 'numeric', value: String(key.value) }
  }
}
