import { z } from 'zod'
import { badgeVerdict } from './badge-verdict.ts'
import { gateFile } from './facts-file/gate-file.ts'
import { statusFile } from './status-file.ts'

/** The JSON Schemas (2020-12) that are published in docs/api, by file name; a test keeps the files as these are. */
export function publishedSchemas(): Readonly<Record<string, object>> {
  return {
    'badge-verdict.schema.json': jsonSchema(badgeVerdict),
    'gate-facts.schema.json': jsonSchema(gateFile),
    'credential-status.schema.json': jsonSchema(statusFile),
  }
}

/** What a file may hold. Zod leaves the examples of records away that are changed after reading; ours are of the file. */
function jsonSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const { examples } = z.globalRegistry.get(zodSchema) ?? {}
      if (Array.isArray(examples) && jsonSchema.$ref === undefined) jsonSchema.examples = examples
    },
  })
}
