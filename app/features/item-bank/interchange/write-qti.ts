import { strToU8, type Zippable, zipSync } from 'fflate'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Element } from './element.ts'
import { type InterchangeItem, type WrittenBank, writtenLanguages } from './interchange-item.ts'
import { toQti3Names } from './qti-names.ts'
import { bankCatalog, itemCatalog, lomDifficulties } from './read-qti-manifest.ts'
import { type QtiTemplates, writeQtiItem } from './write-qti-item.ts'
import { element, writeXml } from './write-xml.ts'

/** What two versions of QTI call the same things. */
type QtiVersion = {
  readonly itemNamespace: string
  readonly itemSchema: string
  readonly packageNamespace: string
  readonly metadataNamespace: string
  readonly packageSchema: string
  readonly schemaName: string
  readonly schemaVersion: string
  readonly resourceType: string
  readonly templates: QtiTemplates
  readonly rename: (item: Element) => Element
}

const versions: Record<'qti22' | 'qti30', QtiVersion> = {
  qti22: {
    itemNamespace: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
    itemSchema: 'http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd',
    packageNamespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    metadataNamespace: 'http://www.imsglobal.org/xsd/imsqti_metadata_v2p2',
    packageSchema: 'http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd',
    schemaName: 'QTIv2.2 Package',
    schemaVersion: '1.0.0',
    resourceType: 'imsqti_item_xmlv2p2',
    templates: {
      match: 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct',
      map: 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response',
    },
    rename: (item) => item,
  },
  qti30: {
    itemNamespace: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    itemSchema: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd',
    packageNamespace: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    metadataNamespace: 'http://www.imsglobal.org/xsd/imsqti_metadata_v3p0',
    packageSchema: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd',
    schemaName: 'QTI Package',
    schemaVersion: '3.0.0',
    resourceType: 'imsqti_item_xmlv3p0',
    templates: {
      match: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml',
      map: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml',
    },
    rename: (item) => toQti3Names(wrapFeedback(item)),
  },
}

const lomNamespace = 'http://ltsc.ieee.org/xsd/LOM'
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance'

/**
 * A bank as a content package. Each language of an item is a file of its own under the same identifier, told apart by `xml:lang`; domain, difficulty, source and
 * whether an item is critical stand in the manifest. The same bank always makes the same bytes.
 */
export function writeQti(
  bank: string,
  items: readonly InterchangeItem[],
  format: 'qti22' | 'qti30',
): WrittenBank {
  const version = versions[format]
  const files: Zippable = {}
  const resources: Element[] = []
  for (const item of items) {
    const media = item.media.map(({ name, bytes }) => {
      const path = `media/${item.id}/${name}`
      files[path] = new Uint8Array(bytes)
      return path
    })
    for (const language of writtenLanguages(item.content)) {
      const path = `items/${item.id}.${language === 'en' ? 'en' : 'zh-CN'}.xml`
      const written = writeQtiItem(item, language, version.templates, (name) => `../media/${item.id}/${name}`)
      files[path] = strToU8(writeXml(rooted(version.rename(written), version)))
      resources.push(resourceOf(item, language, path, media, version))
    }
  }
  const manifest = strToU8(writeXml(manifestOf(bank, resources, version)))
  // A fixed day: an archive made twice of the same bank is the same file.
  const bytes = zipSync({ 'imsmanifest.xml': manifest, ...files }, { mtime: new Date(2000, 0, 1), level: 6 })
  return {
    bytes,
    fileName: `${bank}-${format}.zip`,
    mediaType: 'application/zip',
    losses: items.map(({ id }) => ({ code: id, losses: [] })),
  }
}

/** The root of an item with its namespaces. */
function rooted(root: Element, version: QtiVersion): Element {
  return {
    ...root,
    attributes: new Map([
      ['xmlns', version.itemNamespace],
      ['xmlns:xsi', instanceNamespace],
      ['xsi:schemaLocation', `${version.itemNamespace} ${version.itemSchema}`],
      ...root.attributes,
    ]),
  }
}

/** In QTI 3 the content of feedback stands in a body of its own. */
function wrapFeedback(item: Element): Element {
  const children = item.children.map((child) =>
    typeof child !== 'string' && child.name === 'modalFeedback'
      ? { ...child, children: [element('contentBody', {}, child.children)] }
      : child,
  )
  return { ...item, children }
}

function manifestOf(bank: string, resources: readonly Element[], version: QtiVersion): Element {
  return element(
    'manifest',
    {
      identifier: `MANIFEST-${bank}`,
      xmlns: version.packageNamespace,
      'xmlns:lom': lomNamespace,
      'xmlns:qmd': version.metadataNamespace,
      'xmlns:xsi': instanceNamespace,
      'xsi:schemaLocation': `${version.packageNamespace} ${version.packageSchema}`,
    },
    [
      element('metadata', {}, [
        element('schema', {}, [version.schemaName]),
        element('schemaversion', {}, [version.schemaVersion]),
        element('lom:lom', {}, [element('lom:general', {}, [catalogued(bankCatalog, bank)])]),
      ]),
      element('organizations'),
      element('resources', {}, resources),
    ],
  )
}

function resourceOf(
  item: InterchangeItem,
  language: FaceLanguage,
  path: string,
  media: readonly string[],
  version: QtiVersion,
): Element {
  const { id, domain, difficulty, critical, source, content } = item
  const vocabulary = (name: string, value: string) =>
    element(`lom:${name}`, {}, [element('lom:source', {}, ['LOMv1.0']), element('lom:value', {}, [value])])
  const text = (value: string) => [element('lom:string', {}, [value])]
  const general = element('lom:general', {}, [
    catalogued(itemCatalog, id),
    element('lom:language', {}, [language === 'en' ? 'en' : 'zh-CN']),
    ...(critical ? [element('lom:keyword', {}, text('critical'))] : []),
  ])
  const lom = element('lom:lom', {}, [
    general,
    element('lom:educational', {}, [vocabulary('difficulty', lomDifficulties[difficulty - 1] ?? 'medium')]),
    ...(source
      ? [
          element('lom:relation', {}, [
            vocabulary('kind', 'isbasedon'),
            element('lom:resource', {}, [element('lom:description', {}, text(source))]),
          ]),
        ]
      : []),
    ...(domain === ''
      ? []
      : [
          element('lom:classification', {}, [
            vocabulary('purpose', 'discipline'),
            element('lom:taxonPath', {}, [
              element('lom:taxon', {}, [element('lom:entry', {}, text(domain))]),
            ]),
          ]),
        ]),
  ])
  const qti = element('qmd:qtiMetadata', {}, [
    element('qmd:interactionType', {}, [interactionOf[content.type]]),
    element('qmd:feedbackType', {}, ['nonadaptive']),
    element('qmd:solutionAvailable', {}, ['true']),
  ])
  return element(
    'resource',
    { identifier: `RES-${id}-${language}`, type: version.resourceType, href: path },
    [element('metadata', {}, [lom, qti]), ...[path, ...media].map((href) => element('file', { href }))],
  )
}

function catalogued(catalog: string, entry: string): Element {
  return element('lom:identifier', {}, [
    element('lom:catalog', {}, [catalog]),
    element('lom:entry', {}, [entry]),
  ])
}

const interactionOf: Record<InterchangeItem['content']['type'], string> = {
  single: 'choiceInteraction',
  multi: 'choiceInteraction',
  truefalse: 'choiceInteraction',
  ordering: 'orderInteraction',
  matching: 'matchInteraction',
  numeric: 'textEntryInteraction',
}
