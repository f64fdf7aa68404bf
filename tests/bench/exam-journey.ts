import type { ItemContent } from '#app/domain/exam/item.ts'
import type { Response } from '#app/domain/exam/response.ts'
import { paths } from '#app/paths.ts'
import type { Answer, Call } from './closed-loop.ts'
import { type Candidate, checkInCode, type ExamScene, exam } from './exam-scene.ts'

type CallAs = (what: Call) => Promise<Answer>

/** An item on a candidate's form. */
export type AskedItem = { readonly id: string; readonly content: ItemContent }

/** Starts the candidate's attempt and reads the room: three requests, as a browser does. Returns the attempt's id. */
export async function enterRoom(call: CallAs, { cookie }: Candidate): Promise<string> {
  const headers = { cookie, accept: 'text/html' }
  expectStatus(await call({ path: paths.exam(exam), headers }), 200, paths.startExam(exam))
  const started = await call({
    path: paths.startExam(exam),
    method: 'POST',
    headers,
    body: `code=${checkInCode}`,
  })
  const room = String(started.headers.location ?? '')
  if (started.status !== 302 || !room.startsWith('/attempts/'))
    throw new Error(`Starting answered ${started.status}, to ${room}`)
  expectStatus(await call({ path: room, headers }), 200, '/answer"')
  return room.slice('/attempts/'.length)
}

/** Delivers some answers, numbered on from `sequence`; each must be said to be saved. */
export async function saveAnswers(
  call: CallAs,
  { cookie }: Candidate,
  attemptId: string,
  changes: readonly { sequence: number; item: AskedItem }[],
): Promise<void> {
  const { status, body } = await call({
    path: `/api${paths.attempt(attemptId)}/responses`,
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      opening: 'benchpage',
      seen: 0,
      changes: changes.map(({ sequence, item }) => ({
        sequence,
        itemId: item.id,
        kind: 'answer',
        value: anAnswerTo(item),
      })),
    }),
  })
  const results = status === 200 ? (JSON.parse(body) as { results: { savedAt?: string }[] }).results : []
  if (results.length !== changes.length || results.some(({ savedAt }) => savedAt === undefined))
    throw new Error(`Saving answered ${status}: ${body.slice(0, 200)}`)
}

/** Hands in and reads the result: two requests. */
export async function handIn(call: CallAs, { cookie }: Candidate, attemptId: string): Promise<void> {
  const headers = { cookie, accept: 'text/html' }
  const submitted = await call({ path: paths.submitAttempt(attemptId), method: 'POST', headers, body: '' })
  if (submitted.status !== 302) throw new Error(`Handing in answered ${submitted.status}`)
  expectStatus(await call({ path: paths.attemptResult(attemptId), headers }), 200, 'SAFE-101')
}

/** The whole way in eight requests: before the start, start, room, three deliveries of answers, hand in, result. */
export async function sitExam(call: CallAs, scene: ExamScene, candidate: Candidate): Promise<void> {
  const attemptId = await enterRoom(call, candidate)
  const items = await scene.itemsOf(attemptId)
  const changes = items.map((item, place) => ({ sequence: place + 1, item }))
  const third = Math.ceil(changes.length / 3)
  for (let start = 0; start < changes.length; start += third)
    await saveAnswers(call, candidate, attemptId, changes.slice(start, start + third))
  await handIn(call, candidate, attemptId)
}

/** Some answer that the item takes; right or wrong does not matter here. */
function anAnswerTo({ content }: AskedItem): Response {
  switch (content.type) {
    case 'single':
      return { type: content.type, choice: first(content.faces.en.options) }
    case 'multi':
      return { type: content.type, choices: [first(content.faces.en.options)] }
    case 'truefalse':
      return { type: content.type, choice: true }
    case 'ordering':
      return { type: content.type, order: Object.keys(content.faces.en.options) }
    case 'matching':
      return {
        type: content.type,
        pairs: { [first(content.faces.en.left)]: first(content.faces.en.right) },
      }
    case 'numeric':
      return { type: content.type, value: '7' }
  }
}

function first(options: Readonly<Record<string, string>>): string {
  return Object.keys(options)[0] ?? ''
}

function expectStatus({ status, body }: Answer, wanted: number, sign: string): void {
  if (status !== wanted || !body.includes(sign))
    throw new Error(`Answered ${status}, ${body.length} characters, without "${sign}"`)
}
