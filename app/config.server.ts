import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname } from 'node:path'
import { z } from 'zod'

/** What the process is told from outside, grouped by subject. */
export type Config = {
  readonly mode: 'demo' | 'production'
  /** Origin under which people reach the site, without a slash at the end. */
  readonly publicUrl: string
  readonly server: {
    readonly host: string
    readonly port: number
    /** Addresses or networks of the proxies whose X-Forwarded-* and X-Request-Id headers are believed; empty: nobody's. */
    readonly trustedProxies: readonly string[]
  }
  readonly log: { readonly level: LogLevel }
  /** `file:path` or `postgres://…`. */
  readonly database: { readonly url: string }
  /** At least 32 bytes of UTF-8; purpose keys are derived from it, it is never used as a key itself. */
  readonly secret: string
  /** Folder of what the process keeps beside the database, such as messages that no gateway takes. */
  readonly varDir: string
  readonly mail: {
    /** null: mail is written into the outbox. */
    readonly smtpUrl: string | null
    /** Address of a gateway that takes a POST per text message; null: they are written into the outbox. */
    readonly smsUrl: string | null
    /** The sender of our mail. */
    readonly from: string
  }
  /** The key of the machine interface that the demo world is filled with; null in production and where none was given. */
  readonly demoApiKey: string | null
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A variable has a value the process cannot start with; the message is the one line that people see. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the secret that the demo keeps between starts and makes it at the first; replaced by tests. */
export type ReadSecretFile = (path: string) => string

const smallestSecret = 32

const varDir = 'var'

const modes = z.enum(['demo', 'production'])
const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(65535))
const level = z.enum(logLevels)
const text = z.string()
/** What fits into an Authorization header. */
const apiKey = z.string().regex(/^[\x21-\x7e]{8,200}$/)
const databaseUrl = z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/)
const secretText = z.string().refine((value) => Buffer.byteLength(value) >= smallestSecret)
const addressList = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().refine(isAddressOrNetwork)))

function addressOf(schemes: readonly string[]) {
  return z.string().refine((value) => {
    const url = parsedOrNull(value)
    return url !== null && schemes.includes(url.protocol) && url.hostname !== ''
  })
}

const origin = addressOf(['http:', 'https:']).transform((value, context) => {
  const url = new URL(value)
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    context.addIssue({ code: 'custom', message: 'more than an origin' })
    return z.NEVER
  }
  return url.origin
})

/**
 * Turns environment variables into the configuration. An empty variable counts as unset. Throws a ConfigError that names the
 * variable, what was found (never a secret itself) and what is expected.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  { readSecretFile = keptSecret }: { readSecretFile?: ReadSecretFile } = {},
): Config {
  const value = (name: string) => env[name] || undefined
  const read = <T>(
    name: string,
    schema: z.ZodType<T, string>,
    expected: string,
    shown = (found: string) => `"${found}"`,
  ): T | undefined => {
    const found = value(name)
    if (found === undefined) return undefined
    const parsed = schema.safeParse(found)
    if (!parsed.success) throw new ConfigError(`${name}: found ${shown(found)}, expected ${expected}`)
    return parsed.data
  }
  const need = <T>(found: T | undefined, name: string, expected: string): T => {
    if (found === undefined) throw new ConfigError(`${name}: found nothing, expected ${expected}`)
    return found
  }

  const mode = read('TIERGATE_MODE', modes, '"demo" or "production"') ?? 'demo'
  const isDemo = mode === 'demo'
  const listenOn = read('PORT', port, 'a number from 0 to 65535') ?? 3000
  const host = read('HOST', text, 'an address to listen on') ?? (isDemo ? '127.0.0.1' : '0.0.0.0')

  const expectedUrl =
    'the http:// or https:// origin under which people reach the site, such as https://skills.example.com'
  const givenUrl = read('TIERGATE_PUBLIC_URL', origin, expectedUrl, withoutCredentials)
  const publicUrl = isDemo
    ? (givenUrl ?? `http://localhost:${listenOn}`)
    : need(givenUrl, 'TIERGATE_PUBLIC_URL', expectedUrl)

  const expectedSecret = `${smallestSecret} bytes or more`
  const givenSecret = read(
    'TIERGATE_SECRET',
    secretText,
    expectedSecret,
    (found) => `${Buffer.byteLength(found)} bytes`,
  )
  const secret = isDemo
    ? (givenSecret ?? readSecretFile(`${varDir}/secret`))
    : need(givenSecret, 'TIERGATE_SECRET', expectedSecret)

  return {
    mode,
    publicUrl,
    server: {
      host,
      port: listenOn,
      trustedProxies:
        read(
          'TIERGATE_TRUST_PROXY',
          addressList,
          'addresses or networks separated by commas, such as 10.0.0.0/8',
        ) ?? [],
    },
    log: { level: read('LOG_LEVEL', level, `one of ${logLevels.join(', ')}`) ?? 'info' },
    database: {
      url:
        read('DATABASE_URL', databaseUrl, 'file:path or postgres://…', withoutCredentials) ??
        `file:${varDir}/tiergate.db`,
    },
    secret,
    varDir,
    mail: {
      smtpUrl:
        read('SMTP_URL', addressOf(['smtp:', 'smtps:']), 'smtp://… or smtps://…', withoutCredentials) ?? null,
      smsUrl:
        read('SMS_URL', addressOf(['http:', 'https:']), 'http://… or https://…', withoutCredentials) ?? null,
      from: `Tiergate <no-reply@${new URL(publicUrl).hostname}>`,
    },
    demoApiKey: isDemo
      ? (read(
          'TIERGATE_DEMO_API_KEY',
          apiKey,
          '8 to 200 letters, digits and signs without a blank',
          (found) => `${found.length} signs`,
        ) ?? null)
      : null,
  }
}

let current: Config | undefined

/**
 * The configuration of this process, read at the first call. Where a variable is wrong, prints the one line that says so and ends the
 * process with 1: nothing can run without it.
 */
export function config(): Config {
  if (current) return current
  try {
    current = readConfig(process.env)
    return current
  } catch (failure) {
    if (!(failure instanceof ConfigError)) throw failure
    console.error(failure.message)
    process.exit(1)
  }
}

/** The demo's secret: read from the file, or made there, readable by its owner alone. */
function keptSecret(path: string): string {
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (Buffer.byteLength(kept) >= smallestSecret) return kept
    throw new ConfigError(
      `${path}: found ${Buffer.byteLength(kept)} bytes, expected ${smallestSecret} or more; delete it to have it made anew`,
    )
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure
  }
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (failure) {
    // Another process of the same demo made it in between.
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure
  }
  return readFileSync(path, 'utf8').trim()
}

/** An address may carry a password; only its kind and the place it points to may be shown. */
function withoutCredentials(found: string): string {
  const url = parsedOrNull(found)
  if (!url) return `"${found.replace(/\/\/.*@/, '//…@').slice(0, 60)}"`
  return `"${url.protocol}//${url.username || url.password ? '…@' : ''}${url.host}${url.pathname.slice(0, 40)}"`
}

function isAddressOrNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  return (
    bits > 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  )
}

function parsedOrNull(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null
}
