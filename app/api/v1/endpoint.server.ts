import type { z } from 'zod'
import type { Context } from '#app/context.server.ts'
import type { ApiCaller, ApiScope } from '#app/features/api-keys/index.server.ts'
import type { Problem } from '../problem.server.ts'

/** An answer: its status and its body as plain JSON. */
export type Answer = { readonly ok: true; readonly status: number; readonly body: unknown }

/** An answer or a refusal of an endpoint. */
export type Outcome = Answer | ({ readonly ok: false } & Problem)

export type Asked<Params, Query, Body> = {
  readonly caller: ApiCaller
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

type Shape = z.ZodObject
type None = undefined

/** One operation of the machine interface: what it reads, what it answers, and what it does. The OpenAPI document is made of the same. */
export type Endpoint = {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT'
  /** With parameters as the document writes them: `/engineers/{code}/permissions`. */
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly scope: ApiScope
  readonly params?: Shape
  readonly query?: Shape
  readonly body?: z.ZodType
  /** A body that may be written in two ways is described by this, and read by `body`. */
  readonly describedBody?: z.ZodType
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>
  /** Whether it changes something, and therefore takes an Idempotency-Key. */
  readonly isWrite: boolean
  /** What a request counts against the limit of its key; 1 unless said. */
  readonly unitsOf?: (body: unknown) => number
  readonly handle: (ctx: Context, asked: Asked<never, never, never>) => Promise<Outcome>
}

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

type Typed<P extends Shape | None, Q extends Shape | None, B extends z.ZodType | None> = Omit<
  Endpoint,
  'params' | 'query' | 'body' | 'handle'
> & {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly handle: (ctx: Context, asked: Asked<Read<P>, Read<Q>, Read<B>>) => Promise<Outcome>
}

/** States an endpoint; what it handles has the types of what it reads. */
export function endpoint<
  P extends Shape | None = None,
  Q extends Shape | None = None,
  B extends z.ZodType | None = None,
>(stated: Typed<P, Q, B>): Endpoint {
  return stated as unknown as Endpoint
}

/** A good answer. */
export function answer(body: unknown, status = 200): Answer {
  return { ok: true, status, body }
}

/** A refusal. */
export function refusal(
  status: number,
  reason: string,
  title: string,
  more?: Problem['more'],
): { ok: false } & Problem {
  return { ok: false, status, reason, title, ...(more ? { more } : {}) }
}

/** What is not there, or is not the caller's to see, which is the same to it. */
export function notFound(title: string) {
  return refusal(404, 'not-found', title)
}
