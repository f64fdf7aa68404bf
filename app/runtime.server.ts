import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { AppLoadContext } from '@remix-run/node'
import type { FastifyInstance } from 'fastify'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { registerApi } from './api/register-api.server.ts'
import { config } from './config.server.ts'
import type { Context, Log, Settings } from './context.server.ts'
import { addMilliseconds } from './domain/shared/instants.ts'
import { forgetOldRequests } from './features/api-keys/index.server.ts'
import { advanceEnrolments } from './features/credentials/index.server.ts'
import { finaliseOverdueAttempts } from './features/exams/index.server.ts'
import { readActor } from './features/identity/index.server.ts'
import { deliverChannel, gatewaysFrom, outgoingChannels } from './features/notifications/index.server.ts'
import { remindOfExpiry } from './features/reminders/index.server.ts'
import { makeMissingKeys } from './features/signing/index.server.ts'
import { negotiateLanguage } from './i18n/languages.ts'
import { releaseRunningJobs } from './jobs/job.repository.server.ts'
import { runDueJobs } from './jobs/jobs.server.ts'
import { idFactory } from './new-id.server.ts'
import { prepareData } from './prepare-data.server.ts'
import { purposeKeysOf } from './purpose-keys.server.ts'
import { askForSign } from './setting.repository.server.ts'

/** What the server knows of a request before the product looks at it. */
export type RequestInfo = { nonce: string; requestId: string; log: Log; clientAddress: string }

const workerPauseMs = 1_000
const forgettingPauseMs = 10 * 60_000
const remindingPauseMs = 60_000
const newId = idFactory()

/**
 * The running product: one database handle, the context of each request, the worker. The server takes it from the built application, so that pages
 * and machine interface share one bundle and one handle.
 */
export const runtime = {
  async start(log: Log) {
    const { mode, database, publicUrl, mail, varDir, demoApiKey, secret } = config()
    const db = createDatabase(database.url)
    await migrateToLatest(db)
    const base = {
      db,
      now,
      newId,
      randomBytes: (length: number) => new Uint8Array(randomBytes(length)),
      purposeKey: purposeKeysOf(secret),
      log,
    }
    const settings: Settings = { mode, publicUrl }
    const background: Context = {
      ...base,
      actor: null,
      language: 'en',
      settings,
      request: { id: 'background', address: '', userAgent: '' },
    }
    await releaseRunningJobs(db)
    const banner = await prepareData(background, demoApiKey)
    const gateways = gatewaysFrom({ ...mail, outboxDir: join(varDir, 'outbox') })
    let forgetAgainAt = ''
    async function forgetNowAndThen(): Promise<void> {
      if (now() < forgetAgainAt) return
      forgetAgainAt = addMilliseconds(now(), forgettingPauseMs)
      await forgetOldRequests(background)
    }
    let keysAreMade = false
    // A mail server that hangs must not keep an exam from being closed at its time.
    const stopDelivery = outgoingChannels.map((channel) =>
      startWorker(async (isStopping) => {
        await deliverChannel(db, gateways, channel, now, { isStopping })
      }, log),
    )
    const stopWorker = startWorker(async () => {
      await finaliseOverdueAttempts(background)
      if (!keysAreMade) await makeMissingKeys(background)
      keysAreMade = true
      await forgetNowAndThen()
      await runDueJobs(background, { 'advance-enrolments': advanceEnrolments })
    }, log)
    let remindAgainAt = ''
    // A round may name thousands of people; it has a worker of its own, so that nothing waits for it.
    const stopReminding = startWorker(async (isStopping) => {
      if (now() < remindAgainAt) return
      remindAgainAt = addMilliseconds(now(), remindingPauseMs)
      await remindOfExpiry(background, isStopping)
    }, log)
    const isSecure = publicUrl.startsWith('https:')

    async function contextOf(
      request: Request,
      info: RequestInfo,
      responseHeaders: Headers,
    ): Promise<Context> {
      const { actor, setCookie } = await readActor(db, {
        cookieHeader: request.headers.get('cookie'),
        isSecure,
        now: now(),
      })
      if (setCookie) responseHeaders.append('set-cookie', setCookie)
      return {
        ...base,
        log: info.log,
        actor,
        language: actor?.language ?? languageWithoutAccount(request),
        settings,
        request: {
          id: info.requestId,
          address: info.clientAddress,
          userAgent: request.headers.get('user-agent') ?? '',
        },
      }
    }

    return {
      banner,
      async readiness(): Promise<boolean> {
        await askForSign(db)
        return true
      },
      loadContext(request: Request, info: RequestInfo): AppLoadContext {
        const responseHeaders = new Headers()
        let context: Promise<Context> | undefined
        return {
          isDocument: !new URL(request.url).pathname.endsWith('.data'),
          nonce: info.nonce,
          requestId: info.requestId,
          responseHeaders,
          language: languageWithoutAccount(request),
          context: () => {
            context ??= contextOf(request, info, responseHeaders)
            return context
          },
        }
      },
      registerApi(server: FastifyInstance): void {
        registerApi(server, {
          contextOf: (request, info) => contextOf(request, info, new Headers()),
          machineContext: ({ requestId, log, clientAddress }) => ({
            ...background,
            log,
            request: { id: requestId, address: clientAddress, userAgent: '' },
          }),
          publicUrl,
        })
      },
      async close(): Promise<void> {
        await Promise.all([stopWorker(), stopReminding(), ...stopDelivery.map((stop) => stop())])
        await db.destroy()
      },
    }
  },
}

function now(): string {
  return new Date().toISOString()
}

function languageWithoutAccount(request: Request) {
  const cookie = /(?:^|;\s*)language=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return negotiateLanguage({
    account: null,
    cookie: cookie ?? null,
    query: new URL(request.url).searchParams.get('lng'),
    header: request.headers.get('accept-language'),
  })
}

/**
 * Runs a step again and again with a pause between; a failure is logged and the next round tries again. Returns how to stop, which waits for the step: a long one
 * asks in between whether it is to end.
 */
function startWorker(step: (isStopping: () => boolean) => Promise<void>, log: Log): () => Promise<void> {
  let isStopping = false
  let wake = () => {}
  const running = (async () => {
    while (!isStopping) {
      try {
        await step(() => isStopping)
      } catch (failure) {
        log.error({ err: failure }, 'A round of the worker failed')
      }
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, workerPauseMs).unref()
      })
    }
  })()
  return () => {
    isStopping = true
    wake()
    return running
  }
}
