import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import type { FindDocument } from './did.server.ts'
import { CheckFailure, isJson, listOf } from './verdict.ts'

const indexNames = ['index.json', 'documents.json']
const mostFiles = 2_000
const deepest = 8
const largestFile = 4 * 1024 * 1024

/**
 * Opens a folder of documents for checking without a network. An address or DID is looked up, in this order:
 * in `index.json` (or `documents.json`), an object from address to file name, or a list of `{ "url" or "id" or "did", "file" }`;
 * by file name: the address without `https://` as a path; or with every sign but letters, digits, `.`, `-` and `_` written as `_`; or percent-encoded; each with and
 * without `.json`, and the DID the same way;
 * by content: a JSON file whose `id`, `kid` or `$id` is the address, or a JWK set with a key of that `kid`.
 * Throws where the folder or its index cannot be read.
 */
export async function openFolder(folder: string): Promise<FindDocument> {
  const root = resolve(folder)
  if (!(await stat(root)).isDirectory()) throw new Error(`${folder} is no folder`)
  const files = await filesIn(root)
  const named = new Map<string, string>()
  for (const file of files)
    if (!indexNames.includes(basename(file))) named.set(plain(relative(root, file)), file)
  const indexed = await readIndex(root, files)
  const byId = await readIds(files)

  return async (url) => {
    const file =
      indexed.get(url) ??
      namesOf(url)
        .map((name) => named.get(plain(name)))
        .find(Boolean) ??
      byId.get(url)
    if (!file) throw new CheckFailure('not-found', `There is no document for ${url} in ${folder}`)
    return contentOf(file)
  }
}

/** The names a file for an address may have; compared without regard to the signs that file systems differ in. */
function namesOf(url: string): string[] {
  const bare = url.replace(/^https?:\/\//, '')
  const withoutPort = bare.replace(/^([\w.-]+):\d+/, '$1')
  const bases = [...new Set([url, bare, withoutPort])]
  return bases.flatMap((base) => [
    base,
    `${base}.json`,
    `${base}.jwt`,
    `${base}/index.json`,
    encodeURIComponent(base),
    `${encodeURIComponent(base)}.json`,
  ])
}

/** A name as it is compared: what a file system may not hold is `_`. */
function plain(name: string): string {
  let text = name
  try {
    text = decodeURIComponent(name)
  } catch {
    // A name with a per cent sign of its own.
  }
  return text
    .replace(/^https?:\/\//, '')
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
}

async function readIndex(root: string, files: readonly string[]): Promise<Map<string, string>> {
  const indexed = new Map<string, string>()
  for (const name of indexNames) {
    const file = join(root, name)
    if (!files.includes(file)) continue
    const index = await contentOf(file)
    const pairs = Array.isArray(index)
      ? index.filter(isJson).map((one) => [one.url ?? one.id ?? one.did, one.file ?? one.path])
      : isJson(index)
        ? Object.entries(index)
        : []
    for (const [url, path] of pairs) {
      if (typeof url !== 'string' || typeof path !== 'string') continue
      const target = resolve(root, path)
      // A file outside of the folder is not what was given.
      if (files.includes(target)) indexed.set(url, target)
    }
  }
  return indexed
}

async function readIds(files: readonly string[]): Promise<Map<string, string>> {
  const byId = new Map<string, string>()
  for (const file of files) {
    if (!/\.(json|jsonld|did)$/.test(file) || indexNames.includes(basename(file))) continue
    const content = await contentOf(file).catch(() => null)
    if (!isJson(content)) continue
    const ids = [
      content.id,
      content.kid,
      content.$id,
      ...listOf(content.keys).map((key) => isJson(key) && key.kid),
    ]
    for (const id of ids) if (typeof id === 'string' && !byId.has(id)) byId.set(id, file)
  }
  return byId
}

async function filesIn(folder: string, depth = 0): Promise<string[]> {
  if (depth > deepest) return []
  const files: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await filesIn(path, depth + 1)))
    else if (entry.isFile()) files.push(path)
    if (files.length > mostFiles) throw new Error(`${folder} holds more than ${mostFiles} files`)
  }
  return files
}

/** A document as JSON, or as text where it is none, such as a status list that is a JWT. */
async function contentOf(file: string): Promise<unknown> {
  const { size } = await stat(file)
  if (size > largestFile) throw new CheckFailure('too-large', `${file} is larger than a document is`)
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text) as unknown
  } catch {
    if (/^[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(text)) return text
    throw new CheckFailure('unreadable', `${file} is no JSON`)
  }
}
