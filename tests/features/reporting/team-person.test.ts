import { describe, expect, test } from 'vitest'
import { toCsv } from '#app/content/spreadsheet-csv.ts'
import { enrolTeamPerson, exportTeam, readTeamPerson } from '#app/features/reporting/index.server.ts'
import { demoTeam, managerOf, personId, publishThinCourse } from './team-scene.ts'

async function sceneWithCourses() {
  const scene = await demoTeam()
  const courses: Record<string, Awaited<ReturnType<typeof publishThinCourse>>> = {}
  for (const code of ['SAFE-101', 'ETH-101', 'WM-201'])
    courses[code] = await publishThinCourse(scene.db, scene.ctx.newId, code)
  return { ...scene, courses }
}

describe('the page of one engineer', () => {
  test('tells ladders, credentials and licences of the provider’s brands', async () => {
    const { manager } = await demoTeam()
    const page = await readTeamPerson(manager, 'E-1001')
    expect(page?.person.credentials.map(({ typeCode }) => typeCode)).toContain('TRI-L2')
    expect(page?.person.licences.map(({ typeCode, state }) => [typeCode, state])).toEqual([
      ['CN-HEIGHT', 'valid'],
      ['CN-HOT', 'valid'],
      ['CN-LV', 'valid'],
    ])
  })

  test('keeps what is held of a brand that the provider does not serve', async () => {
    const { manager, db, ctx } = await demoTeam()
    const lumen = await db
      .selectFrom('credential')
      .selectAll()
      .where('personId', '=', await personId(db, 'E-1005'))
      .executeTakeFirstOrThrow()
    await db
      .insertInto('credential')
      .values({
        ...lumen,
        id: ctx.newId(),
        number: 'X',
        publicSlug: 'x',
        personId: await personId(db, 'E-1001'),
      })
      .execute()
    const page = await readTeamPerson(manager, 'E-1001')
    expect(page?.person.credentials.every(({ brandCode }) => brandCode === 'MEIHE')).toBe(true)
  })

  test.each(['E-1021', 'A-2001', 'P-6001', 'nobody'])(
    'does not exist for %s, who is no engineer of P1',
    async (code) => {
      const { manager } = await demoTeam()
      expect(await readTeamPerson(manager, code)).toBeNull()
    },
  )

  test('ends with the affiliation', async () => {
    const { manager, db } = await demoTeam()
    await db
      .updateTable('affiliation')
      .set({ untilAt: '2026-11-01T00:00:00.000Z' })
      .where('personId', '=', await personId(db, 'E-1001'))
      .execute()
    expect(await readTeamPerson(manager, 'E-1001')).toBeNull()
  })

  test('shows how far somebody is in a course', async () => {
    const { manager, db, ctx, courses } = await sceneWithCourses()
    const course = courses['WM-201']
    if (!course) throw new Error('no course')
    const { courseId, versionId, lessonId } = course
    const enrolmentId = ctx.newId()
    const at = ctx.now()
    const by = await personId(db, 'E-1004')
    await db
      .insertInto('courseEnrolment')
      .values({
        id: enrolmentId,
        personId: by,
        courseId,
        courseVersionId: versionId,
        enrolledBy: by,
        enrolledAt: at,
      })
      .execute()
    const progress = { courseEnrolmentId: enrolmentId, lessonId, firstViewedAt: at, lastViewedAt: at }
    await db.insertInto('lessonProgress').values(progress).execute()
    const open = await readTeamPerson(manager, 'E-1004')
    expect(open?.courses).toMatchObject([{ code: 'WM-201', lessons: 1, lessonsDone: 0, minutesLeft: 10 }])
    await db.updateTable('lessonProgress').set({ completedAt: at }).execute()
    const done = await readTeamPerson(manager, 'E-1004')
    expect(done?.courses).toMatchObject([{ code: 'WM-201', lessons: 1, lessonsDone: 1, minutesLeft: 0 }])
  })
})

