import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Context, SignedInContext } from '#app/context.server.ts'
import { publishCourse } from '#app/features/curriculum/index.server.ts'
import { publishItems } from '#app/features/item-bank/index.server.ts'
import { loader as bankPage, action as upload } from '#app/routes/studio/bank.tsx'
import { loader as banksPage } from '#app/routes/studio/banks.tsx'
import { action as confirm } from '#app/routes/studio/confirm-import.tsx'
import { action as discard } from '#app/routes/studio/discard-import.tsx'
import { loader as exported } from '#app/routes/studio/export-bank.tsx'
import { loader as importPage } from '#app/routes/studio/import.tsx'
import { courseSource } from '#tests/features/curriculum/course-fixture.ts'
import { bankOf } from '#tests/features/exams/exam-scene.ts'
import { fixture, textFile } from '#tests/features/item-bank/item-files.ts'
import { actingAs, frozenContext } from '#tests/support/frozen-context.ts'

/** A bank with its keys belongs to the authors of one organisation. Nobody else learns that it is there, takes it out or puts anything in. */

const site = 'http://localhost:3000'
type Args = LoaderFunctionArgs & ActionFunctionArgs
type Given = { course?: string; import?: string; query?: string; body?: FormData; origin?: string | null }

function argsFor(ctx: Context, given: Given = {}): Args {
  const { course = 'WM-201', import: importId = '', query = '', body, origin = site } = given
  const headers = new Headers({ host: 'localhost:3000', ...(origin ? { origin } : {}) })
  const request = new Request(
    `${site}/studio/banks/${course}${query}`,
    body ? { method: 'POST', headers, body } : { headers },
  )
  return {
    request,
    params: { course, import: importId },
    context: { context: async () => ctx },
  } as unknown as Args
}

type Ended = { status: number; location: string; data: unknown }

/** What a call ends with. */
async function ended(call: Promise<unknown>): Promise<Ended> {
  const response = await call.catch((thrown: unknown) => thrown)
  if (response instanceof Response)
    return { status: response.status, location: response.headers.get('location') ?? '', data: response }
  if (response instanceof Error) throw response
  const { init, data } = response as { init?: { status?: number } | null; data?: unknown }
  return { status: init?.status ?? 200, location: '', data: data ?? response }
}

function fileForm(bytes: Uint8Array, name = 'items.xml', language = 'auto'): FormData {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  form.set('language', language)
  return form
}

async function scene() {
  const { ctx, db } = await frozenContext({ filled: 'demo' })
  await db.transaction().execute(async (trx) => {
    const own = await publishCourse(ctx, trx, courseSource({ code: 'WM-201', brand: 'MEIHE' }))
    await publishItems(ctx, trx, { courseId: own.courseId, items: bankOf() })
    await publishCourse(ctx, trx, courseSource({ code: 'SAFE-101' }))
  })
  return { ctx, db, author: await actingAs(ctx, 'B-5003', 'MEIHE') }
}

/** A file that waits in the bank of WM-201. */
async function waiting(author: SignedInContext, bytes = fixture('moodle.xml')): Promise<string> {
  const { status, location } = await ended(upload(argsFor(author, { body: fileForm(bytes) })))
  expect(status).toBe(302)
  return location.split('/').at(-1) ?? ''
}

const everyCall = (ctx: Context, importId: string, course = 'WM-201') => ({
  bank: () => bankPage(argsFor(ctx, { course })),
  upload: () => upload(argsFor(ctx, { course, body: fileForm(fixture('moodle.xml')) })),
  result: () => importPage(argsFor(ctx, { course, import: importId })),
  confirm: () => confirm(argsFor(ctx, { course, import: importId, body: new FormData() })),
  discard: () => discard(argsFor(ctx, { course, import: importId, body: new FormData() })),
  export: () => exported(argsFor(ctx, { course, query: '/export?format=csv' })),
})

