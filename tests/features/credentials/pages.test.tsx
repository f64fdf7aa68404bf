import type { LoaderFunctionArgs } from '@remix-run/node'
import type { ComponentType } from 'react'
import { describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { enrolForCredential, issueCredential } from '#app/features/credentials/index.server.ts'
import { requestPractical } from '#app/features/practicals/index.server.ts'
import EvidencePage, { loader as evidence } from '#app/routes/decisions/evidence.tsx'
import IssuePage from '#app/routes/decisions/issue.tsx'
import QueuePage, { loader as queue } from '#app/routes/decisions/queue.tsx'
import LadderPage, { loader as ladder } from '#app/routes/ladder/ladder.tsx'
import PublicPage, { loader as publicCredential } from '#app/routes/public/credential.tsx'
import AssessmentPage, { loader as assessment } from '#app/routes/station/assessment.tsx'
import StationPage, { loader as station } from '#app/routes/station/assessments.tsx'
import ScorePage from '#app/routes/station/score.tsx'
import WalletPage, { loader as wallet } from '#app/routes/wallet/wallet.tsx'
import { worldOf } from '#tests/support/world.ts'
import { allDone, credentialScene, practical } from './credential-scene.ts'
import { renderedPage } from './rendered-page.tsx'

const languages = ['en', 'zh-CN'] as const

type Call = (args: LoaderFunctionArgs) => Promise<unknown>

async function page(
  call: Call,
  component: ComponentType,
  ctx: Context,
  {
    path = '/',
    params = {},
    actionData,
  }: { path?: string; params?: Record<string, string>; actionData?: unknown } = {},
): Promise<string> {
  const args = {
    request: new Request(`http://localhost:3000${path}`),
    params,
    context: { context: async () => ctx },
  } as unknown as LoaderFunctionArgs
  const loaderData = await call(args)
  const html = renderedPage({ component, loaderData, actionData }, ctx.language)
  // A key that has no text shows as the key itself.
  expect(html).not.toMatch(
    /(credentials|practicals|public|common):|>(ladder|wallet|decisions|file|sheet|credential)\.[a-z]/,
  )
  return html
}

const headingOf = (html: string) =>
  (/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#x27;', "'")
    .trim()

describe.each(languages)('in %s', (language) => {
  const scene = () => credentialScene({ language })
  const say = (en: string, zh: string) => (language === 'en' ? en : zh)

  test('the ladder says in its first line what may be repaired today, and shows rungs, path and actions', async () => {
    const { as, complete } = await scene()
    expect(headingOf(await page(ladder, LadderPage, await as('E-1001')))).toBe(
      say(
        'Today you may repair: room air conditioner and refrigerator up to L3 and washing machine up to L2.',
        '今天您可以维修房间空调器、电冰箱（最高 L3）、洗衣机（最高 L2）。',
      ),
    )
    const me = await as('E-1004')
    await enrolForCredential(me, { brandCode: 'MEIHE', typeCode: 'WM-L2' })
    const learning = await page(ladder, LadderPage, me)
    expect(learning).toContain('href="/courses/WM-201"')
    await complete('E-1004', 'WM-201')
    const examining = await page(ladder, LadderPage, me)
    expect(examining).toContain('href="/exams/WM-201"')
    expect(examining).toContain(say('no exam session is announced yet', '尚未公布考试场次'))
  })

  test('a newcomer learns how many steps the first rung takes', async () => {
    const { ctx, db } = await scene()
    const outlet = await db
      .selectFrom('outlet')
      .select(['id', 'code', 'providerId'])
      .where('code', '=', 'O6')
      .executeTakeFirstOrThrow()
    const newcomer = await worldOf(ctx).engineer({ outlet })
    const html = await page(ladder, LadderPage, await newcomer.signedIn())
    expect(headingOf(html)).toBe(
      say(
        'You may not repair on your own yet; 3 steps lead to NB-L1.',
        '您目前还不能独立维修，距离 NB-L1 还有 3 步。',
      ),
    )
  })

  test('whoever is suspended is told so, and offered no way around it', async () => {
    const { as } = await scene()
    const html = await page(ladder, LadderPage, await as('E-1006'))
    expect(headingOf(html)).toBe(
      say(
        'Your certification for notebook is suspended; you may not repair on your own.',
        '您的笔记本电脑资格已暂停，目前不能独立维修。',
      ),
    )
    expect(html).not.toContain('value="NB-L')
    expect(html).toContain(say('Notebook: suspended until', '笔记本电脑：暂停至'))
  })

  test('a licence that lacks is marked on the ladder and named with what to do about it', async () => {
    const { as } = await scene()
    const html = await page(ladder, LadderPage, await as('E-1003'))
    expect(html).toContain(say('A statutory licence is missing.', '缺少法定资格。'))
    expect(html).toContain(say('removal): review overdue', '作业）：复审逾期'))
    expect(await page(ladder, LadderPage, await as('E-1001'))).not.toContain(
      say('A statutory licence is missing.', '缺少法定资格。'),
    )
  })

  test('a refused wish is said on the ladder', async () => {
    const { as } = await scene()
    const html = await page(ladder, LadderPage, await as('E-1004'), {
      path: '/ladder?problem=course-not-completed',
    })
    expect(html).toContain(say('Complete the course first', '请先学完课程'))
    expect(
      await page(ladder, LadderPage, await as('E-1004'), { path: '/ladder?problem=nonsense' }),
    ).not.toContain('role="alert"')
  })

  test('the wallet counts and shows each credential with its public page', async () => {
    const { as } = await scene()
    const html = await page(wallet, WalletPage, await as('E-1006'))
    expect(headingOf(html)).toContain(
      say('1 of 2 credentials let you work today.', '2 项资格认证中，1 项今天可用于作业。'),
    )
    expect(html.match(/href="\/c\/[0-9a-z]{26}"/g)).toHaveLength(2)
  })

  test('the station lists a request with the reason why it may not be taken, or the way to take it', async () => {
    const { as, complete } = await scene()
    await complete('E-1004', 'WM-201')
    await requestPractical(await as('E-1004'), { practicalCode: practical.code })
    const colleague = await page(station, StationPage, await as('A-2001'))
    expect(headingOf(colleague)).toContain(
      say('1 practical waits for an assessor', '有 1 项实操考核等待考评员'),
    )
    expect(colleague).toContain(say('the same provider (P1)', '同属一家服务商（P1）'))
    const independent = await page(station, StationPage, await as('A-2002', 'MEIHE'))
    expect(independent).toContain(say('Look at it and take it', '查看并受理'))
  })

  test('the score sheet works as a plain form, and comes back with what was chosen and what is missing', async () => {
    const { as, complete, takePractical } = await scene()
    await complete('E-1004', 'WM-201')
    const id = await takePractical('E-1004', 'A-2002')
    const assessor = await as('A-2002', 'MEIHE')
    const sheet = await page(assessment, AssessmentPage, assessor, { params: { assessment: id } })
    expect(sheet.match(/type="radio"/g)).toHaveLength(9)
    expect(sheet).toContain(`action="/station/${id}/score"`)
    const actionData = {
      sheet: {
        typed: { meter: { outcome: 'done', note: 'proved dead' } },
        gaps: [
          { kind: 'not-scored', stepId: 'tap' },
          { kind: 'not-scored', stepId: 'coil' },
        ],
      },
    }
    const back = await page(assessment, ScorePage, assessor, { params: { assessment: id }, actionData })
    expect(back).toContain('value="proved dead"')
    expect(back.match(/checked=""/g)).toHaveLength(1)
    expect(back).toContain(say('2 steps are not complete', '有 2 个步骤未填完整'))
  })

  test('the queue and the evidence name who waits, and the effect of issuing before it happens', async () => {
    const { as, readyForWmL2 } = await scene()
    const enrolment = await readyForWmL2()
    const officer = await as('B-5001')
    const listed = await page(queue, QueuePage, officer)
    expect(headingOf(listed)).toBe(
      say('1 person awaits your decision; the oldest since today.', '有 1 人等待您评定，最早的为今天提交。'),
    )
    const file = await page(evidence, EvidencePage, officer, { params: { enrolment } })
    expect(file).toContain(
      say(
        'Issues WM-L2 to Zhao Xue, valid 23 Nov 2026 to 22 Nov 2028.',
        '向赵雪签发 WM-L2，有效期 2026年11月23日至2028年11月22日。',
      ),
    )
    expect(file).toContain(say('Opens 1 operation: Replace inlet valve.', '开放 1 项作业：更换进水电磁阀。'))
    const actionData = { form: 'issue', reason: 'short', problem: 'reason-missing' }
    const back = await page(evidence, IssuePage, officer, { params: { enrolment }, actionData })
    expect(back).toContain('>short</textarea>')
    expect(back).toContain('aria-invalid="true"')
  })

  test('an officer with a conflict sees the reason and no form', async () => {
    const { as, readyForWmL2, train } = await scene()
    const enrolment = await readyForWmL2()
    await train('B-5001', 'E-1004')
    const html = await page(evidence, EvidencePage, await as('B-5001'), { params: { enrolment } })
    expect(html).toContain(say('You have trained this person', '您在最近 24 个月内培训过此人'))
    expect(html).not.toContain('<form')
  })

  test('the public page says valid or not in its first line, and the exact scope', async () => {
    const { as, ctx, readyForWmL2, clock } = await scene()
    const enrolmentId = await readyForWmL2()
    const issued = await issueCredential(await as('B-5001'), { enrolmentId, reason: 'Evidence complete.' })
    if (!issued.ok || !issued.credential) throw new Error('not issued')
    const params = { slug: issued.credential.publicSlug }
    const today = await page(publicCredential, PublicPage, ctx, { params })
    expect(headingOf(today)).toBe(say('Valid today', '今天有效'))
    expect(today).toContain(say('Washing machine, Meihe, up to L2', '美禾电器洗衣机，最高 L2'))
    expect(today).not.toContain('赵雪')
    clock.set('2029-06-01T02:00:00.000Z')
    const later = await page(publicCredential, PublicPage, ctx, { params })
    expect(headingOf(later)).toBe(say('Not valid today', '今天无效'))
    expect(later).toContain(say('Does not count now', '目前不生效'))
  })
})

test('every step that is done in the scene’s sheet is a step of its rubric', () => {
  const steps = practical.stations.flatMap((one) => one.steps.map(({ id }) => id))
  expect(Object.keys(allDone).sort()).toEqual(steps.sort())
})
