import { describe, expect, test } from 'vitest'
import { decideGate, readDecision, readLedgerPage } from '#app/features/gate/index.server.ts'
import { loader as ledgerPage } from '#app/routes/check/ledger.tsx'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { testDialects } from '#tests/support/database.ts'
import { actingAs, type FrozenContext, frozenContext } from '#tests/support/frozen-context.ts'

type Asked = { engineer: string; outlet: string; brand: string; operation: string; model: string }
const drier = { outlet: 'O1', brand: 'MEIHE', operation: 'RF-DRIER', model: 'MH-RF-320-R600A' }
const board = { engineer: 'E-1042', outlet: 'O7', brand: 'LUMEN', operation: 'NB-BOARD', model: 'LM-NB-14' }

async function ask(frozen: FrozenContext, person: string, asked: Asked): Promise<string> {
  frozen.clock.advance(1_000)
  const outcome = await decideGate(await actingAs(frozen.ctx, person), {
    ...asked,
    supervisor: null,
    site: { jurisdiction: 'CN/HB/WUH', heightM: 0 },
    window: { start: '2026-11-24T01:00:00.000Z', end: '2026-11-24T03:00:00.000Z' },
    checkpoint: 'ASSIGN',
    asOf: frozen.ctx.now(),
  })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.decisionId
}

describe.each(testDialects)('the page of the gate’s ledger on %s', (dialect) => {
  test('shows brands and providers their own, newest first, and finds by whole codes', async () => {
    const frozen = await frozenContext({ filled: 'demo', dialect })
    await ask(frozen, 'D-7001', { ...drier, engineer: 'E-1001' })
    await ask(frozen, 'D-7001', { ...drier, engineer: 'E-1002' })
    await ask(frozen, 'S-8001', board)
    const seen = async (person: string, search = '', decision: 'DENY' | null = null) => {
      const page = await readLedgerPage(await actingAs(frozen.ctx, person), { search, decision, page: 1 })
      expect(page.total).toBe(page.decisions.length)
      return page.decisions.map(({ engineerCode, sequence }) => `${engineerCode} ${sequence}`)
    }
    expect(await seen('S-8001')).toEqual(['E-1042 3', 'E-1002 2', 'E-1001 1'])
    expect(await seen('D-7001')).toEqual(['E-1002 2', 'E-1001 1'])
    expect(await seen('P-6001')).toEqual(['E-1002 2', 'E-1001 1'])
    expect(await seen('B-5101')).toEqual(['E-1042 3'])
    expect(await seen('D-7001', 'e-1002')).toEqual(['E-1002 2'])
    expect(await seen('S-8001', 'o7')).toEqual(['E-1042 3'])
    expect(await seen('S-8001', 'RF-DRIER')).toEqual(['E-1002 2', 'E-1001 1'])
    expect(await seen('S-8001', 'LM-NB-14')).toEqual(['E-1042 3'])
    expect(await seen('S-8001', 'NOTHING')).toEqual([])
    expect(await seen('D-7001', 'E-1042')).toEqual([])
    expect(await seen('S-8001', '', 'DENY')).toEqual(['E-1002 2'])
  }, 60_000)
})

describe('the page of the gate’s ledger', () => {
  test('names who asked to the own organisation and the platform, and masks engineers for observers', async () => {
    const frozen = await frozenContext({ filled: 'demo' })
    await ask(frozen, 'D-7001', { ...drier, engineer: 'E-1002' })
    const first = async (person: string) => {
      const page = await readLedgerPage(await actingAs(frozen.ctx, person), {
        search: '',
        decision: null,
        page: 1,
      })
      return page.decisions[0]
    }
    expect((await first('D-7001'))?.askedBy).toBe('D-7001')
    expect((await first('S-8001'))?.askedBy).toBe('D-7001')
    expect((await first('P-6001'))?.askedBy).toBeNull()
    expect(await first('M-4001')).toMatchObject({ askedBy: null, engineerName: expect.stringContaining('*') })
  })

  test('calls people by the name of the page’s language, on the page of a decision colleagues too', async () => {
    const frozen = await frozenContext({ filled: 'demo' })
    const id = await ask(frozen, 'D-7001', { ...drier, engineer: 'E-1002' })
    const seen = async (person: string, language: 'en' | 'zh-CN') => {
      const reader = { ...(await actingAs(frozen.ctx, person)), language }
      const decision = await readDecision(reader, id)
      const { decisions } = await readLedgerPage(reader, { search: '', decision: null, page: 1 })
      return {
        listed: decisions[0]?.engineerName,
        engineer: decision?.engineer,
        colleague: decision?.paths.people.find(({ code }) => code === 'E-1001')?.name,
      }
    }
    expect(await seen('D-7001', 'en')).toEqual({
      listed: 'Li Min',
      engineer: { code: 'E-1002', name: 'Li Min', otherName: '李敏' },
      colleague: 'Wang Qiang',
    })
    expect(await seen('D-7001', 'zh-CN')).toEqual({
      listed: '李敏',
      engineer: { code: 'E-1002', name: '李敏', otherName: 'Li Min' },
      colleague: '王强',
    })
    expect(await seen('M-4001', 'en')).toEqual({
      listed: 'L*',
      engineer: { code: 'E-1002', name: 'L*', otherName: null },
      colleague: 'W*',
    })
  })

  test('is closed to those who do not ask the gate', async () => {
    const { ctx } = await frozenContext({ filled: 'demo' })
    for (const code of ['E-1001', 'T-2201', 'A-2001'])
      expect((await callRoute(ledgerPage, await actingAs(ctx, code))).status).toBe(403)
    expect((await callRoute(ledgerPage, ctx, { address: '/check/decisions' })).status).toBe(302)
  })

  test('a decision’s own page says what it rested on and that deciding once more gives the same', async () => {
    const frozen = await frozenContext({ filled: 'demo' })
    const id = await ask(frozen, 'D-7001', { ...drier, engineer: 'E-1002' })
    await frozen.db.deleteFrom('requirementRule').execute()
    const view = await readDecision(await actingAs(frozen.ctx, 'D-7001'), id)
    expect(view).toMatchObject({
      ledger: { sequence: 1 },
      replay: { outcome: 'same', differences: [] },
      restedOn: { authorisation: { category: 'RF', maxLevel: 3 } },
    })
    expect(view?.restedOn?.credentials.map(({ type }) => type)).toContain('RF-L2')
    expect(view?.restedOn?.rules).toBeGreaterThan(0)
    expect(await readDecision(await actingAs(frozen.ctx, 'B-5101'), id)).toBeNull()
  })
})
