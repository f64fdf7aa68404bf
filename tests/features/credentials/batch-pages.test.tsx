import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Context } from '#app/context.server.ts'
import { problemCodes } from '#app/features/credentials/batches/batch-row.ts'
import { problemText } from '#app/features/credentials/batches/row-words.ts'
import { confirmBatch } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import BatchPage, { loader as batch } from '#app/routes/batches/batch.tsx'
import { action as confirm } from '#app/routes/batches/confirm.tsx'
import { action as drop } from '#app/routes/batches/drop.tsx'
import BatchesPage, { loader as list } from '#app/routes/batches/list.tsx'
import NewBatchPage, { action as begin, loader as newBatch } from '#app/routes/batches/new.tsx'
import { loader as rows } from '#app/routes/batches/rows.tsx'
import { loader as template } from '#app/routes/batches/template.tsx'
import { action as undo } from '#app/routes/batches/undo.tsx'
import QueuePage, { loader as queue } from '#app/routes/decisions/queue.tsx'
import { credentialScene } from './credential-scene.ts'
import { renderedPage } from './rendered-page.tsx'

const languages = ['en', 'zh-CN'] as const
const site = 'http://localhost:3000'
const reason = 'Moved from the register of 2024, file 17'

type Args = LoaderFunctionArgs & ActionFunctionArgs

function argsFor(ctx: Context, path: string, form?: FormData | Record<string, string>): Args {
  const body = form instanceof FormData ? form : form && new URLSearchParams(form)
  const [, id] = /^\/decisions\/batches\/([^/?]+)/.exec(path) ?? []
  return {
    request: new Request(`${site}${path}`, {
      ...(body && { method: 'POST', body }),
      headers: { origin: site },
    }),
    params: id ? { batch: id } : {},
    context: { context: async () => ctx },
  } as unknown as Args
}

/** Where an action leads, or what it answers. */
async function answerOf(call: Promise<unknown>): Promise<{ to?: string; status: number; data?: unknown }> {
  try {
    const { data, init } = (await call) as { data: unknown; init: { status: number } }
    return { data, status: init.status }
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    return { status: thrown.status, to: thrown.headers.get('location') ?? '' }
  }
}

const headingOf = (html: string) => (/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '')

