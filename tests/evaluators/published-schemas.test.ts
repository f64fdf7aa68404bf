import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as cases from '#app/evaluators/facts-file/case-schema.ts'
import * as catalogue from '#app/evaluators/facts-file/catalogue-schema.ts'
import * as events from '#app/evaluators/facts-file/event-schema.ts'
import * as outlets from '#app/evaluators/facts-file/outlet-schema.ts'
import * as parties from '#app/evaluators/facts-file/party-schema.ts'
import * as policies from '#app/evaluators/facts-file/policy-schema.ts'
import * as requests from '#app/evaluators/facts-file/request-schema.ts'
import * as standards from '#app/evaluators/facts-file/standards-schema.ts'
import { publishedSchemas } from '#app/evaluators/json-schemas.ts'

const folder = 'docs/api'
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
// Formats are annotations in JSON Schema 2020-12; the evaluators themselves read the instants.
const ajv = new Ajv2020({ strict: false, validateFormats: false })
const validators = Object.fromEntries(
  Object.keys(publishedSchemas()).map((name) => [name, ajv.compile(json(`${folder}/${name}`))]),
)

describe.each(Object.entries(publishedSchemas()))('%s', (name, schema) => {
  test('is what the evaluator reads; npm run schemas:write writes it anew', () => {
    expect(json(`${folder}/${name}`)).toEqual(JSON.parse(JSON.stringify(schema)))
  })

  test('describes every entity, with an example that it accepts itself', () => {
    const { $defs } = json(`${folder}/${name}`)
    for (const [entity, { description, examples }] of Object.entries<Record<string, unknown>>($defs)) {
      expect(description, entity).toBeTruthy()
      if (entity === 'GateFacts') continue
      expect(examples, entity).toBeInstanceOf(Array)
      const validate = ajv.compile({ $schema: schemaUri, $defs, $ref: `#/$defs/${entity}` })
      for (const example of examples as unknown[])
        expect(validate(example) || validate.errors, entity).toBe(true)
    }
  })
})

const schemaUri = 'https://json-schema.org/draft/2020-12/schema'

/** Those of the machine interface lie in a folder of their own and are run against the server. */
const examples = readdirSync(`${folder}/examples`).filter((name) => name.endsWith('.json'))

test.each(examples)('the example %s follows the schema that it names', (name) => {
  const example = json(`${folder}/examples/${name}`)
  const validate = validators[String(example.$schema).replace('../', '')]
  expect(validate?.(example) || validate?.errors).toBe(true)
  expect(validate?.({ ...example, typo: true })).toBe(false)
})

test('the evaluator itself reads the example of every entity', () => {
  const modules = [catalogue, standards, parties, events, outlets, cases, policies, requests]
  const entities = modules.flatMap((exported) =>
    Object.values(exported).filter((value) => value instanceof z.ZodType),
  )
  const read = entities.map((schema) => {
    const { id, examples } = z.globalRegistry.get(schema) ?? {}
    const faults = ((examples ?? []) as unknown[]).flatMap(
      (example) => schema.safeParse(example).error?.issues ?? [],
    )
    return { id, count: ((examples ?? []) as unknown[]).length, faults }
  })
  const { $defs } = json(`${folder}/gate-facts.schema.json`)
  const named = read.filter(({ id }) => typeof id === 'string')
  expect(named.filter(({ count, faults }) => count === 0 || faults.length > 0)).toEqual([])
  expect([...named.map(({ id }) => String(id)), 'GateFacts', 'LegalCondition'].sort()).toEqual(
    Object.keys($defs).sort(),
  )
})
