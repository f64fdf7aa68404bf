import { describe, expect, test } from 'vitest'
import { readTeam } from '#app/features/reporting/index.server.ts'
import { counting, demoTeam, enrol, managerOf, passExam, personId, publishThinCourse } from './team-scene.ts'

const all = { outlet: '', search: '', page: 1 }
type Scene = Awaited<ReturnType<typeof demoTeam>>

async function dayOf({ manager }: Scene, code: string) {
  const { members } = await readTeam(manager, { ...all, search: code })
  return members[0]?.today
}

describe('the team of P1', () => {
  test('is summed up over everybody, whatever is searched for', async () => {
    const { manager } = await demoTeam()
    const { sums } = await readTeam(manager, { ...all, search: 'nobody of this name' })
    expect(sums).toMatchObject({ engineers: 10, mayWork: 9, lapsing: 1 })
    expect(sums.firstLapse).toMatchObject({ code: 'E-1012', typeCode: 'RF-L2' })
  })

  test('has a column for each category its outlets are authorised for', async () => {
    const { manager } = await demoTeam()
    const { categories } = await readTeam(manager, all)
    expect(categories.map(({ code, rungs }) => [code, rungs.length])).toEqual([
      ['AC', 3],
      ['RF', 3],
      ['WM', 3],
    ])
  })

  test('shows levels, time left and what is not begun', async () => {
    const { manager } = await demoTeam()
    const { members } = await readTeam(manager, all)
    const cells = Object.fromEntries(
      members.map(({ code, levels }) => [code, levels.map(({ state, level }) => `${state} ${level}`)]),
    )
    expect(cells['E-1001']).toEqual(['held 3', 'held 3', 'held 2'])
    expect(cells['E-1012']).toEqual(['undeclared 0', 'expiring 2', 'undeclared 0'])
    const lapsing = members.find(({ code }) => code === 'E-1012')?.levels[1]
    expect(lapsing?.daysLeft).toBe(21)
  })

  test('is listed by code, without the assessor who is affiliated too', async () => {
    const { manager } = await demoTeam()
    const { members } = await readTeam(manager, all)
    expect(members.map(({ code }) => code)).toEqual([
      'E-1001',
      'E-1002',
      'E-1003',
      'E-1004',
      'E-1007',
      'E-1008',
      'E-1011',
      'E-1012',
      'E-1013',
      'E-1014',
    ])
  })

  test('who holds nothing yet may not work', async () => {
    expect(await dayOf(await demoTeam(), 'E-1013')).toEqual([{ kind: 'stopped', why: 'no-level' }])
  })

  test('is narrowed by outlet and by name in either script', async () => {
    const { manager } = await demoTeam()
    const codes = async (query: object) =>
      (await readTeam(manager, { ...all, ...query })).members.map(({ code }) => code)
    expect(await codes({ outlet: 'O2' })).toEqual(['E-1011', 'E-1012', 'E-1013', 'E-1014'])
    expect(await codes({ search: '欧阳' })).toEqual(['E-1011'])
    expect(await codes({ search: 'WANG q' })).toEqual(['E-1001'])
    expect(await codes({ outlet: 'O3' })).toEqual([])
  })
})

