import { describe, expect, test } from 'vitest'
import type { SignedInContext } from '#app/context.server.ts'
import {
  actOnCredential,
  confirmBatch,
  dropBatch,
  exportBatchRows,
  findCredentialsOf,
  giveUpCredential,
  prepareBroughtBatch,
  prepareIssue,
  prepareSessionRevocation,
  readBatch,
  readBatchList,
  readCredentialFile,
  readPublicCredential,
  undoBatch,
} from '#app/features/credentials/index.server.ts'
import { workbook } from '#tests/features/item-bank/item-files.ts'
import { credentialScene } from './credential-scene.ts'

type Scene = Awaited<ReturnType<typeof credentialScene>>

const officer = 'B-5001'
const second = 'B-5002'
const reason = 'Moved from the register of 2024, file 17'
const heads = '工号,资格类型,生效日期,有效期至,原证书编号,监考,说明'
const all = { view: 'all', page: 1, wantsUndo: false } as const

function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) bytes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail])
  return new Uint8Array(
    [...text].flatMap((character) =>
      character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (bytes.get(character) ?? []),
    ),
  )
}

async function bring(
  ctx: SignedInContext,
  content: string | Uint8Array,
  { kind = 'import' as 'import' | 'revoke', attestsProctored = false } = {},
): Promise<string> {
  const prepared = await prepareBroughtBatch(ctx, {
    kind,
    attestsProctored,
    brought:
      typeof content === 'string'
        ? { source: 'PASTED', text: content }
        : { source: 'FILE', bytes: content, name: 'old.csv' },
  })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared))
  return prepared.batchId
}

async function outcomes(ctx: SignedInContext, batchId: string) {
  const batch = await readBatch(ctx, batchId, all)
  return (batch?.rows ?? []).map(({ rowNumber, result, problems }) =>
    [rowNumber, result, ...problems.map(({ code }) => code)].join(' '),
  )
}

const held = async ({ db, ctx, idOf }: Scene, person: string) =>
  (await findCredentialsOf(db, [await idOf(person)], ctx.now())).map(
    ({ type, reading }) => `${type.code} ${reading.status}`,
  )

