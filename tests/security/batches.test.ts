import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Context, SignedInContext } from '#app/context.server.ts'
import {
  confirmBatch,
  dropBatch,
  exportBatchRows,
  prepareBroughtBatch,
  prepareIssue,
  prepareSessionRevocation,
  readBatch,
  readBatchList,
  undoBatch,
} from '#app/features/credentials/index.server.ts'
import { loader as batchLoader } from '#app/routes/batches/batch.tsx'
import { action as confirm } from '#app/routes/batches/confirm.tsx'
import { action as drop } from '#app/routes/batches/drop.tsx'
import { action as begin } from '#app/routes/batches/new.tsx'
import { loader as rows } from '#app/routes/batches/rows.tsx'
import { action as undo } from '#app/routes/batches/undo.tsx'
import { credentialScene } from '#tests/features/credentials/credential-scene.ts'

/** A batch moves thousands of rights at once: only officers of its brand see it, no list tells who works for others, and nobody does alone what asks for two. */

type Scene = Awaited<ReturnType<typeof credentialScene>>

const reason = 'Moved from the register of 2024, file 17'
const all = { view: 'all', page: 1, wantsUndo: true } as const

async function bring(ctx: SignedInContext, text: string, kind: 'import' | 'revoke' = 'import') {
  return prepareBroughtBatch(ctx, {
    kind,
    brought: { source: 'PASTED', text },
    attestsProctored: true,
  })
}

async function madeBy(ctx: SignedInContext, text: string, kind: 'import' | 'revoke' = 'import') {
  const prepared = await bring(ctx, text, kind)
  if (!prepared.ok) throw new Error(prepared.reason)
  return prepared.batchId
}

async function problemsOf(ctx: SignedInContext, batchId: string) {
  const batch = await readBatch(ctx, batchId, all)
  return batch?.rows.map(({ person, problems }) => ({ person, problems: problems.map(({ code }) => code) }))
}

const credentialsOf = async ({ db }: Scene) =>
  (await db.selectFrom('credential').select('id').execute()).length

describe('a batch of another brand', () => {
  test('does not exist: not in the list, not as a page, not as a file, not to be done, dropped or taken back', async () => {
    const scene = await credentialScene()
    const own = await scene.as('B-5001')
    const other = await scene.as('B-5101')
    const batchId = await madeBy(own, 'E-1004,WM-L2,2025-11-01')
    const before = await credentialsOf(scene)
    const tries = async () => {
      expect((await readBatchList(other, { page: 1 })).total).toBe(0)
      expect(await readBatch(other, batchId, all)).toBeNull()
      expect(await exportBatchRows(other, batchId)).toBeNull()
      for (const act of [confirmBatch, undoBatch])
        expect(await act(other, { batchId, reason })).toEqual({ ok: false, reason: 'unknown' })
      expect(await dropBatch(other, batchId)).toEqual({ ok: false, reason: 'unknown' })
    }
    await tries()
    expect(await credentialsOf(scene)).toBe(before)
    await confirmBatch(own, { batchId, reason })
    await tries()
    expect(await readBatch(own, batchId, all)).toMatchObject({ state: 'DONE' })
  })

  test('is not found at any of its addresses', async () => {
    const scene = await credentialScene()
    const batchId = await madeBy(await scene.as('B-5001'), 'E-1004,WM-L2,2025-11-01')
    const other = await scene.as('B-5101')
    const page = (method: 'GET' | 'POST') => argsFor(other, method, { batch: batchId })
    for (const call of [
      batchLoader(page('GET') as LoaderFunctionArgs),
      rows(page('GET') as LoaderFunctionArgs),
      confirm(page('POST') as ActionFunctionArgs),
      undo(page('POST') as ActionFunctionArgs),
      drop(page('POST') as ActionFunctionArgs),
    ])
      await expect(call).rejects.toMatchObject({ status: 404 })
  })
})

