import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { decodeXml } from './decode-text.ts'
import type { Element, ElementNode } from './element.ts'
import { interchangeLimits } from './interchange-limits.ts'
import { FileRefusedError } from './neutral-item.ts'

/** Under this the parser keeps where an element begins. */
const position = XMLParser.getMetaDataSymbol() as symbol

/**
 * Reads an XML file into elements with local names; comments and processing instructions are left out. A document type is refused before anything is
 * parsed, so that no entity is ever declared, expanded or fetched. Throws FileRefusedError with the line.
 */
export function readXml(bytes: Uint8Array, file: string | null = null): Element {
  const text = decodeXml(bytes, file)
  const lineAt = lineCounter(text)
  const typeAt = text.replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g, blank).search(/<!(?:DOCTYPE|ENTITY)/i)
  if (typeAt !== -1) throw new FileRefusedError('document-type', '', { file, line: lineAt(typeAt) })
  const verdict = XMLValidator.validate(text)
  if (verdict !== true)
    throw new FileRefusedError('malformed', verdict.err.msg, { file, line: verdict.err.line })

  let parsed: readonly ParsedNode[]
  try {
    parsed = parserOf().parse(text) as readonly ParsedNode[]
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : ''
    throw new FileRefusedError(/nested/i.test(message) ? 'too-deep' : 'malformed', message, { file })
  }
  let seen = 0
  const toNodes = (nodes: readonly ParsedNode[]): readonly ElementNode[] =>
    nodes.flatMap((node): ElementNode[] => {
      if ('#text' in node) return [String(node['#text'])]
      const name = Object.keys(node).find((key) => key !== ':@') ?? ''
      if (name === '' || name.startsWith('?')) return []
      seen += 1
      if (seen > interchangeLimits.elements) throw new FileRefusedError('too-large', '', { file })
      return [
        {
          name,
          attributes: new Map(Object.entries(node[':@'] ?? {}).map(([key, value]) => [key, String(value)])),
          children: toNodes(node[name] as readonly ParsedNode[]),
          line: lineAt(startOf(node)),
        },
      ]
    })
  const roots = toNodes(parsed).filter((node): node is Element => typeof node !== 'string')
  const [root] = roots
  if (!root || roots.length > 1) throw new FileRefusedError('malformed', 'one root element', { file })
  return root
}

type ParsedNode = {
  readonly [name: string]: unknown
  readonly ':@'?: Readonly<Record<string, unknown>>
}

function startOf(node: ParsedNode): number {
  const place = (node as Readonly<Record<symbol, { readonly startIndex?: number } | undefined>>)[position]
  return place?.startIndex ?? 0
}

function parserOf(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    maxNestedTags: interchangeLimits.depth,
    // Only the characters that XML and HTML name themselves, and numbered ones: no document type gets this far.
    htmlEntities: true,
  })
}

/** The line of a character, from 1, found by halves. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
