import Ajv2020 from 'ajv/dist/2020.js'

/** A client that knows of the machine interface what its OpenAPI document says, and nothing else. */

type Schema = Readonly<Record<string, unknown>>
type Content = Readonly<Record<string, { readonly schema: Schema }>>

type Operation = {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content: Content }>>
}

export type Document = {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export type Call = {
  readonly operationId: string
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type CallAnswer = {
  readonly status: number
  readonly body: unknown
  readonly faults: readonly string[]
}

/** Finds an operation by its id. Throws where the document has none. */
export function operationIn(document: Document, operationId: string) {
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId === operationId) return { path, method, operation }
  throw new Error(`The document has no operation ${operationId}`)
}

/**
 * Makes a call as the document says and holds both what is sent and what is answered against its schemas. Throws where the document does not know a parameter
 * or lacks a status.
 */
export async function callOperation(
  document: Document,
  { server, key }: { server: string; key: string },
  call: Call,
): Promise<CallAnswer> {
  const { path, method, operation } = operationIn(document, call.operationId)
  const known = (place: string) => (operation.parameters ?? []).filter((one) => one.in === place)
  for (const [place, given] of [
    ['path', call.path],
    ['query', call.query],
    ['header', call.headers],
  ] as const) {
    const names = known(place).map(({ name }) => name)
    for (const name of Object.keys(given ?? {}))
      if (!names.includes(name)) throw new Error(`${call.operationId} has no ${place} parameter ${name}`)
    for (const { name, required } of known(place))
      if (required && given?.[name] === undefined) throw new Error(`${call.operationId} needs ${name}`)
  }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(call.path?.[name] ?? ''))
  const base = new URL(document.servers[0]?.url ?? '').pathname
  const search = call.query ? `?${new URLSearchParams(call.query)}` : ''
  const response = await fetch(`${server}${base}${filled}${search}`, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${key}`,
      ...call.headers,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  })
  const stated = operation.responses[String(response.status)]
  if (!stated)
    throw new Error(`${call.operationId} answers ${response.status}, which the document does not know`)
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = stated.content[type]?.schema
  if (!schema) throw new Error(`${call.operationId} answers ${response.status} as ${type}`)
  const body = await response.json()
  return { status: response.status, body, faults: faultsBy(document, schema, body) }
}

/** What a value has against a schema of the document. */
export function faultsBy(document: Document, schema: Schema, value: unknown): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  const validate = ajv.compile({ ...schema, components: document.components })
  return validate(value)
    ? []
    : (validate.errors ?? []).map((fault) => `${fault.instancePath} ${fault.message}`)
}