describe('whoever is no officer of a brand', () => {
  test.each(['E-1001', 'P-6001', 'D-7001', 'A-2001', 'B-5003'])(
    '%s begins, sees and does nothing',
    async (person) => {
      const scene = await credentialScene()
      const batchId = await madeBy(await scene.as('B-5001'), 'E-1004,WM-L2,2025-11-01')
      const ctx = await scene.as(person)
      expect(await bring(ctx, 'E-1004,WM-L2,2025-11-01')).toEqual({ ok: false, reason: 'unknown' })
      expect(await prepareIssue(ctx, { search: '', all: true })).toEqual({ ok: false, reason: 'unknown' })
      expect(await prepareSessionRevocation(ctx, { code: '123456', day: '' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
      expect((await readBatchList(ctx, { page: 1 })).total).toBe(0)
      expect(await readBatch(ctx, batchId, all)).toBeNull()
      expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: false, reason: 'unknown' })
      expect(await dropBatch(ctx, batchId)).toEqual({ ok: false, reason: 'unknown' })
      await expect(begin(argsFor(ctx, 'POST', {}) as ActionFunctionArgs)).rejects.toMatchObject({
        status: 403,
      })
    },
  )
})

describe('a list', () => {
  test('does not tell who works for others, nor which numbers they have', async () => {
    const scene = await credentialScene()
    const lumen = await scene.as('B-5101')
    // E-1002 works for a provider of Meihe alone.
    const people = await madeBy(lumen, 'E-1002,NB-L1,2025-11-01\nE-0000,NB-L1,2025-11-01')
    expect(await problemsOf(lumen, people)).toEqual([
      { person: null, problems: ['PERSON_UNKNOWN'] },
      { person: null, problems: ['PERSON_UNKNOWN'] },
    ])
    const meiheNumbers = await scene.db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .innerJoin('organisation', 'organisation.id', 'credentialType.brandId')
      .select('credential.number')
      .where('organisation.code', '=', 'MEIHE')
      .limit(2)
      .execute()
    const numbers = await madeBy(lumen, meiheNumbers.map(({ number }) => number).join('\n'), 'revoke')
    expect(await problemsOf(lumen, numbers)).toEqual([
      { person: null, problems: ['NUMBER_UNKNOWN'] },
      { person: null, problems: ['NUMBER_UNKNOWN'] },
    ])
    expect(await confirmBatch(lumen, { batchId: numbers, reason })).toEqual({
      ok: false,
      reason: 'nothing-left',
    })
  })

  test('does not give another brand’s types', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as('B-5001')
    const batchId = await madeBy(ctx, 'E-1004,NB-L1,2025-11-01')
    expect((await problemsOf(ctx, batchId))?.[0]?.problems).toEqual(['TYPE_UNKNOWN'])
  })

  test('does not give back what was revoked for good, whenever it began before', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as('B-5001')
    const { number } = await scene.db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .select('credential.number')
      .where('credential.personId', '=', await scene.idOf('E-1007'))
      .where('credentialType.code', '=', 'AC-L2')
      .executeTakeFirstOrThrow()
    await confirmBatch(ctx, { batchId: await madeBy(ctx, number, 'revoke'), reason })
    // More than a year later nothing but this stands against it.
    scene.clock.set('2027-12-01T02:00:00.000Z')
    const batchId = await madeBy(ctx, 'E-1007,AC-L2,2026-10-01\nE-1007,AC-L1,2027-10-01')
    expect((await problemsOf(ctx, batchId))?.map(({ problems }) => problems)).toEqual([['REVOKED_SINCE'], []])
  })
})

describe('what asks for two', () => {
  test('is not done by one, however often they press, nor by somebody with another brand’s word', async () => {
    const scene = await credentialScene()
    await scene.db.updateTable('credentialType').set({ isTwoPerson: 1 }).where('code', '=', 'WM-L2').execute()
    const first = await scene.as('B-5001')
    const batchId = await madeBy(first, 'E-1004,WM-L2,2025-11-01')
    const before = await credentialsOf(scene)
    await Promise.all([confirmBatch(first, { batchId, reason }), confirmBatch(first, { batchId, reason })])
    expect(await confirmBatch(first, { batchId, reason })).toEqual({
      ok: false,
      reason: 'second-person-needed',
    })
    expect(await confirmBatch(await scene.as('B-5101'), { batchId, reason })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await credentialsOf(scene)).toBe(before)
  })

  test('becomes so when the type begins to ask for two after the preview', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as('B-5001')
    const batchId = await madeBy(ctx, 'E-1004,WM-L2,2025-11-01')
    await scene.db.updateTable('credentialType').set({ isTwoPerson: 1 }).where('code', '=', 'WM-L2').execute()
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: true, isDone: false })
  })

  test('a conflict that arises after the preview is in the way', async () => {
    const scene = await credentialScene()
    const ctx = await scene.as('B-5001')
    const batchId = await madeBy(ctx, 'E-1004,WM-L2,2025-11-01')
    await scene.train('B-5001', 'E-1004')
    expect(await confirmBatch(ctx, { batchId, reason })).toEqual({ ok: false, reason: 'nothing-left' })
  })
})

function argsFor(
  ctx: Context,
  method: 'GET' | 'POST',
  params: Record<string, string>,
): LoaderFunctionArgs | ActionFunctionArgs {
  const body = method === 'POST' ? new URLSearchParams({ reason }) : null
  const request = new Request('http://localhost:3000/decisions/batches/x', {
    method,
    headers: { origin: 'http://localhost:3000' },
    ...(body && { body }),
  })
  return { request, params, context: { context: async () => ctx } } as unknown as LoaderFunctionArgs
}