describe.each(languages)('in %s', (language) => {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh)

  async function officerScene() {
    const scene = await credentialScene({ language })
    const ctx = await scene.as('B-5001')
    const show = async (
      call: (args: Args) => Promise<unknown>,
      component: () => JSX.Element,
      path: string,
      actionData?: unknown,
    ) => {
      const html = renderedPage(
        { component, loaderData: await call(argsFor(ctx, path)), actionData },
        language,
      )
      // A key that has no text shows as the key itself.
      expect(html).not.toMatch(
        /(batches|credentials|common):|>(list|new|page|confirm|undo|queue|result|problem|note)\.[a-z]/,
      )
      return html
    }
    const bring = async (pasted: string, more: Record<string, string> = {}, kind = 'import') => {
      const { to } = await answerOf(
        begin(argsFor(ctx, `/decisions/batches/new?kind=${kind}`, { pasted, ...more })),
      )
      if (!to) throw new Error('The rows were not taken')
      return to
    }
    return { ...scene, ctx, show, bring }
  }

  test('rows are brought, shown, taken over and taken back, page by page', async () => {
    const { ctx, show, bring } = await officerScene()
    expect(await show(list, BatchesPage, '/decisions/batches')).toContain(say('No batch yet', '还没有批次'))
    const path = await bring('E-1004,WM-L2,2025-11-01,,N-7,yes\nE-9999,WM-L2,2025-11-01')
    const preview = await show(batch, BatchPage, path)
    expect(headingOf(preview)).toBe(
      say('Earlier certificates: 1 of 2 rows can be done.', '转入原有证书：共 2 行，可办理 1 行。'),
    )
    expect(preview).toContain(say('Would be taken over', '将转入'))
    expect(preview).toContain(say('Nobody of your network has the staff code E-9999', '没有工号 E-9999'))
    expect(preview).toContain(say('earlier number N-7', '原证书编号 N-7'))

    const short = await answerOf(confirm(argsFor(ctx, `${path}/confirm`, { reason: 'short' })))
    expect(short).toMatchObject({ status: 400, data: { problem: 'reason-missing', reason: 'short' } })
    expect(await show(batch, BatchPage, `${path}/confirm`, short.data)).toContain('>short</textarea>')
    expect(await answerOf(confirm(argsFor(ctx, `${path}/confirm`, { reason })))).toEqual({
      status: 302,
      to: path,
    })
    // Pressed again.
    expect(await answerOf(confirm(argsFor(ctx, `${path}/confirm`, { reason })))).toEqual({
      status: 302,
      to: path,
    })
    expect(await answerOf(drop(argsFor(ctx, `${path}/drop`, {})))).toEqual({ status: 302, to: path })
    expect(headingOf(await show(batch, BatchPage, path))).toBe(
      say('Earlier certificates: done, 1 of 2 rows.', '转入原有证书：已办理，共 2 行，办理 1 行。'),
    )
    expect(await show(list, BatchesPage, '/decisions/batches')).toContain(
      say('1 of 2 done', '共 2 行，已办理 1 行'),
    )

    expect(await show(batch, BatchPage, `${path}?undo=1`)).toContain(
      say('1 credential would be withdrawn.', '将注销 1 项资格。'),
    )
    const again = await answerOf(undo(argsFor(ctx, `${path}/undo`, { reason: 'no' })))
    expect(again).toMatchObject({ status: 400 })
    expect(await show(batch, BatchPage, `${path}/undo`, again.data)).toContain('>no</textarea>')
    expect(
      await answerOf(undo(argsFor(ctx, `${path}/undo`, { reason: 'The wrong file was brought' }))),
    ).toEqual({
      status: 302,
      to: path,
    })
    expect(await show(batch, BatchPage, path)).toContain(say('Withdrawn', '已注销'))
  })

  test('what was typed stays when the rows cannot be read, and the message names the way out', async () => {
    const { ctx, show } = await officerScene()
    const address = '/decisions/batches/new?kind=import'
    const fields = { pasted: '工号,有效期至\nE-1004,2027-01-01', attests: 'yes' }
    const refused = await answerOf(begin(argsFor(ctx, address, fields)))
    expect(refused.status).toBe(400)
    const html = await show(newBatch, NewBatchPage, address, refused.data)
    expect(html).toContain('工号,有效期至\nE-1004,2027-01-01</textarea>')
    expect(html).toContain('checked=""')
    expect(html).toContain(
      say('These columns are missing: Credential type, Valid from.', '缺少以下列：资格类型、生效日期。'),
    )

    const file = new FormData()
    file.set('file', new File(['\u0000\u00ff'], 'old.bin'))
    const unread = await answerOf(begin(argsFor(ctx, address, file)))
    expect(unread).toMatchObject({ status: 400, data: { fileName: 'old.bin' } })
    expect(await show(newBatch, NewBatchPage, address, unread.data)).toContain('old.bin')

    file.set('pasted', 'E-1004,WM-L2,2025-11-01')
    for (const form of [file, {}])
      expect((await answerOf(begin(argsFor(ctx, address, form)))).status).toBe(400)
  })

  test('an exam session that nobody knows comes back with its code and day', async () => {
    const { ctx, show } = await officerScene()
    const address = '/decisions/batches/new?kind=revoke'
    const refused = await answerOf(
      begin(argsFor(ctx, address, { form: 'session', code: '123 456', day: '2026-11-02' })),
    )
    const html = await show(newBatch, NewBatchPage, address, refused.data)
    expect(html).toContain('value="123 456"')
    expect(html).toContain('value="2026-11-02"')
    expect(html).toContain(say('No exam session of your exams', '没有使用此签到码的场次'))
  })

  test('many of the queue are ticked and previewed; nobody ticked leads back with a word', async () => {
    const { ctx, show, readyForWmL2 } = await officerScene()
    const enrolmentId = await readyForWmL2()
    const html = await show(queue, QueuePage, '/decisions')
    expect(html).toMatch(new RegExp(`name="enrolment"[^>]* value="${enrolmentId}"`))
    const chosen = await answerOf(
      begin(
        argsFor(ctx, '/decisions/batches/new', { form: 'chosen', scope: 'chosen', enrolment: enrolmentId }),
      ),
    )
    const preview = await show(batch, BatchPage, chosen.to ?? '')
    expect(headingOf(preview)).toBe(say('Issue: 1 of 1 rows can be done.', '签发：共 1 行，可办理 1 行。'))
    const nobody = await answerOf(
      begin(argsFor(ctx, '/decisions/batches/new', { form: 'chosen', scope: 'chosen', q: 'E-1004' })),
    )
    expect(nobody.to).toBe('/decisions?q=E-1004&problem=nothing-chosen')
    expect(await show(queue, QueuePage, nobody.to ?? '')).toContain(
      say('Nobody was chosen who still waits.', '所选人员都已不在待评定之列。'),
    )
  })

  test('a revocation says before what it takes and that it stays', async () => {
    const { ctx, db, idOf, show, bring } = await officerScene()
    const { number } = await db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .select('credential.number')
      .where('credential.personId', '=', await idOf('E-1002'))
      .where('credentialType.code', '=', 'AC-L2')
      .executeTakeFirstOrThrow()
    const path = await bring(number, {}, 'revoke')
    const html = await show(batch, BatchPage, path)
    expect(html).toContain(say('from level 2 to none', '由 2 级变为无'))
    expect(html).toContain(say('A revocation cannot be taken back', '撤销不能退回'))
    await confirmBatch(ctx, { batchId: path.split('/').at(-1) ?? '', reason })
    expect(await show(batch, BatchPage, path)).not.toContain(say('Take this batch back', '退回本批次'))
  })

  test('template and rows are files of the reader’s language', async () => {
    const { ctx, bring } = await officerScene()
    const empty = await template(argsFor(ctx, '/decisions/batches/template'))
    expect(empty.headers.get('content-disposition')).toContain('.csv')
    expect(await empty.text()).toContain(say('"Staff code","Credential type"', '"工号","资格类型"'))
    const path = await bring('E-1004,WM-L2,2025-11-01')
    const file = await rows(argsFor(ctx, `${path}/rows`))
    expect(await file.text()).toContain(say('"Would be taken over"', '"将转入"'))
  })

  test('every problem of a row has a sentence', () => {
    const t = i18nFor(language).getFixedT(language, 'batches')
    for (const code of problemCodes)
      expect(problemText(t, { code, params: { count: 2 } }), code).not.toMatch(/^problem\./)
  })
})