describe('an author of the brand', () => {
  test('reads a file, sees of each item what would become of it, and brings it in', async () => {
    const { db, author } = await scene()
    const importId = await waiting(author)
    const counts = async () => (await db.selectFrom('item').select('id').execute()).length
    expect(await counts()).toBe(12)
    const page = await ended(importPage(argsFor(author, { import: importId })))
    expect(page.data).toMatchObject({ isDone: false, counts: { new: 7, refused: 3 }, total: 10 })
    const narrowed = await ended(importPage(argsFor(author, { import: importId, query: '?show=problems' })))
    expect(narrowed.data).toMatchObject({ total: 8 })
    expect(await ended(confirm(argsFor(author, { import: importId, body: new FormData() })))).toMatchObject({
      status: 302,
    })
    expect(await counts()).toBe(19)
    expect((await ended(importPage(argsFor(author, { import: importId })))).data).toMatchObject({
      isDone: true,
      counts: { new: 7 },
    })
    const [entry] = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'items.imported')
      .execute()
    expect(entry?.actorPersonId).toBe(author.actor.personId)
    const kept = await db.selectFrom('itemImport').select('itemsJson').execute()
    expect(kept).toEqual([{ itemsJson: '' }])
  })

  test('who confirms twice brings in once', async () => {
    const { db, author } = await scene()
    const importId = await waiting(author)
    const again = () => ended(confirm(argsFor(author, { import: importId, body: new FormData() })))
    expect((await again()).status).toBe(302)
    expect((await again()).status).toBe(302)
    expect(await db.selectFrom('item').select('id').execute()).toHaveLength(19)
    expect(
      await db.selectFrom('auditEntry').select('id').where('action', '=', 'items.imported').execute(),
    ).toHaveLength(1)
    expect((await ended(discard(argsFor(author, { import: importId, body: new FormData() })))).status).toBe(
      404,
    )
  })

  test('looks again where the bank has changed since the file was read', async () => {
    const { ctx, db, author } = await scene()
    const importId = await waiting(author)
    // Another author brings in the same items.
    await ended(confirm(argsFor(author, { import: await waitingOf(ctx), body: new FormData() })))
    const outcome = await ended(confirm(argsFor(author, { import: importId, body: new FormData() })))
    expect(outcome.location).toContain('changed=1')
    expect(await db.selectFrom('item').select('id').execute()).toHaveLength(19)
    const page = await ended(importPage(argsFor(author, { import: importId, query: '?changed=1' })))
    expect(page.data).toMatchObject({ isChangedMeanwhile: true, counts: { new: 0, unchanged: 7 } })

    async function waitingOf(anybody: Context): Promise<string> {
      await db.updateTable('itemImport').set({ createdAt: ctx.now() }).execute()
      const admin = await actingAs(anybody, 'B-5003', 'MEIHE')
      const id = (await db.selectFrom('itemImport').select('id').executeTakeFirstOrThrow()).id
      // The first file stays, as if two authors had one each.
      await db
        .updateTable('itemImport')
        .set({ personId: (await actingAs(anybody, 'B-5004')).actor.personId })
        .where('id', '=', id)
        .execute()
      return waiting(admin)
    }
  })

  test('a next file takes the place of the one that waits, and one that waited a day is dropped', async () => {
    const { db, author, ctx } = await scene()
    const first = await waiting(author)
    const second = await waiting(author)
    expect((await ended(importPage(argsFor(author, { import: first })))).status).toBe(404)
    await db
      .updateTable('itemImport')
      .set({
        createdAt: '2026-11-20T00:00:00.000Z',
        personId: (await actingAs(ctx, 'B-5004')).actor.personId,
      })
      .execute()
    await waiting(author)
    expect((await ended(importPage(argsFor(author, { import: second })))).status).toBe(404)
  })

  test('is told why a file is not read, keeps the language chosen, and nothing waits', async () => {
    const { db, author } = await scene()
    const refused = await ended(
      upload(argsFor(author, { body: fileForm(textFile('<!DOCTYPE x><quiz/>'), '恶意.xml', 'zh') })),
    )
    expect(refused).toMatchObject({ status: 400, data: { fileName: '恶意.xml', language: 'zh' } })
    expect((refused.data as { problem: string }).problem).toContain('DOCTYPE')
    expect((await ended(upload(argsFor(author, { body: new FormData() })))).status).toBe(400)
    const notAForm = argsFor(author, { body: new FormData() })
    const request = new Request(notAForm.request.url, {
      method: 'POST',
      headers: { host: 'localhost:3000', origin: site, 'content-type': 'multipart/form-data; boundary=x' },
      body: 'nonsense',
    })
    expect((await ended(upload({ ...notAForm, request } as Args))).status).toBe(400)
    expect(await db.selectFrom('itemImport').select('id').execute()).toEqual([])
  })

  test('takes the bank out in each format, and that is recorded', async () => {
    const { db, author } = await scene()
    for (const format of ['qti22', 'qti30', 'moodle', 'csv']) {
      const { status, data } = await ended(exported(argsFor(author, { query: `/export?format=${format}` })))
      expect(status).toBe(200)
      const response = data as Response
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="WM-201[\w.-]+"$/)
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
    }
    expect((await ended(exported(argsFor(author, { query: '/export?format=word' })))).status).toBe(404)
    expect(
      await db.selectFrom('auditEntry').select('id').where('action', '=', 'items.exported').execute(),
    ).toHaveLength(4)
  })

  test('sees the banks of the own brand and no other', async () => {
    const { ctx, author } = await scene()
    const codes = async (someone: Context) =>
      ((await ended(banksPage(argsFor(someone)))).data as { banks: { code: string }[] }).banks.map(
        ({ code }) => code,
      )
    expect(await codes(author)).toEqual(['WM-201'])
    expect(await codes(await actingAs(ctx, 'B-5102', 'LUMEN'))).toEqual([])
  })
})

