import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts)
const builtIn = ['ci', 'install', 'test', 'start', 'rebuild', 'run']
const documents = ['README.md', ...markdownIn('docs')].filter((path) => existsSync(path))

/** A path of ours in code style, such as `app/routes.ts`; one with a placeholder in it names no single file. */
const ownPath = /`((?:app|content|db|docs|public|scripts|server|tests|biome-plugins)\/[^`\s]*)`/g
const placeholder = /[<>{}*…]|\bNNNN\b|\$|:\w|\.\.\.|[A-Z]{4,}\b(?!\.md)/

function markdownIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
}

test('there are documents to check', () => {
  expect(documents.length).toBeGreaterThan(0)
})

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  test('names only paths that exist', () => {
    const named = [...text.matchAll(ownPath)]
      .map(([, path = '']) => path)
      .filter((path) => !placeholder.test(path))
    const missing = named.map((path) => path.replace(/:\d+$/, '')).filter((path) => !existsSync(path))
    expect(missing).toEqual([])
  })

  test('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    const local = targets
      .filter((target) => !/^([a-z]+:|#|\/)/i.test(target))
      .map((target) => target.split('#')[0] ?? '')
    expect(local.filter((target) => !existsSync(normalize(join(dirname(document), target))))).toEqual([])
  })

  test('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].flatMap(([whole, name = '']) =>
      whole.startsWith('npm run ') || builtIn.includes(name) ? [name] : [],
    )
    expect(named.filter((name) => !scripts.includes(name) && !builtIn.includes(name))).toEqual([])
  })
})
