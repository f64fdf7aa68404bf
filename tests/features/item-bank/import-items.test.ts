import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { publishCourse } from '#app/features/curriculum/index.server.ts'
import { hashOfFile, importItems } from '#app/features/item-bank/import-items.server.ts'
import {
  type CommandPlace,
  exportCommand,
  exportItems,
  findBank,
  importCommand,
  publishItems,
} from '#app/features/item-bank/index.server.ts'
import { planImport } from '#app/features/item-bank/plan-import.server.ts'
import { courseSource } from '#tests/features/curriculum/course-fixture.ts'
import { bankOf } from '#tests/features/exams/exam-scene.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { dot, fixture, packed, read, textFile } from './item-files.ts'

async function scene() {
  const { ctx, db } = await frozenContext()
  const { courseId } = await db.transaction().execute((trx) => publishCourse(ctx, trx, courseSource()))
  await db.transaction().execute((trx) => publishItems(ctx, trx, { courseId, items: bankOf() }))
  const course = { courseId, code: 'TST-101' }
  const bring = async (bytes: Uint8Array) => {
    const file = await read(bytes)
    return db.transaction().execute((trx) =>
      importItems(ctx, trx, {
        course,
        file,
        fileName: 'items.xml',
        fileHash: hashOfFile(bytes),
        language: null,
      }),
    )
  }
  const items = () => db.selectFrom('item').selectAll().orderBy('code').execute()
  const versions = () => db.selectFrom('itemVersion').selectAll().execute()
  return { ctx, db, course, bring, items, versions }
}

