import { writeFile } from 'node:fs/promises'
import { publishedSchemas } from '#app/evaluators/json-schemas.ts'

/** Writes the JSON Schemas of the evaluators' files to docs/api, from the schemas that read those files. */
for (const [name, schema] of Object.entries(publishedSchemas()))
  await writeFile(`docs/api/${name}`, `${JSON.stringify(schema, null, 2)}\n`)
