import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'
import { readExamStatistics } from '#app/features/exams/index.server.ts'
import { createDatabase } from '#db/client.ts'
import { actingAs, demoImageForTests, frozenContext } from '#tests/support/frozen-context.ts'
import { measured, type Run } from './measure.ts'
import type { BenchOptions } from './server-figures.ts'

const name = 'item statistics, 5,000 attempts of 40 items'
const attempts = 5_000
const formLength = 40
const bankSize = 80

/**
 * The statistics page's one read, in this process: forms, journals, scoring, every statistic. The floor reads the same rows of the same file with
 * prepared statements and does nothing with them.
 */
export async function benchStats({ runs, only, report }: BenchOptions): Promise<void> {
  if (!name.includes(only)) return
  const folder = mkdtempSync(join(tmpdir(), 'tiergate-bench-'))
  const file = join(folder, 'statistics.db')
  await fill(file)
  const db = createDatabase(`file:${file}`)
  const raw = new Sqlite(file, { readonly: true })
  try {
    const { ctx } = await frozenContext({ filled: 'demo' })
    const officer = { ...(await actingAs(ctx, 'B-5001')), db }
    const read = async () => {
      const page = await readExamStatistics(officer, 'WM-201', { blueprint: null, attempts: 'all' })
      if (page?.exam.n !== attempts || page.items.length !== bankSize)
        throw new Error(`Read ${page?.exam.n} attempts`)
    }
    await read()
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const done: Run[] = []
    for (let run = 0; run < Math.max(3, runs); run++) done.push(await timed(read))
    delay.disable()
    const floor = await timed(async () => {
      raw.prepare('select form_id, item_version_id from exam_form_item').all()
      raw
        .prepare(
          'select attempt_id, item_version_id, kind, value_json, received_at from exam_response order by attempt_id, sequence',
        )
        .all()
    })
    const notes = { 'longest block ms': delay.max / 1e6 }
    report(measured(name, done, { name: 'the same rows, read alone', rate: floor.rate }, notes))
  } finally {
    raw.close()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(act: () => Promise<void>): Promise<Run> {
  const started = performance.now()
  await act()
  const took = performance.now() - started
  return { rate: 1000 / took, latencies: Float64Array.of(took), errors: 0 }
}

/** The demonstration with so many finished attempts at WM-201, each with a form of its own and a change or two an item. */
async function fill(file: string): Promise<void> {
  writeFileSync(file, await demoImageForTests())
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = OFF')
  const begun = '2026-10-01T01:00:00.000Z'
  const course = 'BENCH-COURSE'
  const { id: brand } = database.prepare("select id from organisation where code = 'MEIHE'").get() as {
    id: string
  }
  database.prepare("delete from exam where code = 'WM-201'").run()
  database
    .prepare("insert into course (id, code, brand_id, created_at) values (?, 'BENCH-201', ?, ?)")
    .run(course, brand, begun)
  database
    .prepare(
      "insert into course_version (id, course_id, version, content_hash, title_en, title_zh, summary_en, summary_zh, minutes, bench_minutes, objectives_json, expert_review, published_at) values ('BENCH-CV', ?, 1, 'x', 'Bench', '基准', '', '', 1, 1, '[]', 'done', ?)",
    )
    .run(course, begun)
  database.prepare("insert into exam (id, course_id, code) values ('BENCH-EXAM', ?, 'WM-201')").run(course)
  database
    .prepare(
      "insert into exam_blueprint (id, exam_id, version, mode, minutes, cut_permille, item_count, blueprint_json, content_hash, published_at) values ('BENCH-BP', 'BENCH-EXAM', 1, 'PROCTORED', 60, 800, ?, '{\"sections\":[]}', 'x', ?)",
    )
    .run(formLength, begun)
  const item = database.prepare(
    "insert into item (id, course_id, code, state, created_at) values (?, ?, ?, 'ACTIVE', ?)",
  )
  const version = database.prepare(
    "insert into item_version (id, item_id, version, type, domain, difficulty, is_critical, scoring, face_json, key_json, rationale_json, source, content_hash, created_at) values (?, ?, 1, 'single', 'filling', 2, 0, 'all-or-nothing', ?, ?, '{}', '', 'x', ?)",
  )
  const options = { a: 'one', b: 'two', c: 'three', d: 'four' }
  const face = JSON.stringify({
    content: { type: 'single', faces: { en: { stem: 'Which?', options }, zh: { stem: '哪个？', options } } },
    weight: 1,
  })
  const key = JSON.stringify({ key: { type: 'single', correct: 'a' } })
  const person = database.prepare(
    "insert into person (id, code, name, account_state, identity_verified_at, created_at) values (?, ?, ?, 'active', ?, ?)",
  )
  const form = database.prepare(
    "insert into exam_form (id, blueprint_id, seed, assembled_at) values (?, 'BENCH-BP', 'x', ?)",
  )
  const formItem = database.prepare(
    "insert into exam_form_item (form_id, position, item_version_id, section, option_order_json) values (?, ?, ?, 'filling', '[]')",
  )
  const attempt = database.prepare(
    "insert into exam_attempt (id, exam_id, blueprint_id, form_id, person_id, number, mode, state, language, started_at, deadline_at, submitted_at, finalised_by, score_permille, result_json, answer_hash) values (?, 'BENCH-EXAM', 'BENCH-BP', ?, ?, 1, 'PROCTORED', ?, ?, ?, ?, ?, 'candidate', ?, '{}', 'x')",
  )
  const response = database.prepare(
    "insert into exam_response (attempt_id, sequence, item_version_id, kind, value_json, received_at) values (?, ?, ?, 'answer', ?, ?)",
  )
  let state = 20261126
  const uniform = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
  database.transaction(() => {
    for (let at = 0; at < bankSize; at++) {
      item.run(`BENCH-I${at}`, course, `Q-BENCH-${String(at).padStart(2, '0')}`, begun)
      version.run(`01BENCHITEMVERSION000000${at}`, `BENCH-I${at}`, face, key, begun)
    }
    for (let number = 0; number < attempts; number++) {
      const [id, formId] = [
        `01BENCHATTEMPT${String(number).padStart(12, '0')}`,
        `01BENCHFORM${String(number).padStart(15, '0')}`,
      ]
      const at = (seconds: number) =>
        new Date(Date.parse(begun) + (number * 600 + seconds) * 1000).toISOString()
      person.run(`BENCH-P${number}`, `BP-${number}`, `人${number}`, begun, begun)
      form.run(formId, at(0))
      const ability = (uniform() + uniform() + uniform()) / 3
      const start = Math.floor(uniform() * bankSize)
      let [sequence, clock, right] = [0, 0, 0]
      const answers: [string, string, string][] = []
      for (let position = 0; position < formLength; position++) {
        const number_ = (start + position) % bankSize
        const versionId = `01BENCHITEMVERSION000000${number_}`
        formItem.run(formId, position, versionId)
        for (let change = uniform() < 0.25 ? 2 : 1; change > 0; change--) {
          clock += 5 + uniform() * 40
          const isRight = uniform() < ability * 0.7 + 0.3 - (number_ / bankSize) * 0.25
          const choice = isRight ? 'a' : (['b', 'c', 'd'][Math.floor(uniform() * 3)] ?? 'b')
          if (change === 1 && isRight) right += 1
          answers.push([versionId, JSON.stringify({ type: 'single', choice }), at(clock)])
        }
      }
      const permille = Math.floor((right * 1000) / formLength)
      const result = permille >= 800 ? 'PASSED' : 'FAILED'
      const language = uniform() < 0.2 ? 'en' : 'zh-CN'
      attempt.run(id, formId, `BENCH-P${number}`, result, language, at(0), at(3600), at(clock), permille)
      for (const answer of answers) {
        sequence += 1
        response.run(id, sequence, ...answer)
      }
    }
  })()
  database.close()
}