describe('what a day says', () => {
  test('an overdue review keeps somebody from work at height, not from work', async () => {
    const scene = await demoTeam()
    expect(await dayOf(scene, 'E-1003')).toEqual([
      { kind: 'licence', licence: 'CN-HEIGHT', state: 'review-overdue' },
    ])
  })

  test('a trainee on the way with a supervisor at the outlet works supervised, once the safety theory is passed', async () => {
    const scene = await demoTeam()
    const { manager, db, ctx } = scene
    await enrol(manager, 'E-1004', 'MEIHE', 'WM-L2')
    expect(await dayOf(scene, 'E-1004')).toEqual([{ kind: 'works' }])
    await passExam(manager, 'E-1004', await publishThinCourse(db, ctx.newId, 'SAFE-101'))
    expect(await dayOf(scene, 'E-1004')).toEqual([
      { kind: 'supervised', typeCode: 'WM-L2', supervisor: 'E-1008' },
    ])
  })

  test('on probation nobody is supervised', async () => {
    const scene = await demoTeam()
    const { manager, db, ctx } = scene
    await enrol(manager, 'E-1004', 'MEIHE', 'WM-L2')
    await passExam(manager, 'E-1004', await publishThinCourse(db, ctx.newId, 'SAFE-101'))
    await addOutletState(scene, 'O1', 'WM', 'PROBATION')
    expect(await dayOf(scene, 'E-1004')).toEqual([{ kind: 'works' }])
  })

  test('a closed account, an identity never verified and a suspension each stop a person', async () => {
    const scene = await demoTeam()
    const { db } = scene
    await db.updateTable('person').set({ accountState: 'disabled' }).where('code', '=', 'E-1001').execute()
    await db.updateTable('person').set({ identityVerifiedAt: null }).where('code', '=', 'E-1002').execute()
    await suspendPerson(scene, 'E-1007')
    expect(await dayOf(scene, 'E-1001')).toEqual([{ kind: 'stopped', why: 'account' }])
    expect(await dayOf(scene, 'E-1002')).toEqual([{ kind: 'stopped', why: 'identity' }])
    expect(await dayOf(scene, 'E-1007')).toEqual([{ kind: 'stopped', why: 'suspended' }])
    const { sums } = await readTeam(scene.manager, all)
    expect(sums.mayWork).toBe(6)
  })

  test.each([
    ['the authorisation is suspended', (scene: Scene) => addOutletState(scene, 'O2', 'RF', 'SUSPENDED')],
    [
      'the contract has ended',
      ({ db }: Scene) =>
        db.updateTable('providerContract').set({ untilAt: '2026-11-20T00:00:00.000Z' }).execute(),
    ],
    [
      'the waiver of the deposit has ended',
      ({ db }: Scene) =>
        db.updateTable('depositWaiver').set({ untilAt: '2026-11-20T00:00:00.000Z' }).execute(),
    ],
    ['the provider is suspended', (scene: Scene) => suspendProvider(scene, 'P1')],
  ])('nobody of an outlet works where %s', async (_, happen) => {
    const scene = await demoTeam()
    await happen(scene)
    expect(await dayOf(scene, 'E-1012')).toEqual([{ kind: 'stopped', why: 'outlet' }])
  })

  test('a renewal that joins on without a gap ends the alarm', async () => {
    const scene = await demoTeam()
    const { db, ctx, manager } = scene
    const old = await db
      .selectFrom('credential')
      .selectAll()
      .where('personId', '=', await personId(db, 'E-1012'))
      .executeTakeFirstOrThrow()
    const id = ctx.newId()
    const renewal = {
      validFrom: old.validUntil,
      validUntil: '2028-12-14T16:00:00.000Z',
      recordedAt: ctx.now(),
    }
    await db
      .insertInto('credential')
      .values({
        ...old,
        ...renewal,
        id,
        number: 'NEW',
        publicSlug: 'new',
        supersedesId: old.id,
        issuedAt: ctx.now(),
      })
      .execute()
    await db
      .insertInto('credentialEvent')
      .values({
        id: ctx.newId(),
        credentialId: id,
        kind: 'ISSUED',
        effectiveAt: renewal.validFrom,
        recordedAt: ctx.now(),
        reason: 'Renewed',
        detailsJson: '{}',
      })
      .execute()
    const { members, sums } = await readTeam(manager, { ...all, search: 'E-1012' })
    expect(members[0]?.levels[1]).toMatchObject({ state: 'held', level: 2, until: renewal.validUntil })
    expect(sums.lapsing).toBe(0)
  })

  test('past the printed end a working grace still lets somebody work, and is said', async () => {
    const scene = await demoTeam()
    const later = { ...scene.manager, now: () => '2026-12-20T02:00:00.000Z' }
    const { members, sums } = await readTeam(later, { ...all, search: 'E-1012' })
    expect(members[0]).toMatchObject({ mayWork: true, today: [{ kind: 'renew', typeCode: 'RF-L2' }] })
    expect(members[0]?.levels[1]?.state).toBe('grace')
    expect(sums.lapsing).toBe(1)
    const muchLater = { ...scene.manager, now: () => '2027-01-20T02:00:00.000Z' }
    const over = await readTeam(muchLater, { ...all, search: 'E-1012' })
    expect(over.members[0]).toMatchObject({ mayWork: false, today: [{ kind: 'stopped', why: 'ended' }] })
  })
})