describe('everybody else', () => {
  test.each([
    'E-1001',
    'P-6001',
    'T-2201',
    'I-2101',
    'A-2002',
    'B-5001',
    'B-5004',
    'D-7001',
    'G-3001',
    'M-4001',
    'S-8001',
  ])('%s, who is no author, is refused everything', async (person) => {
    const { ctx, db, author } = await scene()
    const importId = await waiting(author)
    const someone = await actingAs(ctx, person)
    expect((await ended(banksPage(argsFor(someone)))).status).toBe(403)
    for (const call of Object.values(everyCall(someone, importId)))
      expect((await ended(call())).status).toBe(403)
    expect(await db.selectFrom('item').select('id').execute()).toHaveLength(12)
  })

  test('an author of another brand finds neither the bank nor what waits for it', async () => {
    const { ctx, db, author } = await scene()
    const importId = await waiting(author)
    const stranger = await actingAs(ctx, 'B-5102', 'LUMEN')
    for (const call of Object.values(everyCall(stranger, importId)))
      expect((await ended(call())).status).toBe(404)
    expect(await db.selectFrom('itemImport').select('state').execute()).toEqual([{ state: 'OPEN' }])
    expect(await db.selectFrom('item').select('id').execute()).toHaveLength(12)
  })

  test('an author of a brand does not own the courses that every brand shares, and finds no file under the address of another bank', async () => {
    const { author } = await scene()
    const importId = await waiting(author)
    for (const call of Object.values(everyCall(author, importId, 'SAFE-101')))
      expect((await ended(call())).status).toBe(404)
    for (const course of ['NO-1', "' or 1=1 --", ''])
      for (const call of Object.values(everyCall(author, importId, course)))
        expect((await ended(call())).status).toBe(404)
  })

  test.each(['http://evil.example', null])('another site (origin %s) brings nothing in', async (origin) => {
    const { db, author } = await scene()
    const importId = await waiting(author)
    const given = { import: importId, body: new FormData(), origin }
    expect(
      (await ended(upload(argsFor(author, { body: fileForm(fixture('moodle.xml')), origin })))).status,
    ).toBe(403)
    expect((await ended(confirm(argsFor(author, given)))).status).toBe(403)
    expect((await ended(discard(argsFor(author, given)))).status).toBe(403)
    expect(await db.selectFrom('item').select('id').execute()).toHaveLength(12)
  })

  test('nobody is sent to sign in', async () => {
    const { ctx, author } = await scene()
    const importId = await waiting(author)
    for (const call of Object.values(everyCall(ctx, importId)))
      expect((await ended(call())).location).toContain('/sign-in')
  })
})

test('the pages show no key: neither of the bank nor of what a file brings', async () => {
  const { author } = await scene()
  const importId = await waiting(author)
  for (const page of [bankPage(argsFor(author)), importPage(argsFor(author, { import: importId }))]) {
    const text = JSON.stringify((await ended(page)).data)
    expect(text).not.toMatch(/"correct"|"key"|rationale":\{|Plug out, under/)
  }
})
