import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '#app/config.server.ts'

const madeSecret = 'made-by-the-demo-and-kept-in-a-file-0001'
const production = {
  TIERGATE_MODE: 'production',
  TIERGATE_SECRET: 'x'.repeat(32),
  TIERGATE_PUBLIC_URL: 'https://skills.example.com',
}

const read = (env: Record<string, string>) => readConfig(env, { readSecretFile: () => madeSecret })

function refusal(env: Record<string, string>): string {
  try {
    read(env)
  } catch (failure) {
    expect(failure).toBeInstanceOf(ConfigError)
    return (failure as Error).message
  }
  throw new Error('The values were accepted')
}

describe('without any variable', () => {
  test('it is a demo on this machine alone, with a database file and a secret it keeps', () => {
    expect(read({})).toEqual({
      mode: 'demo',
      publicUrl: 'http://localhost:3000',
      server: { host: '127.0.0.1', port: 3000, trustedProxies: [] },
      log: { level: 'info' },
      database: { url: 'file:var/tiergate.db' },
      secret: madeSecret,
      varDir: 'var',
      mail: { smtpUrl: null, smsUrl: null, from: 'Tiergate <no-reply@localhost>' },
      demoApiKey: null,
    })
  })

  test('an empty one counts as none', () => {
    expect(read({ TIERGATE_MODE: '', PORT: '', DATABASE_URL: '', HOST: '' })).toEqual(read({}))
  })
})

describe('given values', () => {
  test('are taken', () => {
    const config = read({
      ...production,
      PORT: '8080',
      HOST: '::',
      DATABASE_URL: 'postgres://app:pw@db.example/tiergate',
      SMTP_URL: 'smtps://user:pw@mail.example:465',
      SMS_URL: 'https://sms.example/send',
      LOG_LEVEL: 'debug',
      TIERGATE_TRUST_PROXY: '10.0.0.0/8, ::1',
    })
    expect(config).toMatchObject({
      mode: 'production',
      publicUrl: 'https://skills.example.com',
      server: { host: '::', port: 8080, trustedProxies: ['10.0.0.0/8', '::1'] },
      database: { url: 'postgres://app:pw@db.example/tiergate' },
      secret: production.TIERGATE_SECRET,
      mail: {
        smtpUrl: 'smtps://user:pw@mail.example:465',
        smsUrl: 'https://sms.example/send',
        from: 'Tiergate <no-reply@skills.example.com>',
      },
      log: { level: 'debug' },
    })
  })

  test('in production, the server is reached from other machines and never uses a demo key', () => {
    const config = read({ ...production, TIERGATE_DEMO_API_KEY: 'demo-key' })
    expect(config.server.host).toBe('0.0.0.0')
    expect(config.demoApiKey).toBeNull()
    expect(read({ TIERGATE_DEMO_API_KEY: 'demo-key' }).demoApiKey).toBe('demo-key')
  })

  test('a slash behind the public address is dropped', () => {
    expect(read({ TIERGATE_PUBLIC_URL: 'https://skills.example.com/' }).publicUrl).toBe(
      'https://skills.example.com',
    )
  })

  test('the demo does not make a secret when one is given', () => {
    const given = readConfig(
      { TIERGATE_SECRET: 'y'.repeat(40) },
      { readSecretFile: () => expect.unreachable('no file is needed') },
    )
    expect(given.secret).toBe('y'.repeat(40))
  })

  test('the length of a secret counts bytes', () => {
    expect(read({ TIERGATE_SECRET: '密'.repeat(11) }).secret).toBe('密'.repeat(11))
  })
})

describe('a wrong value is refused in one line', () => {
  test.each([
    [{ TIERGATE_MODE: 'prod' }, 'TIERGATE_MODE: found "prod", expected "demo" or "production"'],
    [{ PORT: '70000' }, 'PORT: found "70000", expected a number from 0 to 65535'],
    [{ PORT: '3000a' }, 'PORT: found "3000a", expected a number from 0 to 65535'],
    [
      { DATABASE_URL: 'mysql://db/x' },
      'DATABASE_URL: found "mysql://db/x", expected file:path or postgres://…',
    ],
    [{ DATABASE_URL: 'file:' }, 'DATABASE_URL: found "file:///", expected file:path or postgres://…'],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL: found "loud", expected one of trace, debug, info, warn, error, fatal, silent',
    ],
    [
      { SMTP_URL: 'https://mail.example' },
      'SMTP_URL: found "https://mail.example/", expected smtp://… or smtps://…',
    ],
    [{ SMS_URL: 'gateway' }, 'SMS_URL: found "gateway", expected http://… or https://…'],
    [
      { TIERGATE_TRUST_PROXY: '10.0.0.0/40' },
      'TIERGATE_TRUST_PROXY: found "10.0.0.0/40", expected addresses or networks separated by commas, such as 10.0.0.0/8',
    ],
    [
      { ...production, TIERGATE_SECRET: 'short' },
      'TIERGATE_SECRET: found 5 bytes, expected 32 bytes or more',
    ],
    [{ ...production, TIERGATE_SECRET: '' }, 'TIERGATE_SECRET: found nothing, expected 32 bytes or more'],
  ])('%j', (env, line) => {
    expect(refusal(env as Record<string, string>)).toBe(line)
  })

  test.each([
    '',
    'skills.example.com',
    'ftp://skills.example.com',
    'https://skills.example.com/app',
    'https://u:p@skills.example.com',
  ])('a public address "%s" in production', (url) => {
    const line = refusal({ ...production, TIERGATE_PUBLIC_URL: url })
    expect(line).toMatch(/^TIERGATE_PUBLIC_URL: found .*, expected the http:\/\/ or https:\/\/ origin/)
    expect(line).not.toContain('\n')
  })

  test('and never shows a password or a secret', () => {
    expect(refusal({ DATABASE_URL: 'mysql://app:hunter2@db/x' })).not.toContain('hunter2')
    expect(refusal({ SMTP_URL: 'smtpx://app:hunter2@mail' })).not.toContain('hunter2')
    expect(refusal({ TIERGATE_SECRET: 'hunter2' })).not.toContain('hunter2')
  })
})
