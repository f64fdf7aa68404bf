import { expect, test } from 'vitest'
import type { CheckValues } from '#app/features/gate/check-input.ts'
import { runCheck } from '#app/features/gate/index.server.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

const asked: CheckValues = {
  engineer: 'E-1002',
  operation: 'RF-DRIER',
  model: 'MH-RF-320-R600A',
  outlet: 'O1',
  start: '2026-11-24T09:00',
  end: '2026-11-24T11:00',
  height: '',
  supervisor: '',
}

test.each(['D-7001', 'B-5001', 'P-6001'])(
  'the check tells %s nothing about people and outlets of others',
  async (person) => {
    const { ctx, db } = await frozenContext({ filled: 'demo' })
    const asker = await actingAs(ctx, person)
    // E-1006 works at O7 for another brand's provider; to this asker there is no such person.
    for (const change of [{ engineer: 'E-1006' }, { supervisor: 'E-1006' }]) {
      const outcome = await runCheck(asker, { ...asked, ...change })
      expect(outcome).toEqual({
        ok: false,
        reason: 'invalid',
        problems: { [Object.keys(change)[0] ?? '']: 'unknown' },
      })
    }
    expect(await runCheck(asker, { ...asked, outlet: 'O7' })).toMatchObject({ ok: false })
    const [anothers, nobody] = await Promise.all(
      ['E-1006', 'NOBODY'].map((engineer) => runCheck(asker, { ...asked, engineer, outlet: '' })),
    )
    expect(anothers).toEqual(nobody)
    expect(await db.selectFrom('gateDecision').selectAll().execute()).toEqual([])
    expect(await runCheck(asker, asked)).toMatchObject({ ok: true })
  },
)

test('the platform and observers may ask about everybody', async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  for (const person of ['S-8001', 'M-4001', 'G-3001'])
    expect(await runCheck(await actingAs(ctx, person), { ...asked, engineer: 'E-1006' })).toMatchObject({
      ok: true,
    })
})
