import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { achievementCredentialSchema } from './achievement-credential-schema.ts'

const ajv = new Ajv2019({ allErrors: true, strict: false })
addFormats.default(ajv)

let validate: ReturnType<typeof ajv.compile> | undefined

/** What is wrong with a badge by the data model of Open Badges 3.0, a line for each fault with its place; empty where nothing is. */
export function schemaFaults(credential: unknown): string[] {
  validate ??= ajv.compile(achievementCredentialSchema)
  if (validate(credential)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || '/'} ${message ?? 'is wrong'}${Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : ''}`,
  )
}
