import { describe, expect, test } from 'vitest'
import { choosePaths } from '#app/features/credentials/components/main-path.ts'
import { enrolForCredential, findWaysFor, readLadders } from '#app/features/credentials/index.server.ts'
import { requestPractical } from '#app/features/practicals/index.server.ts'
import { counting } from '#tests/features/reporting/team-scene.ts'
import { credentialScene } from './credential-scene.ts'

const ladderOf = async (scene: Awaited<ReturnType<typeof credentialScene>>, person: string) => {
  const { ladders } = await readLadders(scene.ctx, await scene.idOf(person))
  return ladders.map(({ category, held, heldLabel, mark, next }) => [
    category.code,
    held,
    heldLabel,
    mark,
    next?.typeCode ?? null,
  ])
}

describe('ladders', () => {
  test('show every category of what is held, declared and authorised at the outlet, with the next rung', async () => {
    const scene = await credentialScene()
    expect(await ladderOf(scene, 'E-1004')).toEqual([
      ['AC', 0, '', null, 'AC-L1'],
      ['RF', 0, '', null, 'RF-L1'],
      ['WM', 1, 'L1', null, 'WM-L2'],
    ])
    expect(await ladderOf(scene, 'E-1001')).toEqual([
      ['AC', 3, 'L3', null, null],
      ['RF', 3, 'L3', null, null],
      ['WM', 2, 'L2', null, 'WM-L3'],
    ])
  })

  test('mark what expires soon with the days left and offer the renewal, and what is suspended', async () => {
    const scene = await credentialScene()
    const { ladders } = await readLadders(scene.ctx, await scene.idOf('E-1005'))
    const notebook = ladders.find(({ category }) => category.code === 'NB')
    expect(notebook).toMatchObject({
      held: 2,
      mark: 'expiring',
      daysLeft: 13,
      renewal: { typeCode: 'NB-L2', mayEnrol: true },
    })
    const suspended = await readLadders(scene.ctx, await scene.idOf('E-1006'))
    expect(suspended.ladders.find(({ category }) => category.code === 'NB')).toMatchObject({
      held: 0,
      mark: 'suspended',
    })
  })

  test('a suspension says why and until when', async () => {
    const scene = await credentialScene()
    const { ladders } = await readLadders(scene.ctx, await scene.idOf('E-1006'))
    const { suspension } = ladders.find(({ category }) => category.code === 'NB') ?? {}
    expect(suspension?.grounds).not.toBe('')
    expect(suspension?.until).toMatch(/^\d{4}-/)
    const free = await readLadders(scene.ctx, await scene.idOf('E-1005'))
    expect(free.ladders.map((ladder) => ladder.suspension)).toEqual(free.ladders.map(() => null))
  })

  test('the licences that the law asks of what a held rung opens are named where they lack', async () => {
    const scene = await credentialScene()
    const gapsOf = async (person: string) => {
      const { ladders } = await readLadders(scene.ctx, await scene.idOf(person))
      return ladders.flatMap(({ category, licenceGaps }) =>
        licenceGaps.map(({ licences, fault }) => `${category.code} ${licences.map(({ en }) => en)} ${fault}`),
      )
    }
    expect(await gapsOf('E-1003')).toEqual([
      'AC Special-work certificate: work at height (installation, maintenance, removal) REVIEW_OVERDUE',
    ])
    expect(await gapsOf('E-1001')).toEqual([])
    // A rung that opens no such work asks for nothing.
    expect(await gapsOf('E-1004')).toEqual([])
  })

  test('the brand’s own labels stand on its rungs', async () => {
    const scene = await credentialScene()
    expect(await ladderOf(scene, 'E-1024')).toContainEqual(['HAC', 1, 'C1', null, 'HAC-C2'])
  })

  test('a path names its steps in order, what is done, and what is not offered yet', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const { ladders } = await readLadders(scene.ctx, await scene.idOf('E-1004'))
    const path = ladders.find(({ category }) => category.code === 'WM')?.next
    expect(path?.steps.map(({ kind, code, state }) => [kind, code, state])).toEqual([
      ['credential', 'WM-L1', 'done'],
      ['course', 'WM-201', 'done'],
      ['exam', 'WM-201', 'open'],
      ['practical', 'WM-201-P', 'open'],
      ['decision', 'WM-L2', 'open'],
    ])
    expect(path).toMatchObject({ isOpen: true, mayEnrol: true, hours: 2 })
    const fridge = ladders.find(({ category }) => category.code === 'RF')?.next
    expect(fridge?.steps.map(({ code }) => code)).toEqual(['SAFE-101', 'ETH-101', 'RF-L1'])
    const board = (await readLadders(scene.ctx, await scene.idOf('E-1041'))).ladders.find(
      ({ category }) => category.code === 'NB',
    )
    expect(board?.next).toMatchObject({ typeCode: 'NB-L4', isOpen: false })
  })

  test('a proctored exam has a date only once a session is announced', async () => {
    const scene = await credentialScene()
    await scene.complete('E-1004', 'WM-201')
    const examOf = async () => {
      const { ladders } = await readLadders(scene.ctx, await scene.idOf('E-1004'))
      return ladders
        .find(({ category }) => category.code === 'WM')
        ?.next?.steps.find(({ kind }) => kind === 'exam')?.earliest
    }
    expect(await examOf()).toBeNull()
    await scene.db
      .insertInto('examSession')
      .values({
        id: scene.ctx.newId(),
        examId: scene.courses['WM-201'].examId,
        invigilatorPersonId: await scene.idOf('I-2101'),
        placeEn: 'Wuhan',
        placeZh: '武汉',
        checkInCode: '123456',
        opensAt: '2026-12-02T06:00:00.000Z',
        closesAt: '2026-12-02T08:00:00.000Z',
        createdAt: scene.ctx.now(),
      })
      .execute()
    expect(await examOf()).toBe('2026-12-02T06:00:00.000Z')
  })

  test('the way one is enrolled for is shown first, with the practical that is asked for', async () => {
    const scene = await credentialScene()
    const me = await scene.as('E-1004')
    await enrolForCredential(me, { brandCode: 'MEIHE', typeCode: 'WM-L2' })
    await scene.complete('E-1004', 'WM-201')
    await requestPractical(me, { practicalCode: 'WM-201-P' })
    const shown = choosePaths(await readLadders(scene.ctx, me.actor.personId))
    expect(shown.map(({ path }) => path.typeCode)).toEqual(['WM-L2'])
    expect(shown[0]?.path.steps.find(({ kind }) => kind === 'practical')?.appointment).toMatchObject({
      scheduledAt: null,
    })
  })

  test('without an enrolment the renewal that is due comes first, then the rung of a ladder that is begun', async () => {
    const scene = await credentialScene()
    const chosen = async (person: string) =>
      choosePaths(await readLadders(scene.ctx, await scene.idOf(person))).map(({ path, isRenewal }) => [
        path.typeCode,
        isRenewal,
      ])
    expect(await chosen('E-1005')).toEqual([['NB-L2', true]])
    expect(await chosen('E-1004')).toEqual([['WM-L2', false]])
  })

  test('a composite is complete with all its components and incomplete when one has lapsed, while the others go on', async () => {
    const scene = await credentialScene()
    const personId = await scene.idOf('E-1001')
    const read = async () => {
      const { composites, ladders } = await readLadders(scene.ctx, personId)
      return { composite: composites[0]?.held?.composite, levels: ladders.map(({ held }) => held) }
    }
    const before = await read()
    expect(before.composite?.completeness).toBe('COMPLETE')
    const washer = await scene.db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .select('credential.id')
      .where('credential.personId', '=', personId)
      .where('credentialType.code', '=', 'WM-L2')
      .executeTakeFirstOrThrow()
    await scene.db
      .insertInto('credentialEvent')
      .values({
        id: scene.ctx.newId(),
        credentialId: washer.id,
        kind: 'WITHDRAWN',
        effectiveAt: '2026-11-20T00:00:00.000Z',
        recordedAt: '2026-11-20T00:00:00.000Z',
        reason: 'On request',
        detailsJson: '{}',
      })
      .execute()
    const after = await read()
    expect(after.composite?.completeness).toBe('INCOMPLETE')
    expect(after.composite?.components.map(({ type, satisfied }) => [type, satisfied])).toEqual([
      ['AC-L2', true],
      ['RF-L2', true],
      ['WM-L2', false],
    ])
    expect(after.levels).toEqual([3, 3, 0])
  })

  test('reading takes the same number of queries for one ladder as for many', async () => {
    const scene = await credentialScene()
    const queriesFor = async (person: string) => {
      const { db, count } = counting(scene.db)
      await readLadders({ ...scene.ctx, db }, await scene.idOf(person))
      return count()
    }
    // One more for the components of the composite.
    expect(await queriesFor('E-1001')).toBe((await queriesFor('E-1024')) + 1)
  })
})