const countOf = async (
  { db }: Scene,
  table: 'credential' | 'credentialEvent' | 'auditEntry' | 'message' | 'credentialBatchRow',
) =>
  (
    await db
      .selectFrom(table)
      .select((of) => of.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

const numberOf = async ({ db, idOf }: Scene, person: string, type: string) =>
  (
    await db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .select(['credential.id', 'credential.number'])
      .where('credential.personId', '=', await idOf(person))
      .where('credentialType.code', '=', type)
      .orderBy('credential.id', 'desc')
      .executeTakeFirstOrThrow()
  ).number

const asksForTwo = ({ db }: Scene, type: string) =>
  db.updateTable('credentialType').set({ isTwoPerson: 1 }).where('code', '=', type).execute()

describe('earlier certificates', () => {
  const plain = `${heads}\nE-1004,WM-L2,2025年11月1日,,旧-0001,是,\nE-1013,AC-L1,2026/3/1,2027-12-31,,,有纸质档案\n`

  test.each([
    ['UTF-8', () => new TextEncoder().encode(plain)],
    ['UTF-8 with a byte order mark', () => new TextEncoder().encode(`\uFEFF${plain}`)],
    ['GB 18030', () => gb18030(plain)],
    ['semicolons', () => new TextEncoder().encode(plain.replaceAll(',', ';'))],
    ['tabs', () => new TextEncoder().encode(plain.replaceAll(',', '\t'))],
    [
      'English headings in another order',
      () =>
        new TextEncoder().encode(
          'Valid from,Staff code,TYPE,Valid until,Earlier number,Proctored,Reason\n2025-11-01,e-1004,wm-l2,,旧-0001,yes,\n45717,E-1013,AC-L1,2027-12-31,,,有纸质档案\n'.replace(
            '45717',
            '46082',
          ),
        ),
    ],
    [
      'a workbook',
      () =>
        workbook([
          heads.split(','),
          ['E-1004', 'WM-L2', 45962, '', '旧-0001', '是', ''],
          ['E-1013', 'AC-L1', '2026/3/1', '2027-12-31', '', '', '有纸质档案'],
        ]),
    ],
  ])('are read from %s, shown, and taken over', async (_, bytes) => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const before = await Promise.all([countOf(scene, 'credential'), countOf(scene, 'auditEntry')])
    const batchId = await bring(ctx, bytes(), { attestsProctored: true })
    expect(await outcomes(ctx, batchId)).toEqual(['2 ISSUE', '3 ISSUE'])
    expect((await readBatch(ctx, batchId, all))?.rows[0]).toMatchObject({
      person: { code: 'E-1004', name: 'Zhao Xue' },
      validFrom: '2025-10-31T16:00:00.000Z',
      validUntil: '2027-10-31T16:00:00.000Z',
      evidenceMode: 'PROCTORED',
    })
    // A preview is no act.
    expect(await Promise.all([countOf(scene, 'credential'), countOf(scene, 'auditEntry')])).toEqual(before)

    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: true })
    expect(await held(scene, 'E-1004')).toEqual(['WM-L2 ACTIVE', 'WM-L1 ACTIVE'])
    expect(await held(scene, 'E-1013')).toEqual(['AC-L1 ACTIVE'])
    const taken = await scene.db
      .selectFrom('credential')
      .selectAll()
      .where('personId', 'in', [await scene.idOf('E-1013'), await scene.idOf('E-1004')])
      .orderBy('id', 'desc')
      .limit(2)
      .execute()
    expect(taken.map(({ decisionId, evidenceMode }) => [decisionId, evidenceMode])).toEqual([
      [null, 'UNPROCTORED'],
      [null, 'PROCTORED'],
    ])
    const audit = await scene.db.selectFrom('auditEntry').select('action').execute()
    expect(audit.map(({ action }) => action).sort()).toEqual(
      expect.arrayContaining(['credential-batch.done', 'credential.taken-over', 'credential.taken-over']),
    )
    const told = await scene.db
      .selectFrom('message')
      .select('template')
      .where('template', '=', 'credential-taken-over')
      .execute()
    expect(told).toHaveLength(2)
  })

  test('say on every page that they were taken over, and with which number', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(ctx, plain)
    await confirmBatch(ctx, { batchId, reason })
    const { id, publicSlug } = await scene.db
      .selectFrom('credential')
      .select(['id', 'publicSlug'])
      .where('number', '=', await numberOf(scene, 'E-1004', 'WM-L2'))
      .executeTakeFirstOrThrow()
    expect(await readCredentialFile(ctx, id)).toMatchObject({
      isTakenOver: true,
      events: [{ kind: 'ISSUED', reason, takenOver: { oldNumber: '旧-0001' }, actor: { code: officer } }],
    })
    expect(await readPublicCredential(scene.ctx, publicSlug)).toMatchObject({ isTakenOver: true })
  })

  test('count as unproctored where nobody attests, and the preview says what the gate makes of it', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const rows = 'E-1004,WM-L3,2025-11-01,,,yes\nE-1004,WM-L2,2025-11-01,,,no'
    const shown = async (attestsProctored: boolean) =>
      (await readBatch(ctx, await bring(ctx, rows, { attestsProctored }), all))?.rows.map(
        ({ evidenceMode, notes }) => [evidenceMode, ...notes],
      )
    expect(await shown(false)).toEqual([
      ['UNPROCTORED', 'NOT_ATTESTED', 'GATE_ASKS_PROCTORED'],
      ['UNPROCTORED'],
    ])
    expect(await shown(true)).toEqual([['PROCTORED'], ['UNPROCTORED']])
  })

  test('are refused row by row, each with what is wrong', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    await scene.giveRole('E-1001', 'MEIHE', 'certification-officer')
    const other = await scene.as('E-1001', 'MEIHE')
    const revoked = await scene.db
      .selectFrom('credential')
      .select('id')
      .where('number', '=', await numberOf(scene, 'E-1007', 'AC-L2'))
      .executeTakeFirstOrThrow()
    await actOnCredential(ctx, { credentialId: revoked.id, act: { kind: 'REVOKED' }, reason })
    const suspended = await scene.db
      .selectFrom('credential')
      .select('id')
      .where('number', '=', await numberOf(scene, 'E-1002', 'RF-L2'))
      .executeTakeFirstOrThrow()
    await actOnCredential(ctx, {
      credentialId: suspended.id,
      act: { kind: 'SUSPENDED', from: null, until: null },
      reason,
    })
    const rows = [
      heads,
      ',WM-L2,2025-11-01,,,,',
      'E-1004,,soon,,,,',
      'E-1004,WM-L2,2025-11-01,2025-10-01,,,',
      'E-9999,WM-L2,2025-11-01,,,,',
      'E-1004,XX-L9,2025-11-01,,,,',
      'E-1004,WM-L2,2027-01-01,,,,',
      'E-1004,WM-L2,2025-11-01,2035-01-01,,,',
      'E-1004,WM-L2,2020-01-01,2021-12-31,,,',
      'E-1004,WM-L2,2025-11-01,,N-1,,',
      'E-1004,WM-L2,2025-12-01,,,,',
      'E-1013,WM-L1,2025-12-01,,N-1,,',
      'E-1003,AC-L2,2025-08-01,,,,',
      'E-1008,WM-L1,2025-12-01,,,,',
      'E-1007,AC-L2,2025-01-01,,,,',
      'E-1002,RF-L3,2025-12-01,,,,',
      // Of Lumen's provider alone: to Meihe as unknown as somebody who does not exist.
      'E-3001,WM-L1,2025-12-01,,,,',
    ].join('\n')
    const batchId = await bring(ctx, rows)
    const found = await outcomes(ctx, batchId)
    expect(found.slice(0, 15)).toEqual([
      '2 REFUSED STAFF_MISSING',
      '3 REFUSED TYPE_MISSING FROM_NOT_A_DAY',
      '4 REFUSED UNTIL_BEFORE_FROM',
      '5 REFUSED PERSON_UNKNOWN',
      '6 REFUSED TYPE_UNKNOWN',
      '7 REFUSED FROM_IN_FUTURE',
      '8 REFUSED TOO_LONG',
      '9 REFUSED ENDED',
      '10 ISSUE',
      '11 REFUSED REPEATED',
      '12 REFUSED OLD_NUMBER_REPEATED',
      '13 REFUSED HELD_ALREADY',
      '14 REFUSED HIGHER_HELD',
      '15 REFUSED REVOKED_SINCE REVOKED_RECENTLY',
      '16 REFUSED SUSPENDED',
    ])
    expect(found[15]).toBe('17 REFUSED PERSON_UNKNOWN')
    // Somebody of the same provider decides on nobody there.
    const colleague = await outcomes(
      other,
      await bring(other, 'E-1013,AC-L1,2025-12-01\nE-1001,WM-L1,2025-12-01'),
    )
    expect(colleague.map((line) => line.replace(/^\d+ REFUSED.*?(CONFLICT_\w+).*/, '$1'))).toEqual([
      'CONFLICT_SAME_PROVIDER',
      'CONFLICT_SELF',
    ])
    const csv = await exportBatchRows(ctx, batchId)
    expect(csv).toContain('Nobody of your network has the staff code E-9999')
    expect(csv?.split('\r\n')).toHaveLength(18)
    const refused = await readBatch(ctx, batchId, { ...all, view: 'refused' })
    expect(refused?.counts).toEqual({ all: 16, ready: 1, refused: 15 })
    expect(refused?.rows).toHaveLength(15)
  })

  test('replace an earlier one that was taken over, and never what was earned here', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const enrolmentId = await scene.readyForWmL2()
    const issued = await prepareIssue(ctx, { enrolmentIds: [enrolmentId] })
    if (!issued.ok) throw new Error(issued.reason)
    await confirmBatch(ctx, { batchId: issued.batchId, reason })
    // E-1012's RF-L2 was taken over with the demonstration and ends in three weeks.
    const batchId = await bring(ctx, 'E-1012,RF-L2,2026-11-01,2028-10-31\nE-1004,WM-L2,2026-11-23,2028-12-31')
    expect(await outcomes(ctx, batchId)).toEqual(['1 RENEW', '2 REFUSED HELD_ALREADY'])
    scene.clock.set('2026-11-25T02:00:00.000Z')
    const later = await bring(ctx, 'E-1004,WM-L2,2026-11-24,2028-12-31')
    expect(await outcomes(ctx, later)).toEqual(['1 REFUSED EARNED_HERE'])
    await confirmBatch(ctx, { batchId, reason })
    expect(await held(scene, 'E-1012')).toEqual(['RF-L2 SUPERSEDED', 'RF-L2 ACTIVE'])
  })

  test('a file that cannot be read leaves nothing behind and says why', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const faultOf = async (text: string | Uint8Array) => {
      const prepared = await prepareBroughtBatch(ctx, {
        kind: 'import',
        attestsProctored: false,
        brought: {
          source: 'FILE',
          name: 'x',
          bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
        },
      })
      return !prepared.ok && prepared.reason === 'fault' ? prepared.fault : prepared
    }
    expect(await faultOf('')).toEqual({ code: 'EMPTY' })
    expect(await faultOf(heads)).toEqual({ code: 'NO_ROWS' })
    expect(await faultOf('工号,有效期至\nE-1004,2027-01-01')).toEqual({
      code: 'COLUMNS_MISSING',
      columns: ['typeCode', 'validFrom'],
    })
    expect(await faultOf('工号,工号,资格类型,生效日期\n1,2,3,4')).toEqual({
      code: 'COLUMN_TWICE',
      heading: '工号',
    })
    expect(await faultOf('工号,资格类型,生效日期\n"E-1004,AC-L1,2026-01-01')).toMatchObject({
      code: 'MALFORMED',
    })
    expect(await faultOf(new Uint8Array([0xff, 0x00, 0x80]))).toEqual({ code: 'ENCODING' })
    expect(await faultOf(`${heads}\n${'E-1004,WM-L2,2025-11-01\n'.repeat(5_001)}`)).toEqual({
      code: 'TOO_MANY_ROWS',
      most: 5_000,
    })
    expect((await readBatchList(ctx, { page: 1 })).total).toBe(0)
  })

  test('a formula is text', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(ctx, `${heads}\n=1+1,"=HYPERLINK(""x"")",=TODAY(),,,,`)
    expect(await outcomes(ctx, batchId)).toEqual(['2 REFUSED FROM_NOT_A_DAY PERSON_UNKNOWN TYPE_UNKNOWN'])
    // And goes out as text.
    expect(await exportBatchRows(ctx, batchId)).toContain(`"'=1+1"`)
  })

  test('what changed since the preview is left out and named; the rest is done', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const rows = 'E-1004,WM-L2,2025-11-01\nE-1013,AC-L1,2025-11-01'
    const [first, again] = [await bring(ctx, rows), await bring(ctx, `${rows}\nE-1014,RF-L1,2025-11-01`)]
    expect(await confirmBatch(ctx, { batchId: first, reason })).toMatchObject({ ok: true })
    expect(await confirmBatch(ctx, { batchId: again, reason })).toEqual({ ok: true, isDone: true })
    expect(await outcomes(ctx, again)).toEqual([
      '1 REFUSED CHANGED HELD_ALREADY',
      '2 REFUSED CHANGED HELD_ALREADY',
      '3 ISSUE',
    ])
    const third = await bring(ctx, 'E-1012,AC-L1,2025-11-01')
    await confirmBatch(ctx, { batchId: await bring(ctx, 'E-1012,AC-L1,2025-11-01'), reason })
    const before = await countOf(scene, 'credentialBatchRow')
    expect(await confirmBatch(ctx, { batchId: third, reason })).toEqual({ ok: false, reason: 'nothing-left' })
    expect(await countOf(scene, 'credentialBatchRow')).toBe(before)
  })

  test('pressing twice does it once', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(ctx, 'E-1004,WM-L2,2025-11-01')
    const before = await countOf(scene, 'credential')
    const outcomesOfBoth = await Promise.all([
      confirmBatch(ctx, { batchId, reason }),
      confirmBatch(ctx, { batchId, reason }),
    ])
    expect(outcomesOfBoth.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomesOfBoth.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'closed' })
    expect(Number(await countOf(scene, 'credential'))).toBe(Number(before) + 1)
  })

  test('all of it or nothing: a failure in the middle takes everything back', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(ctx, 'E-1004,WM-L2,2025-11-01\nE-1013,AC-L1,2025-11-01')
    const tables = ['credential', 'credentialEvent', 'auditEntry', 'message', 'credentialBatchRow'] as const
    const counts = () => Promise.all(tables.map((table) => countOf(scene, table)))
    const before = await counts()
    let made = 0
    const broken = {
      ...ctx,
      newId: () => {
        made += 1
        // Late: credentials, their events and the audit are written by then.
        if (made > 7) throw new Error('The disk is full')
        return ctx.newId()
      },
    }
    await expect(confirmBatch(broken, { batchId, reason })).rejects.toThrow('The disk is full')
    expect(await counts()).toEqual(before)
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: true })
  })

  test('a reason is asked for, and a preview can be dropped', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(ctx, 'E-1004,WM-L2,2025-11-01')
    expect(await confirmBatch(ctx, { batchId, reason: ' short ' })).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    expect(await dropBatch(ctx, batchId)).toEqual({ ok: true })
    expect(await dropBatch(ctx, batchId)).toEqual({ ok: false, reason: 'closed' })
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: false, reason: 'closed' })
    expect(await held(scene, 'E-1004')).toEqual(['WM-L1 ACTIVE'])
  })

  test('of a type that asks for two people a second officer does it; the conflicts of both count', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    await asksForTwo(scene, 'WM-L2')
    await scene.train(second, 'E-1013')
    const batchId = await bring(ctx, 'E-1004,WM-L2,2025-11-01\nE-1013,WM-L1,2025-11-01')
    expect(await outcomes(ctx, batchId)).toEqual(['1 ISSUE', '2 ISSUE'])
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: false })
    expect(await held(scene, 'E-1004')).toEqual(['WM-L1 ACTIVE'])
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({
      ok: false,
      reason: 'second-person-needed',
    })
    const other = await scene.as(second)
    expect(await readBatch(other, batchId, all)).toMatchObject({
      state: 'PROPOSED',
      isOwnWord: false,
      reason,
    })
    expect(await confirmBatch(other, { batchId, reason: '' })).toEqual({ ok: true, isDone: true })
    expect(await outcomes(other, batchId)).toEqual([
      '1 ISSUE',
      '2 REFUSED CHANGED CONFLICT_TRAINER_OF_RECORD',
    ])
    expect(await readBatch(other, batchId, all)).toMatchObject({
      agreed: { name: 'Lin Che' },
      done: { name: 'Song He' },
    })
  })

  test('a thousand rows go in together, and five thousand are shown', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const people = Array.from({ length: 1_000 }, (_, index) => ({
      id: `many-${index}`,
      code: `M-${index}`,
      name: `人${index}`,
      accountState: 'active' as const,
      createdAt: ctx.now(),
    }))
    const outlet = await scene.db
      .selectFrom('outlet')
      .select('id')
      .where('code', '=', 'O1')
      .executeTakeFirstOrThrow()
    for (let start = 0; start < people.length; start += 500) {
      const piece = people.slice(start, start + 500)
      await scene.db.insertInto('person').values(piece).execute()
      await scene.db
        .insertInto('affiliation')
        .values(
          piece.map(({ id }) => ({
            id: `affiliation-${id}`,
            personId: id,
            outletId: outlet.id,
            role: 'ENGINEER' as const,
            isPrimary: 1 as const,
            isSupervisor: 0 as const,
            hiredOn: '2026-01-01',
            fromAt: '2026-01-01T00:00:00.000Z',
            recordedAt: '2026-01-01T00:00:00.000Z',
          })),
        )
        .execute()
    }
    const types = ['WM-L1', 'AC-L1', 'RF-L1', 'WM-L2', 'AC-L2']
    const rows = (some: readonly string[]) =>
      some
        .flatMap((type) => people.map(({ code }) => `${code},${type},2025-11-01,,${code}-${type}`))
        .join('\n')
    expect((await readBatch(ctx, await bring(ctx, rows(types)), all))?.counts).toEqual({
      all: 5_000,
      ready: 5_000,
      refused: 0,
    })
    const batchId = await bring(ctx, rows(['WM-L1']))
    const before = Number(await countOf(scene, 'credential'))
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: true })
    expect(Number(await countOf(scene, 'credential'))).toBe(before + 1_000)
    expect(await undoBatch(ctx, { batchId, reason: 'The wrong file was brought' })).toEqual({
      ok: true,
      withdrawn: 1_000,
      kept: 0,
    })
  })
})

