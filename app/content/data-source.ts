import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import { type Checked, type Fault, faultAt, type Place, startOfFile } from './fault.ts'
import { contentLimits } from './limits.ts'

/** A parsed JSON or YAML text that still knows where each value stands. */
export type DataSource = {
  readonly file: string
  readonly value: unknown
  /** The place of the value at a path; of the nearest one around it where that does not exist. */
  readonly placeAt: (path: readonly PropertyKey[]) => Place
}

export type DataFormat = 'json' | 'yaml'

/**
 * Parses JSON or YAML with places. YAML is held to plain data: no anchors, aliases, tags or merge keys, so nothing can
 * expand; keys stand once. `firstLine` is the line of the file on which the text begins (front matter begins on 2).
 */
export function parseData(
  file: string,
  text: string,
  format: DataFormat,
  firstLine = 1,
): Checked<DataSource> {
  const lines = new LineCounter()
  const placeOfOffset = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) }
  }
  const depthFault = findTooDeep(file, text, firstLine)
  if (depthFault) return { ok: false, faults: [depthFault] }

  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: true,
      merge: false,
      version: '1.2',
      schema: 'core',
      prettyErrors: false,
      stringKeys: true,
    })
  } catch {
    return {
      ok: false,
      faults: [
        faultAt(file, { line: firstLine, column: 1 }, 'The file cannot be read as data. Simplify it.'),
      ],
    }
  }
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) {
    const faults = problems
      .slice(0, contentLimits.faultsPerFile)
      .map((problem) => faultAt(file, placeOfOffset(problem.pos[0]), `${sentence(problem.message)}`))
    return { ok: false, faults }
  }
  const faults = findYamlExtras(file, document, placeOfOffset)
  if (format === 'json' && faults.length === 0) faults.push(...findJsonFaults(file, text, placeOfOffset))
  if (faults.length > 0) return { ok: false, faults }
  const placeAt = (path: readonly PropertyKey[]) => placeOfOffset(offsetAt(document, path))
  return { ok: true, value: { file, value: document.toJS({ maxAliasCount: 0 }), placeAt } }
}

/** Checks parsed data against a schema; each fault stands at the value it is about. */
export function checkData<Schema extends z.ZodType>(
  source: DataSource,
  schema: Schema,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(source.value)
  if (result.success) return { ok: true, value: result.data }
  const faults = result.error.issues.flatMap((issue) => describeIssue(issue, source))
  return { ok: false, faults: faults.slice(0, contentLimits.faultsPerFile) }
}

function describeIssue(issue: z.core.$ZodIssue, source: DataSource): Fault[] {
  const path = issue.path
  const shown = showPath(path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      faultAt(
        source.file,
        source.placeAt([...path, key]),
        `${showPath([...path, key])} is not known here. Delete it or correct its name.`,
      ),
    )
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.errors[0]) {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0]
    if (deepest && deepest.path.length > 0)
      return describeIssue({ ...deepest, path: [...path, ...deepest.path] }, source)
  }
  const place = source.placeAt(path)
  if (valueAt(source.value, path) === undefined)
    return [faultAt(source.file, place, `${shown} is missing. Add it.`)]
  return [faultAt(source.file, place, `${shown}: ${sentence(issue.message.replace(/^Invalid input: /, ''))}`)]
}

function showPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The file'
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key + 1}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Record<PropertyKey, unknown>)[key]
  }
  return current
}

function sentence(message: string): string {
  const flat = message.replace(/\s+/g, ' ').trim()
  return /[.!?。]$/.test(flat) ? flat : `${flat}.`
}

function offsetAt(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const key of path) {
    if (!isCollection(node)) break
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      )
      if (!pair) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
      continue
    }
    node = node.items[Number(key)]
    offset = startOf(node) ?? offset
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined
}

function findYamlExtras(
  file: string,
  document: Document.Parsed,
  placeOfOffset: (offset: number) => Place,
): Fault[] {
  const faults: Fault[] = []
  const report = (node: unknown, message: string) =>
    faults.push(faultAt(file, placeOfOffset(startOf(node) ?? 0), message))
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) report(node, 'Aliases (*name) are not allowed. Write the value out.')
      else if ('anchor' in node && node.anchor)
        report(node, 'Anchors (&name) are not allowed. Delete it and write the value where it is needed.')
      if ('tag' in node && typeof node.tag === 'string' && !standardTags.has(node.tag))
        report(node, 'Tags (!name) are not allowed. Write a plain value.')
    },
  })
  return faults
}

const standardTags = new Set([
  'tag:yaml.org,2002:map',
  'tag:yaml.org,2002:seq',
  'tag:yaml.org,2002:str',
  'tag:yaml.org,2002:int',
  'tag:yaml.org,2002:float',
  'tag:yaml.org,2002:bool',
  'tag:yaml.org,2002:null',
])

/** YAML reads more than JSON does; a .json file must be JSON for every other program too. */
function findJsonFaults(file: string, text: string, placeOfOffset: (offset: number) => Place): Fault[] {
  try {
    JSON.parse(text)
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const position = /position (\d+)/.exec(message)?.[1]
    const place = position === undefined ? startOfFile : placeOfOffset(Number(position))
    return [
      faultAt(
        file,
        place,
        'This is not JSON: names and texts stand in double quotes, no comma after the last value, no comments.',
      ),
    ]
  }
}

/** Refuses deep nesting by brackets or indentation before the parser, which works by recursion, sees it. */
function findTooDeep(file: string, text: string, firstLine: number): Fault | undefined {
  let depth = 0
  for (const [index, line] of text.split('\n').entries()) {
    const place = { line: index + firstLine, column: 1 }
    const lead = /^[\s\-?:]*/.exec(line)?.[0] ?? ''
    const dashes = lead.match(/[-?:]/g)?.length ?? 0
    if (dashes > contentLimits.dataDepth && line.trim().replace(/[-.\s]/g, '') !== '')
      return faultAt(file, place, 'The data is nested too deeply here.')
    if (lead.length > 200) return faultAt(file, place, 'The line is indented too deeply.')
    for (const character of line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')) {
      if (character === '[' || character === '{') depth += 1
      if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
      if (depth > contentLimits.dataDepth) return faultAt(file, place, 'The data is nested too deeply here.')
    }
  }
  return undefined
}
