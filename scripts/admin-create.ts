import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { config } from '#app/config.server.ts'
import type { Context, Log } from '#app/context.server.ts'
import { type AdminOutcome, createAdmin } from '#app/features/identity/index.server.ts'
import { idFactory } from '#app/new-id.server.ts'
import { purposeKeysOf } from '#app/purpose-keys.server.ts'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'

const help = `npm run admin:create -- --code S-9001 --name "Li Na" --mail li.na@example.com [--another]

Makes the first admin of a production database, and the platform's organisation where it is missing. Prints a link under which the
admin chooses a password; it works once, for 24 hours. Needs the variables of the server (TIERGATE_MODE=production, DATABASE_URL,
TIERGATE_SECRET, TIERGATE_PUBLIC_URL).

  --code     staff code: 3 to 20 letters, digits and hyphens
  --name     the person's name
  --mail     mail address, with which the admin can sign in as well
  --another  makes one more where there is an admin already
  --help     prints this

Exit code 0: made; 1: refused, with the reason; 2: wrong use.`

/** What each refusal says, and whether it is the command or the database that is wrong. */
const refusals: Record<Extract<AdminOutcome, { ok: false }>['reason'], { text: string; exitCode: 1 | 2 }> = {
  'not-production': {
    text: 'This needs TIERGATE_MODE=production and a database that is no demonstration: the demonstration has its own admin, S-8001.',
    exitCode: 1,
  },
  'admin-exists': { text: 'There is an admin already. Say --another to make one more.', exitCode: 1 },
  'code-taken': { text: 'Somebody has this staff code already.', exitCode: 1 },
  'mail-taken': { text: 'Somebody has this mail address already.', exitCode: 1 },
  'code-form': { text: '--code: expected 3 to 20 letters, digits and hyphens, such as S-9001', exitCode: 2 },
  'name-missing': { text: '--name: expected a name of at most 80 signs', exitCode: 2 },
  'mail-form': { text: '--mail: expected a mail address', exitCode: 2 },
}

const say = (line: string) => process.stderr.write(`${line}\n`)
process.exitCode = await run(process.argv.slice(2))

async function run(args: readonly string[]): Promise<number> {
  const given = readArguments(args)
  if (given === 'help') {
    process.stdout.write(`${help}\n`)
    return 0
  }
  if (given === null) return 2
  const { mode, database, publicUrl, secret } = config()
  if (mode !== 'production') return refuse('not-production')
  const db = createDatabase(database.url)
  try {
    await migrateToLatest(db)
    const log: Log = { info: () => {}, warn: () => {}, error: (_fields, message) => say(message) }
    const ctx: Context = {
      db,
      now: () => new Date().toISOString(),
      newId: idFactory(),
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
      purposeKey: purposeKeysOf(secret),
      actor: null,
      language: 'en',
      log,
      request: { id: 'admin-create', address: '', userAgent: '' },
      settings: { mode, publicUrl },
    }
    const outcome = await createAdmin(ctx, given)
    if (!outcome.ok) return refuse(outcome.reason)
    say(`Made the admin ${given.code.toUpperCase()}. Choose the password here, until ${outcome.expiresAt}:`)
    process.stdout.write(`${outcome.link}\n`)
    return 0
  } finally {
    await db.destroy()
  }
}

function refuse(reason: keyof typeof refusals): number {
  const { text, exitCode } = refusals[reason]
  say(text)
  return exitCode
}

type Given = { code: string; name: string; mail: string; isAnother: boolean }

/** The arguments; `help` where they ask for it; null, with a line that says why, where they cannot be used. */
function readArguments(args: readonly string[]): Given | 'help' | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        code: { type: 'string' },
        name: { type: 'string' },
        mail: { type: 'string' },
        another: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const { code, name, mail, another } = values
    if (code === undefined || name === undefined || mail === undefined) {
      say('--code, --name and --mail are needed; --help says more')
      return null
    }
    return { code, name, mail, isAnother: another }
  } catch (failure) {
    say(`${failure instanceof Error ? failure.message : String(failure)}; --help says more`)
    return null
  }
}
