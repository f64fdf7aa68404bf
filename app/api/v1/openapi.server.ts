import { z } from 'zod'
import { apiScopes } from '#app/features/api-keys/scopes.ts'
import type { Endpoint } from './endpoint.server.ts'
import { named, problem } from './schemas.ts'

const refusals: Readonly<Record<number, string>> = {
  401: 'No key, or one that is not good: `no-key`, `unknown-key`, `revoked-key`, `expired-key`.',
  403: 'The key lacks the scope: `scope-missing`.',
  404: 'What the path names is not there, or not yours to see.',
  409: 'In the way of another: `still-running`.',
  422: 'Fields are wrong: `malformed`, `unknown-subject`, `idempotency-key-taken`; `errors` names each by its place.',
  429: 'More than a key may ask in a minute: `too-many-requests`; `Retry-After` says for how many seconds.',
}

/** The OpenAPI 3.1 document of the machine interface, made of the same schemas that read requests. */
export function openApiDocument(
  endpoints: readonly Endpoint[],
  { server, base }: { server: string; base: string },
): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const one of endpoints) {
    const methods = paths[one.path] ?? {}
    paths[one.path] = methods
    methods[one.method.toLowerCase()] = operationOf(one)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiergate',
      version: '1',
      description:
        'May this engineer, of this outlet, do this repair, on this unit, at this place and time? If not, what is the shortest way to yes? Everything is named by code. What a key’s organisation may not see is to it as if it did not exist.',
    },
    servers: [{ url: `${server}${base}` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `A key with the scope the operation names: ${apiScopes.join(', ')}.`,
        },
      },
      schemas: componentSchemas(),
    },
  }
}

function operationOf(one: Endpoint): object {
  const body = one.describedBody ?? one.body
  return {
    operationId: one.id,
    summary: one.summary,
    description: `${one.description} Scope: \`${one.scope}\`.`,
    'x-scope': one.scope,
    parameters: [
      ...parametersOf('path', one.params),
      ...parametersOf('query', one.query),
      ...(one.isWrite ? [idempotencyParameter] : []),
    ],
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: inlineSchema(body) } } } }
      : {}),
    responses: Object.fromEntries([
      ...Object.entries(one.answers).map(([status, { description, schema }]) => [
        status,
        {
          description,
          headers: limitHeaders,
          content: { 'application/json': { schema: inlineSchema(schema) } },
        },
      ]),
      ...Object.entries(refusals).map(([status, description]) => [
        status,
        { description, content: { 'application/problem+json': { schema: inlineSchema(problem) } } },
      ]),
    ]),
  }
}

const idempotencyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A name of your own for this request. Sent again within 24 hours with the same body it is answered as before and does nothing; with another body it is refused.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const limitHeaders = {
  'RateLimit-Limit': { description: 'Units a minute.', schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: 'Units left.', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until all are there again.', schema: { type: 'integer' } },
}

function parametersOf(place: 'path' | 'query', shape: z.ZodObject | undefined): object[] {
  if (!shape) return []
  const { properties = {}, required = [] } = inlineSchema(shape) as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }))
}

const refTo = (id: string) => `#/components/schemas/${id}`

function componentSchemas(): Record<string, object> {
  const { schemas } = z.toJSONSchema(named, { io: 'input', uri: refTo })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, cleaned(schema)]))
}

/** A schema in its place; what has a name is referred to by it. */
function inlineSchema(schema: z.ZodType): object {
  const known = named.get(schema)
  if (known) return { $ref: refTo(known.id) }
  if (schema instanceof z.ZodUnion)
    return { anyOf: schema.options.map((option) => inlineSchema(option as z.ZodType)) }
  return cleaned(z.toJSONSchema(schema, { io: 'input' }))
}

/** Without what stands for a document of its own. */
function cleaned(schema: object): object {
  const { $schema, $id, id, ...rest } = schema as Record<string, unknown>
  return rest
}
