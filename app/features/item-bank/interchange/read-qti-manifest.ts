import { attributeOf, childOf, childrenOf, descendantsOf, type Element, textOf } from './element.ts'
import { FileRefusedError, type ParsedItem } from './neutral-item.ts'
import { readXml } from './read-xml.ts'

/** What a manifest says of an item, by the terms of IEEE LOM. */
export type QtiMetadata = Pick<ParsedItem, 'domain' | 'difficulty' | 'critical' | 'source'>

export const noQtiMetadata: QtiMetadata = { domain: null, difficulty: null, critical: null, source: null }

/** The catalogues under which our own packages name the bank they come from and its items. */
export const bankCatalog = 'tiergate-bank'
export const itemCatalog = 'tiergate-item'

/** LOM's own scale, from 1. */
export const lomDifficulties = ['very easy', 'easy', 'medium', 'difficult', 'very difficult'] as const

export type QtiResource = {
  readonly path: string
  readonly version: 'qti1' | 'qti'
  readonly metadata: QtiMetadata
}

export type QtiManifest = { readonly bank: string | null; readonly resources: readonly QtiResource[] }

/**
 * The items that a package's manifest names. A package without a manifest is read all the same, each XML file that holds an item as one. Throws
 * FileRefusedError where there are none.
 */
export function readManifest(files: ReadonlyMap<string, Uint8Array>): QtiManifest {
  const manifests = [...files.keys()].filter((path) => /(?:^|\/)imsmanifest\.xml$/i.test(path))
  const [path] = manifests.sort((a, b) => a.length - b.length)
  if (path === undefined) return { bank: null, resources: itemsWithoutManifest(files) }
  const root = readXml(files.get(path) ?? new Uint8Array(), path)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const resources = descendantsOf(root, ({ name }) => name === 'resource').flatMap(
    (resource): QtiResource[] => {
      const type = attributeOf(resource, 'type')
      const version = /^imsqti_item_xmlv[23]p\d$/.test(type)
        ? 'qti'
        : /^imsqti_xmlv1p/.test(type)
          ? 'qti1'
          : null
      const href = attributeOf(resource, 'href') || attributeOf(childOf(resource, 'file'), 'href')
      return version ? [{ path: folder + unescaped(href), version, metadata: metadataOf(resource) }] : []
    },
  )
  if (resources.length === 0) throw new FileRefusedError('no-items', '', { file: path })
  return { bank: bankOf(root), resources }
}

function itemsWithoutManifest(files: ReadonlyMap<string, Uint8Array>): readonly QtiResource[] {
  const found = [...files].flatMap(([path, bytes]): QtiResource[] => {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_000))
    const isItem = path.endsWith('.xml') && /<(?:\w+:)?(?:assessmentItem|qti-assessment-item)[\s>]/.test(head)
    return isItem ? [{ path, version: 'qti', metadata: noQtiMetadata }] : []
  })
  if (found.length === 0) throw new FileRefusedError('no-items')
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function metadataOf(resource: Element): QtiMetadata {
  const [lom] = descendantsOf(resource, ({ name }) => name === 'lom')
  if (!lom) return noQtiMetadata
  const said = textOf(childOf(childOf(childOf(lom, 'educational'), 'difficulty'), 'value')).toLowerCase()
  const level = (lomDifficulties as readonly string[]).indexOf(said) + 1
  const general = childOf(lom, 'general')
  const keywords = general ? childrenOf(general, 'keyword').map((one) => textOf(one).toLowerCase()) : []
  const isOurs = general !== undefined && catalogEntry(general, itemCatalog) !== null
  return {
    domain: disciplineOf(lom),
    difficulty: level > 0 ? level : null,
    critical: keywords.includes('critical') ? true : isOurs ? false : null,
    source: sourceOf(lom),
  }
}

function disciplineOf(lom: Element): string | null {
  const classification = childrenOf(lom, 'classification').find(
    (one) => textOf(childOf(childOf(one, 'purpose'), 'value')) === 'discipline',
  )
  const taxons = classification ? descendantsOf(classification, ({ name }) => name === 'taxon') : []
  return textOf(childOf(taxons.at(-1), 'entry')) || null
}

function sourceOf(lom: Element): string | null {
  const relation = childrenOf(lom, 'relation').find(
    (one) => textOf(childOf(childOf(one, 'kind'), 'value')) === 'isbasedon',
  )
  return textOf(childOf(childOf(relation, 'resource'), 'description')) || null
}

function bankOf(manifest: Element): string | null {
  const [general] = descendantsOf(manifest, ({ name }) => name === 'general').filter(
    (one) => catalogEntry(one, bankCatalog) !== null,
  )
  return general ? catalogEntry(general, bankCatalog) : null
}

function catalogEntry(general: Element, catalog: string): string | null {
  const identifier = childrenOf(general, 'identifier').find(
    (one) => textOf(childOf(one, 'catalog')) === catalog,
  )
  return textOf(childOf(identifier, 'entry')) || null
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href.split('#')[0] ?? '')
  } catch {
    return href
  }
}