describe('bringing a file into a bank', () => {
  test('stores every item as a draft that no exam draws, under a code of the bank, and records it', async () => {
    const { db, course, bring, items, versions } = await scene()
    const before = await findBank(db, course.courseId)
    const { report } = await bring(fixture('moodle.xml'))
    expect(report.counts).toEqual({
      imported: 2,
      importedWithLoss: 5,
      refused: 3,
      new: 7,
      changed: 0,
      unchanged: 0,
    })
    const drafts = (await items()).filter(({ state }) => state === 'DRAFT')
    expect(drafts.map(({ code, externalId }) => [code, externalId])).toEqual([
      ['Q-TST-10001', 'ISO-MIN'],
      ['Q-TST-10002', 'Height'],
      ['Q-TST-10003', 'R22 to R32'],
      ['Q-TST-10004', 'Bus voltage'],
      ['Q-TST-10005', 'Classes'],
      ['Q-TST-10006', 'Steps'],
      ['Q-TST-10007', 'Bilingual'],
    ])
    expect((await versions()).filter(({ isDraft }) => isDraft === 1)).toHaveLength(7)
    expect(await findBank(db, course.courseId)).toEqual(before)
    const [entry] = await db
      .selectFrom('auditEntry')
      .selectAll()
      .where('action', '=', 'items.imported')
      .execute()
    expect(JSON.parse(entry?.detailsJson ?? '{}')).toMatchObject({
      course: 'TST-101',
      format: 'moodle',
      added: 7,
      refused: 3,
    })
  })

  test('keeps pictures with the version they came with', async () => {
    const { db, bring } = await scene()
    await bring(packed('qti21', { 'items/images/sign.png': dot }))
    expect(
      await db.selectFrom('itemVersionMedia').select(['name', 'mediaType', 'contentBase64']).execute(),
    ).toEqual([
      { name: 'sign.png', mediaType: 'image/png', contentBase64: Buffer.from(dot).toString('base64') },
    ])
  })

  test('a table, which holds no pictures, takes none away', async () => {
    const { ctx, db, course, bring } = await scene()
    await bring(packed('qti21', { 'items/images/sign.png': dot }))
    const csv = new TextDecoder().decode((await exportItems(ctx, { course, format: 'csv' })).bytes)
    expect((await bring(textFile(csv))).report.counts).toMatchObject({ new: 0, changed: 0 })
    await bring(textFile(csv.replace('What does it say?', 'What does the sign say?')))
    const media = await db.selectFrom('itemVersionMedia').select(['name', 'contentHash']).execute()
    expect(media).toHaveLength(2)
    expect(media[0]).toEqual(media[1])
  })

  test('says of each item what it still needs before it can be used', async () => {
    const { bring } = await scene()
    const { report } = await bring(textFile('id,stem_zh,answer\nx,多少？,42\n'))
    expect(report.items[0]?.needs).toEqual([
      'face-en',
      'rationale-en',
      'rationale-zh',
      'unit',
      'domain',
      'difficulty',
    ])
  })

  test('knows the same file again, and a changed item gets its next version', async () => {
    const { bring, items, versions } = await scene()
    await bring(fixture('moodle.xml'))
    const count = (await versions()).length
    expect((await bring(fixture('moodle.xml'))).report.counts).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 7,
    })
    expect(await versions()).toHaveLength(count)
    const changed = new TextDecoder().decode(fixture('moodle.xml')).replace('Haste', 'Hurry')
    expect((await bring(textFile(changed))).report.counts).toMatchObject({ new: 0, changed: 1, unchanged: 6 })
    expect(await versions()).toHaveLength(count + 1)
    expect(await items()).toHaveLength(19)
  })

  test('a changed item in use stays in use as it is; the change waits as a draft beside it', async () => {
    const { ctx, db, course, bring } = await scene()
    const before = await findBank(db, course.courseId)
    const csv =
      'id,type,stem_en,stem_zh,option_a_en,option_b_en,option_c_en,option_a_zh,option_b_zh,option_c_zh,answer'
    const row =
      'Q-TST-101-single-0,single,Changed,改动,en first,en second,en third,zh first,zh second,zh third,b'
    expect((await bring(textFile(`${csv}\n${row}\n`))).report.items).toMatchObject([
      { change: 'changed', code: 'Q-TST-101-single-0' },
    ])
    expect(await findBank(db, course.courseId)).toEqual(before)
    // The bank published again as it was changes nothing; the draft is still there for whoever reviews it.
    const published = await db
      .transaction()
      .execute((trx) => publishItems(ctx, trx, { courseId: course.courseId, items: bankOf() }))
    expect(published).toMatchObject({ changed: 0, unchanged: 12 })
    // What is published next counts on from the draft.
    const [first, ...others] = bankOf()
    if (!first) throw new Error('empty')
    await db.transaction().execute((trx) =>
      publishItems(ctx, trx, {
        courseId: course.courseId,
        items: [{ ...first, difficulty: 2 }, ...others],
      }),
    )
    const used = (await findBank(db, course.courseId)).find(({ code }) => code === first.id)
    expect(used?.itemVersionId).not.toBe(before.find(({ code }) => code === first.id)?.itemVersionId)
    const { version } = await db
      .selectFrom('itemVersion')
      .select('version')
      .where('id', '=', used?.itemVersionId ?? '')
      .executeTakeFirstOrThrow()
    expect(version).toBe(3)
  })

  test('what a file leaves open stays as the bank has it: the other language, facts, the rationale', async () => {
    const { db, bring } = await scene()
    const row = 'Q-TST-101-single-0,single,改动,一,二,三,b'
    await bring(textFile(`id,type,stem_zh,option_a_zh,option_b_zh,option_c_zh,answer\n${row}\n`))
    const draft = await db
      .selectFrom('itemVersion')
      .selectAll()
      .where('isDraft', '=', 1)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(draft.faceJson).content.faces).toMatchObject({
      en: { stem: 'Stem single 0 in English', options: { a: 'en first' } },
      zh: { stem: '改动', options: { a: '一' } },
    })
    expect(draft).toMatchObject({ domain: 'first', difficulty: 1, source: 'Source S77' })
  })

  test('an item of another bank is refused, and so is a second name for the same item', async () => {
    const { ctx, db, bring } = await scene()
    const { courseId } = await db
      .transaction()
      .execute((trx) => publishCourse(ctx, trx, courseSource({ code: 'TST-102' })))
    const [first] = bankOf()
    if (!first) throw new Error('empty')
    await db
      .transaction()
      .execute((trx) => publishItems(ctx, trx, { courseId, items: [{ ...first, id: 'Q-TST-900' }] }))
    const { report } = await bring(textFile('id,stem,answer\nQ-TST-900,True?,true\nmine,True?,true\n'))
    expect(report.items.map(({ refusal, code }) => refusal?.code ?? code)).toEqual([
      'item-of-other-bank',
      'Q-TST-10001',
    ])
    const again = await bring(textFile('id,stem,answer\nQ-TST-10001,True?,true\nmine,True?,true\n'))
    expect(again.report.items.map(({ refusal, code }) => refusal?.code ?? code)).toEqual([
      'Q-TST-10001',
      'duplicate-identifier',
    ])
  })

  test('is all or nothing', async () => {
    const { ctx, db, course, items } = await scene()
    const file = await read(fixture('moodle.xml'))
    const broken = { ...ctx, newId: failingAfter(5, ctx.newId) }
    const bring = db
      .transaction()
      .execute((trx) =>
        importItems(broken, trx, { course, file, fileName: 'x', fileHash: 'x', language: null }),
      )
    await expect(bring).rejects.toThrow('No more ids')
    expect(await items()).toHaveLength(12)
    expect(
      await db.selectFrom('auditEntry').select('id').where('action', '=', 'items.imported').execute(),
    ).toEqual([])
  })

  test('a trial gives the same report and writes nothing', async () => {
    const { db, course, bring, items } = await scene()
    const trial = await planImport(db, course, await read(fixture('moodle.xml')), null)
    expect(await items()).toHaveLength(12)
    expect((await bring(fixture('moodle.xml'))).report).toEqual(trial.report)
  })
})

