import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDatabase } from '#db/client.ts'
import { createPostgresDatabase, postgresServer } from '#tests/support/postgres.ts'
import { signInAs } from '#tests/support/sign-in.ts'
import { runServerToItsEnd, startServer } from '../support/server.ts'

describe('the built server', () => {
  test('starts in an empty folder, says where it is, answers, keeps its secret to itself and ends with 0', async () => {
    const server = await startServer()
    try {
      expect(server.output()).toMatch(/^Tiergate \(demo\) at http:\/\/localhost:\d+$/m)
      const page = await fetch(`${server.url}/`)
      expect(page.status).toBe(200)
      expect(await page.text()).toMatch(/^<!DOCTYPE html><html lang="(en|zh-CN)"/)
      const secret = join(server.folder, 'var/secret')
      expect(existsSync(secret)).toBe(true)
      expect(statSync(secret).mode & 0o777).toBe(0o600)
    } finally {
      expect(await server.stop('SIGTERM')).toBe(0)
    }
  })

  test.each(['sqlite', ...(postgresServer ? ['postgres'] : [])])(
    'fills one database once, also where two of it start on the same one: %s',
    async (dialect) => {
      const folder = mkdtempSync(join(tmpdir(), 'tiergate-two-'))
      const made = dialect === 'postgres' ? await createPostgresDatabase() : null
      const url = made?.url ?? `file:${folder}/one.db`
      try {
        const servers = await Promise.all([1, 2].map(() => startServer({ env: { DATABASE_URL: url } })))
        const db = createDatabase(url)
        const count = async (table: 'course' | 'examAttempt') =>
          Number(
            (await db.selectFrom(table).select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
          )
        const codes = await db.selectFrom('person').select('code').where('code', '=', 'E-1001').execute()
        expect(codes).toHaveLength(1)
        expect([await count('course'), await count('examAttempt')]).toEqual([5, 5])
        await db.destroy()
        expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0])
      } finally {
        await made?.drop()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )

  test('puts the nonce of its header on every script of the page', async () => {
    const server = await startServer()
    try {
      const cookie = await signInAs(server.url, 'E-1001')
      const page = await fetch(`${server.url}/courses`, { headers: { cookie } })
      const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1]
      const scripts = [...(await page.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      expect(scripts.length).toBeGreaterThan(2)
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
    } finally {
      await server.stop()
    }
  })

  test.each([
    [{ TIERGATE_MODE: 'prod' }, 'TIERGATE_MODE: found "prod", expected "demo" or "production"'],
    [{ TIERGATE_MODE: 'production' }, /^TIERGATE_PUBLIC_URL: found nothing, expected .*$/],
  ])('with %j says what is wrong in one line and ends with 1', async (env, line) => {
    const { code, output } = await runServerToItsEnd(env as Record<string, string>)
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output.trim()).toMatch(line)
  })

  test('says in one line that its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const { port } = other.address() as { port: number }
    const { code, output } = await runServerToItsEnd({ PORT: String(port), LOG_LEVEL: 'silent' })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`PORT: found ${port}, which another process uses, expected a free port`)
  })
})
