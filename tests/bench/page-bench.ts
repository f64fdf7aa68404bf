import { hashPassword } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'
import { createDatabase } from '#db/client.ts'
import { startServer } from '#tests/support/server.ts'
import { signInAs } from '#tests/support/sign-in.ts'
import { type Answer, callOnce, closedLoop, type Journey } from './closed-loop.ts'
import { measured, type Run } from './measure.ts'
import { type BenchOptions, cpuSecondsOf, floorOf, pssOf } from './server-figures.ts'

const connections = 8
const password = 'bench-password-of-nobody-77'
/** People who sign in, one after the other. */
const signingIn = 64
const course = 'WM-201'
const engineer = 'E-1004'

const names = {
  course: 'course page, signed in',
  lesson: 'lesson page, signed in, view recorded',
  credential: 'public credential page',
  signInPage: 'sign-in page',
  signIn: 'sign-in (form and post)',
} as const

/** Pages of the built server in production mode of Node, with a demonstration database on disk. */
export async function benchPages({ seconds, runs, only, report }: BenchOptions): Promise<void> {
  if (!Object.values(names).some((name) => name.includes(only))) return
  const server = await startServer({ patience: 120_000 })
  try {
    for (const { name, journey } of await journeysOn(server)) {
      if (!name.includes(only)) continue
      await closedLoop(server.url, journey, { connections, seconds: Math.max(1, seconds / 5) })
      const size = await sizeOf(server.url, journey)
      const floor = await floorOf(size, { connections, seconds: Math.max(1, seconds / 5) })
      const done: Run[] = []
      const serverBefore = cpuSecondsOf(server.folder)
      const before = process.cpuUsage()
      const begun = process.hrtime.bigint()
      for (let run = 0; run < runs; run += 1)
        done.push(await closedLoop(server.url, journey, { connections, seconds }))
      const { user, system } = process.cpuUsage(before)
      const spent = cpuSecondsOf(server.folder) - serverBefore
      const acts = done.reduce((sum, { latencies }) => sum + latencies.length, 0)
      const wallMicros = Number(process.hrtime.bigint() - begun) / 1000
      report(
        measured(
          name,
          done,
          { name: `bare node:http, ${size} bytes`, rate: floor },
          {
            'client CPU %': ((user + system) / wallMicros) * 100,
            'server CPU ms': (spent * 1000) / acts,
            'server PSS MiB': pssOf(server.folder),
          },
        ),
      )
    }
  } finally {
    await server.stop()
  }
}

type Named = { name: string; journey: Journey }

async function journeysOn({ url, folder }: { url: string; folder: string }): Promise<Named[]> {
  const db = createDatabase(`file:${folder}/tiergate.db`)
  const { id: personId } = await db
    .selectFrom('person')
    .select('id')
    .where('code', '=', engineer)
    .executeTakeFirstOrThrow()
  // As many people as connections and more: signing in many times at once by one name is slowed down on purpose.
  const people = await db
    .selectFrom('person')
    .select(['id', 'code'])
    .where('code', 'like', 'E-5%')
    .limit(signingIn)
    .execute()
  const hash = await hashPassword(password)
  await db
    .insertInto('password')
    .values(people.map(({ id }) => ({ personId: id, hash, setAt: '2026-01-01T00:00:00.000Z' })))
    .execute()
  let next = 0
  const { publicSlug } = await db
    .selectFrom('credential')
    .select('publicSlug')
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  await db.destroy()

  const cookie = await signInAs(url, engineer)
  const signedIn = { cookie: `${cookie}; language=en`, accept: 'text/html' }
  await callOnce(url, { path: paths.courseEnrol(course), method: 'POST', headers: signedIn, body: '' })
  const { body } = await callOnce(url, { path: paths.course(course), headers: signedIn })
  const lesson = new RegExp(`/courses/${course}/lessons/[\\w-]+`).exec(body)?.[0]
  if (!lesson) throw new Error('The course page leads to no lesson')

  const page =
    (path: string, headers: Record<string, string>, sign: string): Journey =>
    async (call) => {
      expectPage(await call({ path, headers }), sign)
    }
  const anonymous = { accept: 'text/html', 'accept-language': 'en' }
  return [
    { name: names.course, journey: page(paths.course(course), signedIn, course) },
    { name: names.lesson, journey: page(lesson, signedIn, '<article') },
    { name: names.credential, journey: page(paths.publicCredential(publicSlug), anonymous, 'WM-L1') },
    { name: names.signInPage, journey: page(paths.signIn(), anonymous, 'action="/sign-in') },
    {
      name: names.signIn,
      journey: async (call) => {
        expectPage(await call({ path: paths.signIn(), headers: anonymous }), 'action="/sign-in')
        const form = new URLSearchParams({
          name: people[next++ % people.length]?.code ?? '',
          password,
        }).toString()
        const { status, headers } = await call({
          path: paths.signInWithPassword(),
          method: 'POST',
          body: form,
        })
        if (status !== 302 || !headers['set-cookie']?.some((one) => one.startsWith('session=')))
          throw new Error(`Signing in answered ${status}`)
      },
    },
  ]
}

function expectPage({ status, body }: Answer, sign: string): void {
  if (status !== 200 || !body.includes(sign))
    throw new Error(`Answered ${status}, ${body.length} characters, without "${sign}"`)
}

async function sizeOf(url: string, journey: Journey): Promise<number> {
  let size = 0
  await journey(async (what) => {
    const answer = await callOnce(url, what)
    size += Buffer.byteLength(answer.body)
    return answer
  })
  return size
}