describe('what somebody can be enrolled for', () => {
  const optionsOf = async (scene: Awaited<ReturnType<typeof sceneWithCourses>>, code: string) =>
    (await readTeamPerson(scene.manager, code))?.options.map(({ typeCode, isRenewal }) =>
      isRenewal ? `${typeCode} again` : typeCode,
    )

  test('is nothing that rests on a course nobody gives yet', async () => {
    const scene = await sceneWithCourses()
    expect(await optionsOf(scene, 'E-1004')).toEqual(['AC-L1', 'ETH', 'RF-L1', 'WM-L2'])
  })

  test('is neither a rung that is held nor one below it', async () => {
    const scene = await sceneWithCourses()
    expect(await optionsOf(scene, 'E-1008')).not.toContain('WM-L1')
    expect(await optionsOf(scene, 'E-1008')).not.toContain('WM-L2')
  })

  test('begins with what can be renewed', async () => {
    const scene = await sceneWithCourses()
    await publishThinCourse(scene.db, scene.ctx.newId, 'RF-L2')
    expect((await optionsOf(scene, 'E-1012'))?.[0]).toBe('RF-L2 again')
  })
})

describe('enrolling', () => {
  const wmL2 = { brandCode: 'MEIHE', typeCode: 'WM-L2' }

  test('puts an engineer of the own provider on the way', async () => {
    const { manager } = await sceneWithCourses()
    expect(await enrolTeamPerson(manager, { personCode: 'E-1004', ...wmL2 })).toMatchObject({ ok: true })
    const page = await readTeamPerson(manager, 'E-1004')
    expect(page?.person.enrolments.map(({ typeCode }) => typeCode)).toEqual(['WM-L2'])
    expect(page?.options.map(({ typeCode }) => typeCode)).not.toContain('WM-L2')
  })

  test('is refused a second time', async () => {
    const { manager } = await sceneWithCourses()
    await enrolTeamPerson(manager, { personCode: 'E-1004', ...wmL2 })
    expect(await enrolTeamPerson(manager, { personCode: 'E-1004', ...wmL2 })).toMatchObject({
      ok: false,
      reason: 'enrolled-already',
    })
  })

  test.each(['E-1021', 'A-2001', 'D-7001', 'nobody'])(
    'is refused for %s and leaves no trace',
    async (personCode) => {
      const { manager, db } = await sceneWithCourses()
      expect(await enrolTeamPerson(manager, { personCode, ...wmL2 })).toEqual({
        ok: false,
        reason: 'unknown-person',
      })
      expect(await db.selectFrom('enrolment').selectAll().execute()).toEqual([])
    },
  )

  test('is refused for a brand that the provider does not serve', async () => {
    const { manager } = await sceneWithCourses()
    const outcome = await enrolTeamPerson(manager, {
      personCode: 'E-1004',
      brandCode: 'LUMEN',
      typeCode: 'NB-L1',
    })
    expect(outcome).toEqual({ ok: false, reason: 'unknown-type' })
  })

  test('is refused to a manager of another provider', async () => {
    const { manager } = await sceneWithCourses()
    const other = await managerOf(manager, 'E-1021', 'P2')
    expect(await enrolTeamPerson(other, { personCode: 'E-1004', ...wmL2 })).toMatchObject({
      reason: 'unknown-person',
    })
  })
})

describe('the export', () => {
  test('holds everybody who is found, with a byte order mark', async () => {
    const { manager } = await demoTeam()
    const csv = await exportTeam(manager, { outlet: 'O2', search: '' })
    const [head, ...rows] = csv.trimEnd().split('\r\n')
    expect(head?.startsWith('\uFEFF"Staff code"')).toBe(true)
    expect(rows.map((row) => row.slice(1, 7))).toEqual(['E-1011', 'E-1012', 'E-1013', 'E-1014'])
    expect(rows[1]).toContain('"RF-L2","2026-12-14"')
  })

  test('is written in the reader’s language', async () => {
    const { manager } = await demoTeam()
    expect(await exportTeam({ ...manager, language: 'zh-CN' }, { outlet: '', search: '' })).toContain(
      '办理 RF-L2 再认证',
    )
  })

  test('runs no formula: a name that begins like one is led by an apostrophe', async () => {
    const { manager, db } = await demoTeam()
    const evil = '=HYPERLINK("http://evil.example","x")'
    await db.updateTable('person').set({ name: evil, nameLatin: null }).where('code', '=', 'E-1011').execute()
    const csv = await exportTeam(manager, { outlet: '', search: '' })
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`)
  })

  test.each(['=1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1'])('cell %j is made harmless', (text) => {
    expect(toCsv([[text]])).toBe(`\uFEFF"'${text}"\r\n`)
  })
})
