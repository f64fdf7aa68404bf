import type { AppLoadContext, EntryContext } from '@remix-run/node'
import type { FastifyInstance } from 'fastify'
import type { Log } from './context.server.ts'
import type { Language } from './domain/shared/bilingual.ts'

/** What the server knows of a request before the application looks at it. */
export type RequestInfo = {
  /** Of the Content-Security-Policy of this answer. */
  readonly nonce: string
  /** Stands in the logs, in the X-Request-Id header and on error pages. */
  readonly requestId: string
  readonly log: Log
  /** The client's address; behind a trusted proxy the one the proxy names. */
  readonly clientAddress: string
}

/** The application, once its database is open, migrated and filled. */
export type StartedRuntime = {
  /** Whether requests can be served now: the database answers. */
  readiness(): Promise<boolean>
  loadContext(request: Request, info: RequestInfo): AppLoadContext | Promise<AppLoadContext>
  /** Adds the machine interface; called once for each server, before it listens. */
  registerApi(server: FastifyInstance): void | Promise<void>
  close(): Promise<void>
  /** Lines printed after the address once the server listens: how to sign in. */
  readonly banner: readonly string[]
}

/**
 * How the server gets hold of the application. `app/entry.server.tsx` exports it as `runtime`, so that pages, machine interface and
 * server share one bundle and therefore one database handle.
 */
export type Runtime = { start(log: Log): Promise<StartedRuntime> }

/** What one answer's page has of its own; `language` counts where the account's choice could not be loaded. */
export type Drawing = {
  readonly url: string
  readonly nonce: string
  readonly requestId: string
  readonly language: Language
}

/** Draws a page from its routes and their data to the HTML of the whole document. `app/entry.server.tsx` exports it as `drawHtml`. */
export type DrawHtml = (page: EntryContext, drawing: Drawing) => Promise<string>

declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    /** The log of this request; the server puts it there. */
    log?: Log
  }
}
