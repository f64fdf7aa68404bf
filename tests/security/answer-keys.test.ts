import type { ComponentType } from 'react'
import { describe, expect, it } from 'vitest'
import { readExam, readExamList, readResult, submitAttempt } from '#app/features/exams/index.server.ts'
import AttemptRoute, { loader as loadAttempt } from '#app/routes/exams/attempt.tsx'
import BeforeStartRoute, { loader as loadExam } from '#app/routes/exams/before-start.tsx'
import ExamListRoute, { loader as loadList } from '#app/routes/exams/exam-list.tsx'
import ResultRoute, { loader as loadResult } from '#app/routes/exams/result.tsx'
import ReviewRoute, { loader as loadReview } from '#app/routes/exams/review.tsx'
import { renderedPage } from '#tests/features/credentials/rendered-page.tsx'
import { apiFor } from '#tests/features/exams/exam-api.ts'
import { bankOf, exam, examScene, kinds, roomOf, started, types } from '#tests/features/exams/exam-scene.ts'
import { callRoute } from '#tests/features/identity/call-route.ts'

type Handler = Parameters<typeof callRoute>[0]
type Scene = Awaited<ReturnType<typeof examScene>>

/** Every byte that a candidate's browser gets of these pages: the data and the HTML in both languages, for each item. */
async function bytesOf(me: Scene['me'], attemptId: string, isRunning: boolean): Promise<string> {
  const texts: string[] = []
  const look = async (
    component: ComponentType,
    loader: Handler,
    params: Record<string, string>,
    address = '/',
  ) => {
    const { value, status } = await callRoute(loader, me, { params, address })
    texts.push(JSON.stringify(value), `status ${status}`)
    if (status === 200)
      for (const language of ['en', 'zh-CN'] as const)
        texts.push(renderedPage({ component, loaderData: value }, language))
  }
  await look(ExamListRoute, loadList, {})
  await look(BeforeStartRoute, loadExam, { exam })
  const params = { attempt: attemptId }
  if (isRunning) {
    for (let item = 1; item <= 12; item += 1) await look(AttemptRoute, loadAttempt, params, `/?item=${item}`)
    await look(ReviewRoute, loadReview, params)
  } else await look(ResultRoute, loadResult, params)
  return texts.join('\n')
}

/** Whatever would tell somebody who reads the bytes what is right. */
function keyMaterial(): string[] {
  const keys = types.flatMap((type) => {
    const { key } = kinds[type]
    const { type: _type, ...told } = key
    return [JSON.stringify(key), JSON.stringify(told), JSON.stringify(told).slice(1, -1)]
  })
  const rationales = bankOf().flatMap(({ rationale }) => [rationale.en, rationale.zh])
  const names = [
    'keyJson',
    'key_json',
    'rationale_json',
    'rationaleJson',
    '"key"',
    '"correct"',
    'tolerance',
    'isCritical',
  ]
  return [...keys, ...rationales, ...names, '873.25', '873', 'Source S77', ...bankOf().map(({ id }) => id)]
}

function found(bytes: string): string[] {
  const plain = bytes.replaceAll('\\"', '"')
  return keyMaterial().filter((material) => bytes.includes(material) || plain.includes(material))
}

describe('answer keys', () => {
  it('the search would find one', () => {
    expect(found(`x ${JSON.stringify({ a: JSON.stringify(kinds.matching.key) })}`)).not.toEqual([])
    expect(found('Rationale of numeric 1')).toEqual(['Rationale of numeric 1'])
  })

  it('are in no byte sent before the start, during an attempt with every type of item, and after it', async () => {
    const { me } = await examScene()
    expect(
      found(JSON.stringify([await readExam(me, exam), await readExamList(me, { search: '', page: 1 })])),
    ).toEqual([])
    const attemptId = await started(me)
    const room = await roomOf(me, attemptId)
    expect(new Set(room.items.map(({ content }) => content.type))).toEqual(new Set(types))
    expect(found(JSON.stringify(room))).toEqual([])
    const running = await bytesOf(me, attemptId, true)
    for (const type of types) expect(running).toContain(`Stem ${type} 0`)
    expect(found(running)).toEqual([])

    const api = await apiFor(me)
    const answers: string[] = []
    for (const [index, { id, content }] of room.items.entries()) {
      const { wrong } = kinds[content.type]
      for (const value of [wrong, { type: content.type, choice: 'nonsense' }, null]) {
        const { body } = await api.put(attemptId, {
          sequence: answers.length + 1,
          itemId: id,
          kind: 'answer',
          value,
        })
        answers.push(body)
      }
      expect(index).toBeLessThan(12)
    }
    expect(found(answers.join('\n'))).toEqual([])

    await submitAttempt(me, { attemptId })
    expect(found(JSON.stringify(await readResult(me, attemptId)))).toEqual([])
    expect(found(await bytesOf(me, attemptId, false))).toEqual([])
  })

  it('an answer right and an answer wrong are answered alike', async () => {
    const { me } = await examScene()
    const attemptId = await started(me)
    const api = await apiFor(me)
    await api.putAll(attemptId, [])
    let sequence = 0
    for (const { id, content } of (await roomOf(me, attemptId)).items) {
      const { right, wrong } = kinds[content.type]
      const shapes = []
      for (const value of [right, wrong]) {
        sequence += 1
        const response = await api.put(attemptId, { sequence, itemId: id, kind: 'answer', value })
        shapes.push([response.statusCode, response.body.replace(`"sequence":${sequence}`, '')])
      }
      expect(shapes[0]).toEqual(shapes[1])
    }
  })

  it('what is stored as a result names no item and no key', async () => {
    const { db, me } = await examScene()
    const attemptId = await started(me)
    const ids = (await roomOf(me, attemptId)).items.map(({ id }) => id)
    await submitAttempt(me, { attemptId })
    const { resultJson } = await db.selectFrom('examAttempt').select('resultJson').executeTakeFirstOrThrow()
    expect(resultJson).toBeTruthy()
    expect(ids.filter((id) => resultJson?.includes(id))).toEqual([])
    expect(found(resultJson ?? '')).toEqual([])
  })
})
