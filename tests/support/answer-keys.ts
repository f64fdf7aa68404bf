import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** What the authors' files say is right: a test's person answers well because the test has read the keys, which no browser ever gets. */

type Face = { stem: string }
type SourceItem =
  | {
      id: string
      type: 'single' | 'multi' | 'truefalse' | 'ordering'
      en: Face
      zh: Face
      answer: readonly string[]
    }
  | { id: string; type: 'matching'; en: Face; zh: Face; answer: Readonly<Record<string, string>> }
  | { id: string; type: 'numeric'; en: Face; zh: Face; answer: { value: number } }

export type ItemKey =
  | { readonly type: 'single' | 'multi' | 'truefalse' | 'ordering'; readonly options: readonly string[] }
  | { readonly type: 'matching'; readonly pairs: Readonly<Record<string, string>> }
  | { readonly type: 'numeric'; readonly value: string }

/** The right choices of every knowledge check of a course, by the check's id. */
export function checkKeysOf(course: string): Map<string, readonly string[]> {
  const folder = `content/courses/${course}/lessons`
  const keys = new Map<string, readonly string[]>()
  for (const lesson of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${lesson}/en.mdx`, 'utf8')
    for (const [, id, body] of text.matchAll(
      /<KnowledgeCheck\s+id="([^"]+)"[^>]*>([\s\S]*?)<\/KnowledgeCheck>/g,
    )) {
      const right = [...(body ?? '').matchAll(/<Choice\s+([^>]*)>/g)].flatMap(([, attributes]) => {
        const choice = /\bid="([^"]+)"/.exec(attributes ?? '')?.[1]
        return choice && /\bcorrect\b/.test(attributes ?? '') ? [choice] : []
      })
      keys.set(id as string, right)
    }
  }
  return keys
}

/** The key of an exam's item by its stem, in either language. */
export function itemKeysOf(course: string): (stem: string) => ItemKey | undefined {
  const { items } = parse(readFileSync(`content/courses/${course}/items.yaml`, 'utf8')) as {
    items: readonly SourceItem[]
  }
  const keys = new Map<string, ItemKey>()
  for (const item of items) for (const face of [item.en, item.zh]) keys.set(bare(face.stem), keyOf(item))
  return (stem) => keys.get(bare(stem))
}

function keyOf(item: SourceItem): ItemKey {
  if (item.type === 'matching') return { type: item.type, pairs: item.answer }
  if (item.type === 'numeric') return { type: item.type, value: String(item.answer.value) }
  return { type: item.type, options: item.answer.map(String) }
}

/** Letters and digits alone: a page may set spaces, quotes and signs otherwise than the file. */
function bare(text: string): string {
  return text.replace(/[^\p{Letter}\p{Number}]/gu, '').toLowerCase()
}
