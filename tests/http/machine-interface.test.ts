import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '#tests/support/server.ts'
import { type Call, callOperation, type Document, faultsBy, operationIn } from './openapi-client.ts'

/** The examples of docs/api/examples/v1, run in their order against the built server by a client that has only the OpenAPI document. */

type Example = Omit<Call, 'path'> & {
  readonly title: string
  readonly path?: Readonly<Record<string, string | { readonly from: string; readonly at: string }>>
  readonly expect: { readonly status: number; readonly body: unknown }
}

const key = 'demo-dispatcher-key-of-the-tests'
const folder = 'docs/api/examples/v1'
const problemType = 'application/problem+json; charset=utf-8'
const examples = readdirSync(folder)
  .sort()
  .map(
    (file) =>
      [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example] as const,
  )

let server: RunningServer
let document: Document
const answers = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  server = await startServer({ env: { TIERGATE_DEMO_API_KEY: key } })
  document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as Document
}, 120_000)

afterAll(async () => {
  await server.stop()
})

/** Values of a path may come from an earlier answer. */
function pathOf({ path = {} }: Example): Record<string, string> {
  return Object.fromEntries(
    Object.entries(path).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : String(answers.get(value.from)?.[value.at.slice(1)]),
    ]),
  )
}

test('the key is printed at the start', () => {
  expect(server.output()).toContain(`Demo API key: ${key}\n`)
})

test('the document is OpenAPI 3.1 and every operation has an example', () => {
  expect(document.openapi).toBe('3.1.0')
  const stated = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(new Set(examples.map(([, { operationId }]) => operationId))).toEqual(new Set(stated))
})

test('every reference of the document leads somewhere', () => {
  const text = JSON.stringify(document)
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name)
  expect(text).not.toContain('$defs')
})

describe.sequential('the example', () => {
  test.each(examples)('%s', async (name, example) => {
    const { expect: expected, path: _, ...call } = example
    const { operation } = operationIn(document, call.operationId)
    const body = operation.requestBody?.content['application/json']?.schema
    // What is sent wrong on purpose is wrong by the document too.
    if (body)
      expect(faultsBy(document, body, call.body).length > 0).toBe(
        expected.body !== null && isMalformed(expected),
      )
    const answer = await callOperation(
      document,
      { server: server.url, key },
      { ...call, path: pathOf(example) },
    )
    expect(answer.faults).toEqual([])
    expect(answer.status).toBe(expected.status)
    expect(answer.body).toMatchObject(expected.body as object)
    answers.set(name, answer.body as Record<string, unknown>)
  })

  test('the repeated request made no second decision', () => {
    expect(answers.get('02-check-again')?.decisionId).toBe(answers.get('01-check')?.decisionId)
  })
})

describe('after them', () => {
  const verify = (env: Record<string, string | undefined>, ...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', resolve('scripts/ledger-verify.ts'), ...args], {
      env: { ...env, NODE_ENV: 'production' as const },
    })
      .then(({ stdout }) => ({ code: 0, out: stdout }))
      .catch((failure: { code: number; stdout: string }) => ({ code: failure.code, out: failure.stdout }))

  test('npm run ledger:verify says how much holds, and what wrong use is', async () => {
    const env = { PATH: process.env.PATH, DATABASE_URL: `file:${server.folder}/tiergate.db` }
    const found = await verify(env)
    expect(found.code).toBe(0)
    expect(found.out).toMatch(/^audit: \d+ entries hold\ngate: 3 decisions hold\n$/)
    expect((await verify(env, 'all')).code).toBe(2)
    expect((await verify({ ...env, DATABASE_URL: `file:${server.folder}/none.db` })).code).toBe(2)
  }, 60_000)

  test('a request without a key, and an address that is none, are problems too', async () => {
    const unknown = await fetch(`${server.url}/api/v1/gate/nothing`)
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, problemType])
    const keyless = await fetch(`${server.url}/api/v1/gate/check`, { method: 'POST', body: '{}' })
    expect(keyless.headers.get('content-type')).toContain('application/problem+json')
    const broken = await fetch(`${server.url}/api/v1/gate/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: '{"engineer":',
    })
    expect([broken.status, broken.headers.get('content-type')]).toEqual([400, problemType])
  })
})

function isMalformed(expected: Example['expect']): boolean {
  return (expected.body as { reason?: string }).reason === 'malformed'
}