describe('taking a batch back', () => {
  test('withdraws what nothing happened to since, and names the rest', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(
      ctx,
      'E-1004,WM-L2,2025-11-01\nE-1013,AC-L1,2025-11-01\nE-1014,WM-L1,2025-11-01\nE-1012,RF-L2,2026-11-01',
    )
    await confirmBatch(ctx, { batchId, reason })
    const { id } = await scene.db
      .selectFrom('credential')
      .select('id')
      .where('number', '=', await numberOf(scene, 'E-1013', 'AC-L1'))
      .executeTakeFirstOrThrow()
    await actOnCredential(ctx, {
      credentialId: id,
      act: { kind: 'SUSPENDED', from: null, until: null },
      reason,
    })
    const preview = await readBatch(ctx, batchId, { ...all, wantsUndo: true })
    expect(preview?.undo).toMatchObject({ withdrawn: 2, kept: 2 })
    const rowsBefore = Number(await countOf(scene, 'credentialEvent'))
    expect(await undoBatch(ctx, { batchId, reason: 'no' })).toEqual({ ok: false, reason: 'reason-missing' })
    const undone = await undoBatch(ctx, { batchId, reason: 'The wrong file was brought' })
    expect(undone).toEqual({ ok: true, withdrawn: 2, kept: 2 })
    expect(await outcomes(ctx, batchId)).toEqual([
      '1 WITHDRAW',
      '2 REFUSED TOUCHED',
      '3 WITHDRAW',
      '4 REFUSED REPLACED_ANOTHER',
    ])
    expect(Number(await countOf(scene, 'credentialEvent'))).toBe(rowsBefore + 2)
    expect(await held(scene, 'E-1004')).toEqual(['WM-L2 WITHDRAWN', 'WM-L1 ACTIVE'])
    expect(await held(scene, 'E-1013')).toEqual(['AC-L1 SUSPENDED'])
    expect(await undoBatch(ctx, { batchId, reason: 'The wrong file was brought' })).toEqual({
      ok: false,
      reason: 'closed',
    })
    // What was taken back can be brought again, corrected.
    expect(await outcomes(ctx, await bring(ctx, 'E-1004,WM-L2,2025-10-01'))).toEqual(['1 ISSUE'])
  })

  test('an earlier number is free again, and taken while the batch stands', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const batchId = await bring(ctx, 'E-1004,WM-L2,2025-11-01,,N-1')
    await confirmBatch(ctx, { batchId, reason })
    const another = () => bring(ctx, 'E-1013,WM-L1,2025-11-01,,N-1')
    expect(await outcomes(ctx, await another())).toEqual(['1 REFUSED OLD_NUMBER_TAKEN'])
    await undoBatch(ctx, { batchId, reason: 'The wrong file was brought' })
    expect(await outcomes(ctx, await another())).toEqual(['1 ISSUE'])
  })
})