describe('ways', () => {
  const ask = { brandCode: 'MEIHE', endorsements: [] }

  test('lead through every rung that is missing below, each with its decision', async () => {
    const scene = await credentialScene()
    await scene.pass('E-1007', 'SAFE-101')
    const [way] = await findWaysFor(scene.ctx, {
      ...ask,
      engineerCode: 'E-1007',
      rung: { category: 'WM', level: 2 },
    })
    expect(way?.steps.map(({ key, state }) => [key, state])).toEqual([
      ['exam:SAFE-101', 'done'],
      ['exam:ETH-101', 'open'],
      ['decision:MEIHE/WM-L1', 'open'],
      ['course:WM-201', 'open'],
      ['exam:WM-201', 'open'],
      ['practical:WM-201-P', 'open'],
      ['decision:MEIHE/WM-L2', 'open'],
    ])
    expect(way).toMatchObject({ typeCode: 'WM-L2', isOpen: true, hours: 6 })
  })

  test('say what nobody offers yet, and are then not open', async () => {
    const scene = await credentialScene()
    const [way] = await findWaysFor(scene.ctx, {
      ...ask,
      engineerCode: 'E-1002',
      rung: { category: 'AC', level: 3 },
    })
    expect(way?.isOpen).toBe(false)
    expect(way?.steps.find(({ code }) => code === 'AC-301')?.state).toBe('unavailable')
  })

  test('name endorsements one by one, and nothing for an unknown engineer', async () => {
    const scene = await credentialScene()
    const ways = await findWaysFor(scene.ctx, {
      engineerCode: 'E-1002',
      brandCode: 'MEIHE',
      rung: null,
      endorsements: ['A3', 'ETH'],
    })
    expect(ways.map(({ typeCode, isOpen }) => [typeCode, isOpen])).toEqual([
      ['A3', false],
      ['ETH', true],
    ])
    expect(
      await findWaysFor(scene.ctx, { ...ask, engineerCode: 'E-0000', rung: { category: 'WM', level: 2 } }),
    ).toEqual([])
  })

  test('take the same number of queries for one rung as for many', async () => {
    const scene = await credentialScene()
    const queriesFor = async (level: number, endorsements: string[]) => {
      const { db, count } = counting(scene.db)
      await findWaysFor(
        { ...scene.ctx, db },
        { engineerCode: 'E-1004', brandCode: 'MEIHE', rung: { category: 'WM', level }, endorsements },
      )
      return count()
    }
    expect(await queriesFor(3, ['A2L', 'A3', 'HVDC'])).toBe(await queriesFor(2, []))
  })
})