describe('npm run items:import and items:export', () => {
  async function commands() {
    const { ctx, db, items } = await scene()
    const folder = await mkdtemp(join(tmpdir(), 'items-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const out: string[] = []
    const err: string[] = []
    const opened: string[] = []
    const sent: Uint8Array[] = []
    const place: CommandPlace = {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      outBytes: (bytes) => void sent.push(bytes),
      open: async (purpose) => {
        opened.push(purpose)
        return { ctx, close: async () => {} }
      },
    }
    const file = async (name: string, bytes: Uint8Array) => {
      await writeFile(join(folder, name), bytes)
      return join(folder, name)
    }
    return { db, items, folder, place, out, err, opened, sent, file }
  }

  test('a bank goes out in each format and comes back the same', async () => {
    const { place, folder, err, sent, items } = await commands()
    for (const format of ['qti22', 'qti30', 'moodle', 'csv']) {
      const path = join(folder, format)
      expect(await exportCommand(['TST-101', '--format', format, '--out', path], place)).toBe(0)
      expect((await readFile(path)).length).toBeGreaterThan(1_000)
      expect(await importCommand([path], place)).toBe(0)
      expect(err.at(-1)).toContain('0 new, 0 changed, 12 the same')
    }
    expect(await exportCommand(['TST-101', '--format', 'csv', '--out', '-'], place)).toBe(0)
    expect(sent).toEqual([new Uint8Array(await readFile(join(folder, 'csv')))])
    expect(await items()).toHaveLength(12)
  })

  test('JSON stands alone on standard output, the same in a trial, and exit codes say how it went', async () => {
    const { place, out, err, file, items } = await commands()
    const path = await file('moodle.xml', fixture('moodle.xml'))
    expect(await importCommand([path, '--bank', 'TST-101', '--dry-run', '--json'], place)).toBe(1)
    expect(await items()).toHaveLength(12)
    expect(await importCommand([path, '--bank', 'TST-101', '--json'], place)).toBe(1)
    expect(out).toHaveLength(2)
    const [trial, done] = out.map((line) => JSON.parse(line))
    expect(trial).toEqual({ ...done, dryRun: true })
    expect(done).toMatchObject({
      file: 'moodle.xml',
      format: 'moodle',
      bank: 'TST-101',
      counts: { refused: 3 },
    })
    expect(done.items[0]).toMatchObject({
      code: 'Q-TST-10001',
      result: 'imported-with-loss',
      change: 'new',
      place: { line: 10 },
    })
    expect(err.join('\n')).toContain('line 96: Name it: refused')
    expect(err.join('\n')).toContain('Answers in free words are not known here: shortanswer')
  })

  test('without a bank a trial only says what the file holds, and asks no database', async () => {
    const { place, file, opened, err } = await commands()
    const path = await file('questions.gift', fixture('questions.gift'))
    expect(await importCommand([path, '--dry-run'], place)).toBe(1)
    expect(opened).toEqual([])
    expect(err.at(-1)).toBe('GIFT: 5 taken, 5 with loss, 3 refused. Nothing was stored.')
    expect(await importCommand([path], place)).toBe(2)
    expect(err.at(-1)).toContain('Say --bank COURSE')
  })

  test.each([[[]], [['a', 'b']], [['a', '--language', 'fr']], [['a', '--nonsense']], [['/no/such/file']]])(
    'wrong use of the import %j ends with 2',
    async (args) => {
      const { place, out } = await commands()
      expect(await importCommand(args, place)).toBe(2)
      expect(out).toEqual([])
    },
  )

  test('an unknown course, a format that is none and a file that is none are named', async () => {
    const { place, file, err, out } = await commands()
    expect(await exportCommand(['NO-1', '--format', 'csv'], place)).toBe(1)
    expect(await exportCommand(['TST-101', '--format', 'word'], place)).toBe(2)
    const path = await file('x.zip', textFile('<!DOCTYPE x><quiz/>'))
    expect(await importCommand([path, '--json'], place)).toBe(1)
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ fault: { code: 'document-type', place: { line: 1 } } })
    expect(err.at(-1)).toContain('A document type (DOCTYPE) is not read. Delete it: line 1')
    const good = await file('y.csv', textFile('stem,answer\nTrue?,true\n'))
    expect(await importCommand([good, '--bank', 'NO-1'], place)).toBe(2)
  })
})

function failingAfter(count: number, newId: () => string): () => string {
  let left = count
  return () => {
    left -= 1
    if (left < 0) throw new Error('No more ids')
    return newId()
  }
}
