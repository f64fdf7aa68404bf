import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { hashAuditEntry } from '#app/features/audit/audit-hash.server.ts'
import { readAuditPage, recordAudit, verifyLedger } from '#app/features/audit/index.server.ts'
import { grantRole, setAccountState, signInAsDemoPerson } from '#app/features/identity/index.server.ts'
import { loader as auditPage } from '#app/routes/admin/audit.tsx'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

async function scene() {
  const frozen = await frozenContext({ filled: 'demo', dialect: 'sqlite' })
  const note = (reason: string) =>
    frozen.db.transaction().execute((trx) =>
      recordAudit(frozen.ctx, trx, {
        action: 'noted',
        subjectKind: 'thing',
        subjectId: 'x',
        details: { reason },
      }),
    )
  return { ...frozen, note }
}

describe('the ledger', () => {
  test('cannot be changed or cleared through the database', async () => {
    const { db, note } = await scene()
    await note('one')
    await expect(db.updateTable('auditEntry').set({ action: 'other' }).execute()).rejects.toThrow(
      /append-only/,
    )
    await expect(db.deleteFrom('auditEntry').execute()).rejects.toThrow(/append-only/)
  })

  test.each([
    ['a changed reason', "update audit_entry set details_json = '{}' where sequence = 2", 2],
    ['a changed actor', "update audit_entry set actor_person_id = 'x' where sequence = 3", 3],
    ['a missing entry', 'delete from audit_entry where sequence = 2', 2],
    ['a changed order', 'update audit_entry set sequence = 9 where sequence = 3', 3],
  ])('shows %s even to who has gone round the database’s own lock', async (_, statement, brokenAt) => {
    const { db, note } = await scene()
    for (const reason of ['one', 'two', 'three', 'four']) await note(reason)
    expect(await verifyLedger(db)).toEqual({ ok: true, count: 4 })
    for (const act of ['update', 'delete']) await sql.raw(`drop trigger audit_entry_no_${act}`).execute(db)
    await sql.raw(statement).execute(db)
    expect(await verifyLedger(db)).toEqual({ ok: false, brokenAt })
  })

  test('shows an entry put in at the end with a hash of its own', async () => {
    const { db, ctx, note } = await scene()
    await note('one')
    const forged = {
      sequence: 2,
      id: 'x',
      at: ctx.now(),
      actorPersonId: null,
      organisationId: null,
      action: 'noted',
      subjectKind: 't',
      subjectId: 'x',
      detailsJson: '{}',
    }
    const previousHash = 'f'.repeat(64)
    await db
      .insertInto('auditEntry')
      .values({ ...forged, previousHash, hash: hashAuditEntry(forged, previousHash) })
      .execute()
    expect(await verifyLedger(db)).toEqual({ ok: false, brokenAt: 2 })
  })

  test('holds nothing of a change that was undone', async () => {
    const { db, ctx } = await scene()
    const failing = db.transaction().execute(async (trx) => {
      await recordAudit(ctx, trx, { action: 'noted', subjectKind: 'thing', subjectId: 'x' })
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await verifyLedger(db)).toEqual({ ok: true, count: 0 })
  })
})

describe('the audit page', () => {
  async function written() {
    const { ctx, db } = await scene()
    const admin = await actingAs(ctx, 'S-8001')
    const { id: organisationId } = await db
      .selectFrom('organisation')
      .select('id')
      .where('code', '=', 'P1')
      .executeTakeFirstOrThrow()
    await signInAsDemoPerson(ctx, { code: 'E-1002' })
    await grantRole(admin, {
      personCode: 'E-1002',
      organisationId,
      role: 'trainer',
      reason: '李敏 asked by 138 0013 8000 and li@example.com',
    })
    await setAccountState(admin, { personCode: 'E-1003', state: 'disabled', reason: 'Left the company' })
    return { ctx, admin }
  }

  test('shows the admin everything', async () => {
    const { admin } = await written()
    const page = await readAuditPage(admin, { action: null, page: 1 })
    expect(page).toMatchObject({ isMasked: false, total: 3 })
    expect(page.entries[1]).toMatchObject({
      action: 'role.granted',
      actorCode: 'S-8001',
      subjectName: '李敏',
      details: {
        role: 'trainer',
        organisation: 'P1',
        reason: '李敏 asked by 138 0013 8000 and li@example.com',
      },
    })
  })

  test.each(['M-4001', 'G-3001'])(
    'shows %s staff codes, and no name, number, address, session or password',
    async (code) => {
      const { ctx } = await written()
      const page = await readAuditPage(await actingAs(ctx, code), { action: null, page: 1 })
      expect(page).toMatchObject({ isMasked: true, total: 2 })
      const text = JSON.stringify(page)
      for (const secret of ['李敏', '管理员', '陈刚', '8000', 'li@example.com', 'session.'])
        expect(text).not.toContain(secret)
      expect(page.entries[1]).toMatchObject({
        actorCode: 'S-8001',
        subjectCode: 'E-1002',
        details: { reason: 'E-1002 asked by *** and ***' },
      })
      const asked = await readAuditPage(await actingAs(ctx, code), { action: 'session.opened', page: 1 })
      expect(asked.total).toBe(0)
    },
  )

  test('is closed to everybody else', async () => {
    const { ctx } = await written()
    for (const code of ['E-1002', 'P-6001', 'B-5001', 'D-7001', 'T-2201'])
      expect((await callRoute(auditPage, await actingAs(ctx, code))).status).toBe(403)
    expect(await callRoute(auditPage, ctx, { address: '/admin/audit' })).toMatchObject({
      status: 302,
      location: '/sign-in?next=%2Fadmin%2Faudit',
    })
  })
})
