import { Parser } from 'htmlparser2'
import type { Element, ElementNode } from './element.ts'
import { interchangeLimits } from './interchange-limits.ts'
import { ItemRefusedError } from './neutral-item.ts'

type OpenElement = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: ElementNode[]
}

/**
 * Reads a piece of HTML as browsers do, however untidy, into elements. Nothing of it is ever shown as HTML; it is read for its text. Throws
 * ItemRefusedError where it is too long or nested too deeply.
 */
export function readHtml(html: string): readonly ElementNode[] {
  if (html.length > interchangeLimits.htmlLength) throw new ItemRefusedError('text-too-long')
  if (!/[<&]/.test(html)) return [html]
  const root: OpenElement = { name: '', attributes: new Map(), children: [] }
  const open: OpenElement[] = [root]
  let isTooDeep = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes: new Map(Object.entries(attributes)), children: [] }
        open.at(-1)?.children.push({ ...element, line: 0 } satisfies Element)
        open.push(element)
        if (open.length > interchangeLimits.depth) {
          isTooDeep = true
          parser.reset()
        }
      },
      ontext(text) {
        open.at(-1)?.children.push(text)
      },
      onclosetag() {
        if (open.length > 1) open.pop()
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(html)
  if (isTooDeep) throw new ItemRefusedError('malformed', `> ${interchangeLimits.depth} levels`)
  return root.children
}
