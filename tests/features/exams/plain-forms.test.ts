import { describe, expect, it } from 'vitest'
import { readResult } from '#app/features/exams/index.server.ts'
import { fields } from '#app/features/exams/response-form.ts'
import { action as answer } from '#app/routes/exams/answer.tsx'
import AttemptRoute, { loader as loadAttempt } from '#app/routes/exams/attempt.tsx'
import { action as start } from '#app/routes/exams/start.tsx'
import { action as submit } from '#app/routes/exams/submit.tsx'
import { renderedPage } from '#tests/features/credentials/rendered-page.tsx'
import { callRoute } from '#tests/features/identity/call-route.ts'
import { exam, examScene, type ItemType, kinds, roomOf, started } from './exam-scene.ts'

type Handler = Parameters<typeof callRoute>[0]

/** What somebody fills in on a page without JavaScript to answer right. */
const filledIn: Record<ItemType, Record<string, string>> = {
  single: { choice: 'b' },
  multi: { choice: 'a' },
  truefalse: { choice: 'false' },
  ordering: { 'place-a': '2', 'place-b': '3', 'place-c': '1' },
  matching: { 'match-p': 'y', 'match-q': 'x' },
  numeric: { value: '８７３．５' },
}

async function begun() {
  const scene = await examScene()
  const attemptId = await started(scene.me)
  const { items } = await roomOf(scene.me, attemptId)
  const placeOf = (type: ItemType) => items.findIndex(({ content }) => content.type === type)
  const send = (type: ItemType, values: Record<string, string>) => {
    const place = placeOf(type)
    const own = { item: items[place]?.id ?? '', type, position: String(place + 1) }
    return callRoute(answer as Handler, scene.me, {
      params: { attempt: attemptId },
      fields: { ...own, ...values },
    })
  }
  return { ...scene, attemptId, items, placeOf, send }
}

describe('the exam room without JavaScript', () => {
  it('starts at the first item, and a refusal leads back to the page before the start', async () => {
    const { me } = await examScene()
    const call = { params: { exam }, fields: {} }
    const { location } = await callRoute(start as Handler, me, call)
    expect(location).toMatch(/^\/attempts\/\w+$/)
    expect((await callRoute(start as Handler, me, call)).location).toBe(
      `/exams/${exam}?problem=running-already`,
    )
  })

  it.each(Object.keys(filledIn) as ItemType[])('takes an answer of type %s and goes on', async (type) => {
    const { me, attemptId, items, placeOf, send } = await begun()
    const { location } = await send(type, { ...filledIn[type], go: 'next' })
    expect(location).toBe(`/attempts/${attemptId}?item=${placeOf(type) + 2}`)
    const { responses } = await roomOf(me, attemptId)
    const expected = type === 'multi' ? { type, choices: ['a'] } : kinds[type].right
    expect(responses[items[placeOf(type)]?.id ?? '']).toEqual(expected)
  })

  it('writes nothing for an item left open, and takes an answer back', async () => {
    const { db, me, attemptId, send } = await begun()
    await send('single', { go: 'next' })
    expect(await db.selectFrom('examResponse').select('sequence').execute()).toEqual([])
    await send('single', { choice: 'a', go: '5' })
    await send('single', { choice: 'a', answered: '1', go: 'clear' })
    expect(await roomOf(me, attemptId)).toMatchObject({ responses: {}, seen: 20 })
  })

  it('flags, goes to any item and to the review, and switches the language, saving each time', async () => {
    const { db, me, attemptId, items, placeOf, send } = await begun()
    expect((await send('single', { choice: 'a', go: 'flag' })).location).toBe(
      `/attempts/${attemptId}?item=${placeOf('single') + 1}`,
    )
    expect((await send('numeric', { value: '5', go: '9' })).location).toBe(`/attempts/${attemptId}?item=9`)
    expect((await send('truefalse', { choice: 'true', go: 'review' })).location).toBe(
      `/attempts/${attemptId}/review`,
    )
    await send('multi', { choice: 'b', go: 'language' })
    const person = await db
      .selectFrom('person')
      .select('language')
      .where('id', '=', me.actor.personId)
      .execute()
    expect(person).toEqual([{ language: 'zh-CN' }])
    const room = await roomOf(me, attemptId)
    expect(room.flagged).toEqual([items[placeOf('single')]?.id])
    expect(Object.keys(room.responses)).toHaveLength(4)
  })

  it('says beside the item when a number cannot be read, and keeps the old answer', async () => {
    const { me, attemptId, items, placeOf, send } = await begun()
    await send('numeric', { value: '5', go: 'next' })
    const { location } = await send('numeric', { value: 'five', answered: '1', go: 'next' })
    expect(location).toBe(`/attempts/${attemptId}?item=${placeOf('numeric') + 1}&problem=not-a-number`)
    const { value } = await callRoute(loadAttempt as Handler, me, {
      params: { attempt: attemptId },
      address: location ?? '',
    })
    expect(renderedPage({ component: AttemptRoute, loaderData: value }, 'en')).toContain(
      'cannot be read as a number',
    )
    expect((await roomOf(me, attemptId)).responses[items[placeOf('numeric')]?.id ?? '']).toEqual({
      type: 'numeric',
      value: '5',
    })
  })

  it('shows what was answered as chosen, both faces in the page’s data and one heading', async () => {
    const { me, attemptId, placeOf, send } = await begun()
    await send('single', { choice: 'b', go: 'next' })
    const address = `/attempts/${attemptId}?item=${placeOf('single') + 1}`
    const { value } = await callRoute(loadAttempt as Handler, me, { params: { attempt: attemptId }, address })
    expect(JSON.stringify(value)).toMatch(/in English.*中文/)
    for (const language of ['en', 'zh-CN'] as const) {
      const html = renderedPage({ component: AttemptRoute, loaderData: value }, language)
      expect(html).toMatch(
        new RegExp(
          `<input[^>]*name="${fields.choice}"[^>]*checked=""[^>]*value="b"|value="b"[^>]*checked=""`,
        ),
      )
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(html).toContain(language === 'en' ? 'Saved 10:00:00' : '已保存 10:00:00')
    }
  })

  it('hands in once, and pressing again leads to the same result', async () => {
    const { me, attemptId } = await begun()
    const call = { params: { attempt: attemptId }, fields: {} }
    const first = await callRoute(submit as Handler, me, call)
    expect([first.status, first.location]).toEqual([302, `/attempts/${attemptId}/result`])
    expect((await callRoute(submit as Handler, me, call)).location).toBe(first.location)
    expect(await readResult(me, attemptId)).toMatchObject({ kind: 'result' })
  })
})