describe('many who await a decision', () => {
  test('are issued together with one reason, each by the rules of a single decision', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const enrolmentId = await scene.readyForWmL2()
    const prepared = await prepareIssue(ctx, { search: '', all: true })
    if (!prepared.ok) throw new Error(prepared.reason)
    const { batchId } = prepared
    expect(await outcomes(ctx, batchId)).toEqual(['1 ISSUE'])
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: true })
    expect(await scene.stateOf(enrolmentId)).toBe('COMPLETED')
    expect(await held(scene, 'E-1004')).toEqual(['WM-L1 ACTIVE', 'WM-L2 ACTIVE'])
    const [decision] = await scene.db.selectFrom('credentialDecision').selectAll().execute()
    expect(decision).toMatchObject({ outcome: 'ISSUED', reason, decidedBy: ctx.actor.personId })
    const credential = await scene.db
      .selectFrom('credential')
      .select(['decisionId', 'evidenceMode', 'evidenceJson'])
      .where('number', '=', await numberOf(scene, 'E-1004', 'WM-L2'))
      .executeTakeFirstOrThrow()
    expect(credential).toMatchObject({
      decisionId: decision?.id,
      evidenceMode: 'PROCTORED',
      evidenceJson: decision?.evidenceJson,
    })
    const jobs = await scene.db.selectFrom('job').select('kind').execute()
    expect(jobs.map(({ kind }) => kind)).toContain('advance-enrolments')
    expect(await prepareIssue(ctx, { search: '', all: true })).toEqual({
      ok: false,
      reason: 'nothing-chosen',
    })
  })

  test('of a type that asks for two people both have decided', async () => {
    const scene = await credentialScene()
    await asksForTwo(scene, 'WM-L2')
    const ctx = await scene.as(officer)
    const enrolmentId = await scene.readyForWmL2()
    const prepared = await prepareIssue(ctx, { enrolmentIds: [enrolmentId] })
    if (!prepared.ok) throw new Error(prepared.reason)
    const { batchId } = prepared
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: false })
    expect(await confirmBatch(await scene.as(second), { batchId, reason: '' })).toEqual({
      ok: true,
      isDone: true,
    })
    const decisions = await scene.db.selectFrom('credentialDecision').select('decidedBy').execute()
    expect(decisions.map(({ decidedBy }) => decidedBy)).toEqual([
      await scene.idOf(officer),
      await scene.idOf(second),
    ])
  })

  test('one with an obstacle or a conflict is left out', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    await scene.train(officer, 'E-1004')
    const ctx = await scene.as(officer)
    const prepared = await prepareIssue(ctx, { enrolmentIds: [enrolmentId, enrolmentId, 'made-up'] })
    if (!prepared.ok) throw new Error(prepared.reason)
    expect(await outcomes(ctx, prepared.batchId)).toEqual(['1 REFUSED CONFLICT_TRAINER_OF_RECORD'])
    expect(await confirmBatch(ctx, { batchId: prepared.batchId, reason })).toEqual({
      ok: false,
      reason: 'nothing-left',
    })
    expect(await scene.stateOf(enrolmentId)).toBe('AWAITING_DECISION')
  })
})

