import type { Language } from '#app/domain/shared/bilingual.ts'
import type { Context } from './context.server.ts'

declare module '@remix-run/server-runtime' {
  /** What the server hands to every loader and action of one request. */
  interface AppLoadContext {
    /** Reads session and roles once a request, at the first call. */
    context(): Promise<Context>
    /** The language without the account's choice, for pages that fail before the account is known. */
    readonly language: Language
    /** Whether a whole page is asked for, which is drawn here; else a page that runs already asks for data alone. */
    readonly isDocument: boolean
    readonly nonce: string
    readonly requestId: string
    /** Headers that every answer of this request carries, such as a renewed session cookie. */
    readonly responseHeaders: Headers
  }
  interface Future {
    v3_singleFetch: true
  }
}