describe('other providers', () => {
  test('a manager sees the own provider only', async () => {
    const { manager } = await demoTeam()
    const other = await managerOf(manager, 'E-1021', 'P2')
    const { members, categories } = await readTeam(other, all)
    expect(members.map(({ code }) => code)).toEqual(['E-1021', 'E-1022', 'E-1023', 'E-1024', 'E-1025'])
    expect(categories.map(({ code }) => code).sort()).toEqual(['HAC', 'VRF'])
  })

  test('a suspension of a credential shows as one', async () => {
    const { manager } = await demoTeam()
    const p4 = await managerOf(manager, 'E-1041', 'P4')
    const { members } = await readTeam(p4, { ...all, search: 'E-1006' })
    expect(members[0]).toMatchObject({ mayWork: false, today: [{ kind: 'stopped', why: 'suspended' }] })
    expect(members[0]?.levels.some(({ state }) => state === 'suspended')).toBe(true)
  })

  test('a thousand engineers come in pages of 25 and cost as many queries as ten', async () => {
    const { manager } = await demoTeam()
    const large = await managerOf(manager, 'E-50001', 'P5')
    const queries = async (ctx: typeof manager) => {
      const { db, count } = counting(ctx.db)
      const team = await readTeam({ ...ctx, db }, { ...all, page: 42 })
      return { team, queries: count() }
    }
    // A prepared read is put together once for each length of its lists, and counted then.
    for (const ctx of [manager, large]) await queries(ctx)
    const big = await queries(large)
    expect(big.team).toMatchObject({ total: 1040, page: 42 })
    expect(big.team.members).toHaveLength(15)
    expect(big.queries).toBe((await queries(manager)).queries)
  })
})

async function addOutletState(
  { db, ctx }: Scene,
  outlet: string,
  category: string,
  state: 'PROBATION' | 'SUSPENDED',
) {
  const { id } = await db
    .selectFrom('authorisation')
    .innerJoin('outlet', 'outlet.id', 'authorisation.outletId')
    .innerJoin('category', 'category.id', 'authorisation.categoryId')
    .select('authorisation.id')
    .where('outlet.code', '=', outlet)
    .where('category.code', '=', category)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('authorisationEvent')
    .values({
      id: ctx.newId(),
      authorisationId: id,
      state,
      effectiveAt: '2026-11-20T00:00:00.000Z',
      recordedAt: '2026-11-20T00:00:00.000Z',
      reason: 'Test',
    })
    .execute()
}

async function suspend({ db, ctx }: Scene, subjectKind: 'person' | 'provider', subjectId: string) {
  await db
    .insertInto('sanction')
    .values({
      id: ctx.newId(),
      subjectKind,
      subjectId,
      groundsEn: 'Test',
      groundsZh: '测试',
      fromAt: '2026-11-01T00:00:00.000Z',
      recordedAt: '2026-11-01T00:00:00.000Z',
    })
    .execute()
}

async function suspendPerson(scene: Scene, code: string) {
  await suspend(scene, 'person', await scene.idOf(code))
}

async function suspendProvider(scene: Scene, code: string) {
  const { id } = await scene.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  await suspend(scene, 'provider', id)
}