describe('revoking many', () => {
  test('shows what each person loses by all of it, revokes, tells, and stays', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const numbers = [
      await numberOf(scene, 'E-1008', 'WM-L2'),
      await numberOf(scene, 'E-1008', 'WM-L3'),
      await numberOf(scene, 'E-1002', 'AC-L2'),
    ]
    const batchId = await bring(
      ctx,
      `${numbers[0]?.toLowerCase()}, ${numbers[1]}\n${numbers[2]}\n${numbers[2]}\nMEIHE-AC-L2-0000-0000-Z\nnonsense`,
      { kind: 'revoke' },
    )
    expect(await outcomes(ctx, batchId)).toEqual([
      '1 REVOKE',
      '2 REVOKE',
      '3 REVOKE',
      '4 REFUSED REPEATED',
      '5 REFUSED NUMBER_MISTYPED',
      '6 REFUSED NUMBER_MISTYPED',
    ])
    const shown = await readBatch(ctx, batchId, all)
    expect(shown?.rows[0]?.effect?.levels).toEqual([{ category: 'WM', before: 3, after: 0 }])
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: true })
    expect(await held(scene, 'E-1008')).toEqual(['WM-L2 REVOKED', 'WM-L3 REVOKED'])
    const told = await scene.db
      .selectFrom('message')
      .innerJoin('person', 'person.id', 'message.personId')
      .select(['person.code', 'message.template', 'message.body'])
      .where('template', 'like', '%credential-changed')
      .execute()
    expect(told.map(({ code, template }) => `${code} ${template}`)).toEqual(
      expect.arrayContaining(['E-1008 credential-changed', 'P-6001 team-credential-changed']),
    )
    for (const { template, body } of told)
      if (template === 'team-credential-changed') expect(body).not.toContain(reason)
    expect(await undoBatch(ctx, { batchId, reason: 'We changed our minds' })).toEqual({
      ok: false,
      reason: 'not-undoable',
    })
  })

  test('of a type that asks for two people a second officer confirms; what was proposed for one alone is closed', async () => {
    const scene = await credentialScene()
    await asksForTwo(scene, 'AC-L2')
    const ctx = await scene.as(officer)
    const number = await numberOf(scene, 'E-1002', 'AC-L2')
    const { id } = await scene.db
      .selectFrom('credential')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    await actOnCredential(ctx, { credentialId: id, act: { kind: 'REVOKED' }, reason })
    const batchId = await bring(ctx, number, { kind: 'revoke' })
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: false })
    expect(await held(scene, 'E-1002')).toContain('AC-L2 ACTIVE')
    expect(await confirmBatch(await scene.as(second), { batchId, reason: '' })).toEqual({
      ok: true,
      isDone: true,
    })
    expect(await held(scene, 'E-1002')).toContain('AC-L2 REVOKED')
    const [proposal] = await scene.db.selectFrom('credentialProposal').select('outcome').execute()
    expect(proposal).toEqual({ outcome: 'CONFIRMED' })
  })

  test('that waits for a second officer is not escaped by giving the credential up', async () => {
    const scene = await credentialScene()
    await asksForTwo(scene, 'AC-L2')
    const ctx = await scene.as(officer)
    const number = await numberOf(scene, 'E-1002', 'AC-L2')
    const batchId = await bring(ctx, number, { kind: 'revoke' })
    const { publicSlug } = await scene.db
      .selectFrom('credential')
      .select('publicSlug')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const holder = await scene.as('E-1002')
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: false })
    expect(await giveUpCredential(holder, { publicSlug, reason: '' })).toEqual({
      ok: false,
      reason: 'proposed',
    })
    await dropBatch(ctx, batchId)
    expect(await giveUpCredential(holder, { publicSlug, reason: '' })).toEqual({ ok: true })
  })

  test('by an exam session finds what rests on an attempt of it', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as(officer)
    const enrolmentId = await scene.readyForWmL2()
    const session = (id: string, day: string) => ({
      id,
      examId: scene.courses['WM-201'].examId,
      invigilatorPersonId: '',
      placeEn: 'Wuhan',
      placeZh: '武汉',
      checkInCode: '123456',
      opensAt: `${day}T01:00:00.000Z`,
      closesAt: `${day}T05:00:00.000Z`,
      createdAt: `${day}T01:00:00.000Z`,
    })
    const invigilatorPersonId = await scene.idOf('I-2101')
    await scene.db
      .insertInto('examSession')
      .values([
        { ...session('s-1', '2026-11-23'), invigilatorPersonId },
        { ...session('s-2', '2026-05-04'), invigilatorPersonId },
      ])
      .execute()
    await scene.db
      .updateTable('examAttempt')
      .set({ sessionId: 's-1' })
      .where('personId', '=', await scene.idOf('E-1004'))
      .execute()
    const find = (code: string, day: string) => prepareSessionRevocation(ctx, { code, day })
    expect(await find('123 456', '')).toEqual({ ok: false, reason: 'session-ambiguous' })
    expect(await find('123 456', '2026-11-23')).toEqual({ ok: false, reason: 'session-empty' })
    expect(await find('654 321', '')).toEqual({ ok: false, reason: 'session-unknown' })
    const prepared = await prepareIssue(ctx, { enrolmentIds: [enrolmentId] })
    if (!prepared.ok) throw new Error(prepared.reason)
    await confirmBatch(ctx, { batchId: prepared.batchId, reason })
    const found = await find('123 456', '2026-11-23')
    if (!found.ok) throw new Error(found.reason)
    const batch = await readBatch(ctx, found.batchId, all)
    expect(batch).toMatchObject({ source: 'SESSION', sourceName: 'WM-201 2026-11-23 123 456' })
    expect(batch?.rows.map(({ number, result }) => [number, result])).toEqual([
      [await numberOf(scene, 'E-1004', 'WM-L2'), 'REVOKE'],
    ])
    expect(await prepareSessionRevocation(await scene.as('B-5101'), { code: '123456', day: '' })).toEqual({
      ok: false,
      reason: 'session-unknown',
    })
  })
})
