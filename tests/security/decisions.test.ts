import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import {
  issueCredential,
  readDecisionFile,
  readDecisionQueue,
  refuseCredential,
} from '#app/features/credentials/index.server.ts'
import { loader as evidence } from '#app/routes/decisions/evidence.tsx'
import { action as issue } from '#app/routes/decisions/issue.tsx'
import { credentialScene } from '#tests/features/credentials/credential-scene.ts'

/** Decisions on people are made by officers of the brand who neither taught nor judged them nor work with them, once, on evidence. */

const reason = 'Evidence complete and independent.'

describe('who may decide', () => {
  test.each([
    ['the trainer of record', 'TRAINER_OF_RECORD'],
    ['a colleague of the same provider', 'SAME_PROVIDER'],
    ['the assessor of the practical', 'ASSESSED'],
    ['an author of the brand', 'AUTHOR'],
    ['the candidate', 'SELF'],
  ])('%s is refused, whatever the decision, with the reason', async (_, code) => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const person =
      {
        TRAINER_OF_RECORD: 'B-5001',
        SAME_PROVIDER: 'E-1001',
        ASSESSED: 'A-2002',
        AUTHOR: 'B-5003',
        SELF: 'E-1004',
      }[code] ?? ''
    if (code === 'TRAINER_OF_RECORD') await scene.train('B-5001', 'E-1004')
    else await scene.giveRole(person, 'MEIHE', 'certification-officer')
    const decider = await scene.as(person, 'MEIHE')
    expect((await readDecisionFile(decider, enrolmentId))?.conflicts.map((one) => one.code)).toEqual([code])
    for (const decide of [issueCredential, refuseCredential]) {
      expect(await decide(decider, { enrolmentId, reason })).toMatchObject({
        ok: false,
        reason: 'conflict',
        conflicts: [{ code }],
      })
    }
    expect(await scene.stateOf(enrolmentId)).toBe('AWAITING_DECISION')
    expect(await scene.db.selectFrom('credentialDecision').select('id').execute()).toEqual([])
  })

  test('an officer of another brand does not know the enrolment', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const other = await scene.as('B-5101')
    expect((await readDecisionQueue(other, { search: '', page: 1 })).total).toBe(0)
    expect(await readDecisionFile(other, enrolmentId)).toBeNull()
    for (const decide of [issueCredential, refuseCredential]) {
      expect(await decide(other, { enrolmentId, reason })).toEqual({ ok: false, reason: 'unknown' })
    }
  })

  test('people of the brand without the role do not either, even past the pages', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    for (const person of ['D-7001', 'A-2001', 'B-5003']) {
      expect(await issueCredential(await scene.as(person), { enrolmentId, reason })).toEqual({
        ok: false,
        reason: 'unknown',
      })
    }
  })

  test('an enrolment that is still learning is not decided on', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    await scene.db.updateTable('enrolment').set({ state: 'LEARNING' }).where('id', '=', enrolmentId).execute()
    expect(await issueCredential(await scene.as('B-5001'), { enrolmentId, reason })).toEqual({
      ok: false,
      reason: 'not-awaiting',
    })
  })
})

describe('what is written stays', () => {
  test.each(['credential', 'credentialEvent', 'credentialDecision'] as const)(
    '%s is neither changed nor deleted',
    async (table) => {
      const scene = await credentialScene()
      const enrolmentId = await scene.readyForWmL2()
      await issueCredential(await scene.as('B-5001'), { enrolmentId, reason })
      await expect(scene.db.deleteFrom(table).execute()).rejects.toThrow(/append-only/)
      await expect(scene.db.updateTable(table).set({ id: 'other' }).execute()).rejects.toThrow(/append-only/)
    },
  )
})

describe('the pages', () => {
  const site = 'http://localhost:3000'
  const argsFor = (ctx: Context, enrolment: string, init: RequestInit = {}) =>
    ({
      request: new Request(`${site}/decisions/${enrolment}`, init),
      params: { enrolment },
      context: { context: async () => ctx },
    }) as unknown as LoaderFunctionArgs & ActionFunctionArgs
  const posted = (origin: string): RequestInit => ({
    method: 'POST',
    headers: { origin, host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ reason }).toString(),
  })

  async function statusOf(call: Promise<unknown>): Promise<number> {
    try {
      const result = await call
      return result instanceof Response ? result.status : 200
    } catch (thrown) {
      if (thrown instanceof Response) return thrown.status
      throw thrown
    }
  }

  test('ids of others and made-up ids are 404, wrong roles and other sites 403', async () => {
    const scene = await credentialScene()
    const enrolmentId = await scene.readyForWmL2()
    const officer = await scene.as('B-5001')
    expect(await statusOf(evidence(argsFor(officer, enrolmentId)))).toBe(200)
    expect(await statusOf(evidence(argsFor(officer, 'made-up')))).toBe(404)
    expect(await statusOf(evidence(argsFor(await scene.as('B-5101'), enrolmentId)))).toBe(404)
    expect(await statusOf(evidence(argsFor(await scene.as('E-1004'), enrolmentId)))).toBe(403)
    expect(await statusOf(issue(argsFor(await scene.as('B-5101'), enrolmentId, posted(site))))).toBe(404)
    expect(await statusOf(issue(argsFor(await scene.as('D-7001'), enrolmentId, posted(site))))).toBe(403)
    expect(await statusOf(issue(argsFor(officer, enrolmentId, posted('http://elsewhere.example'))))).toBe(403)
    expect(await scene.stateOf(enrolmentId)).toBe('AWAITING_DECISION')
    expect(await statusOf(issue(argsFor(officer, enrolmentId, posted(site))))).toBe(302)
    expect(await scene.stateOf(enrolmentId)).toBe('COMPLETED')
  })
})
