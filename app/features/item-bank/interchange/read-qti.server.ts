import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { faceOf, guessFace, type TextReading } from './bilingual-text.ts'
import { buildItem } from './build-item.server.ts'
import { carryMedia } from './carry-media.ts'
import { attributeOf, childOf, type Element, textOf } from './element.ts'
import { mergeFaces } from './merge-faces.ts'
import {
  FileRefusedError,
  ItemRefusedError,
  type Loss,
  lossList,
  nowhere,
  type ParsedItem,
  type ReadFile,
  type ReadItem,
} from './neutral-item.ts'
import { toQti2Names } from './qti-names.ts'
import { readQtiItem } from './read-qti-item.ts'
import { noQtiMetadata, type QtiMetadata, readManifest } from './read-qti-manifest.ts'
import { readXml } from './read-xml.ts'

type Face = {
  readonly identifier: string
  readonly file: string | null
  readonly line: number
  readonly language: FaceLanguage
  readonly losses: readonly Loss[]
} & ({ readonly parsed: ParsedItem } | { readonly refusal: ItemRefusedError['refusal'] })

/** Reads a single item of QTI 2.x or 3.0 from its root element. */
export function readQtiFile(root: Element, language: FaceLanguage | null): ReadFile {
  const face = readFace(toQti2Names(root), null, noQtiMetadata, () => null, language)
  return { format: formatOf(root), bank: null, items: finish([face]) }
}

/** Reads a content package: the items its manifest names, or every item in it where it has none. Throws FileRefusedError for no package of QTI. */
export async function readQtiPackage(
  files: ReadonlyMap<string, Uint8Array>,
  language: FaceLanguage | null,
): Promise<ReadFile> {
  const { bank, resources } = readManifest(files)
  const faces: Face[] = []
  let format: ReadFile['format'] = 'qti2'
  for (const [index, { path, version, metadata }] of resources.entries()) {
    // Others who ask meanwhile are answered between the files of a large package.
    if (index % 20 === 19) await nextTurn()
    const refused = (
      code: 'file-missing' | 'malformed' | 'type-unsupported',
      detail: string,
      line = 1,
    ): Face => ({
      identifier: path,
      file: path,
      line,
      language: 'en',
      losses: [],
      refusal: { code, detail },
    })
    const bytes = files.get(path)
    if (version === 'qti1') faces.push(refused('type-unsupported', 'QTI 1.2'))
    else if (!bytes) faces.push(refused('file-missing', path))
    else {
      try {
        const root = readXml(bytes, path)
        if (root.name === 'qti-assessment-item') format = 'qti3'
        const find = (src: string) => files.get(resolvePath(path, src)) ?? null
        faces.push(readFace(toQti2Names(root), path, metadata, find, language))
      } catch (failure) {
        // A document type in one item is an attack on the reader, not a fault of that item.
        if (!(failure instanceof FileRefusedError) || failure.fault.code === 'document-type') throw failure
        faces.push(refused('malformed', failure.fault.detail, failure.fault.place.line ?? 1))
      }
    }
  }
  return { format, bank, items: finish(faces) }
}

/** Which QTI a root element belongs to. */
export function formatOf(root: Element): 'qti2' | 'qti3' {
  return root.name.startsWith('qti-') ? 'qti3' : 'qti2'
}

function readFace(
  item: Element,
  file: string | null,
  metadata: QtiMetadata,
  find: (src: string) => Uint8Array | null,
  given: FaceLanguage | null,
): Face {
  const losses = lossList()
  const said = attributeOf(item, 'lang')
  const language = (said !== '' && faceOf(said)) || given || guessFace(textOf(childOf(item, 'itemBody')))
  const base = { identifier: attributeOf(item, 'identifier') || file || '', file, line: item.line, language }
  try {
    if (item.name !== 'assessmentItem') throw new ItemRefusedError('malformed', item.name)
    if (said !== '' && faceOf(said) === null && given === null) throw new ItemRefusedError('language', said)
    const reading: TextReading = { language, isMarked: false, losses, pictures: [] }
    const parsed = readQtiItem(item, reading)
    const media = carryMedia(reading.pictures, find, losses)
    if (attributeOf(item, 'timeDependent') === 'true') losses.add('time-limit')
    return { ...base, losses: losses.all(), parsed: { ...parsed, ...metadata, media } }
  } catch (failure) {
    if (!(failure instanceof ItemRefusedError)) throw failure
    return { ...base, losses: losses.all(), refusal: failure.refusal }
  }
}

/** Brings the two languages of an item together, then judges each item. */
function finish(faces: readonly Face[]): readonly ReadItem[] {
  const whole: Face[] = []
  for (const face of faces) {
    const at = whole.findIndex((one) => one.identifier === face.identifier && one.language !== face.language)
    const other = whole[at]
    const merged =
      other && 'parsed' in other && 'parsed' in face ? mergeFaces(other.parsed, face.parsed) : null
    if (!other || !merged) whole.push(face)
    else {
      const losses = [...other.losses, ...face.losses.filter((loss) => !hasLoss(other.losses, loss))]
      whole[at] = { ...other, parsed: merged, losses }
    }
  }
  return whole.map((face): ReadItem => {
    const { identifier, file, line, language } = face
    const place = { ...nowhere, file, line }
    if ('refusal' in face) return { identifier, place, losses: face.losses, refusal: face.refusal }
    const losses = lossList()
    for (const { code, detail } of face.losses) losses.add(code, detail)
    try {
      const item = buildItem(face.parsed, language, losses)
      return { identifier, place, losses: losses.all(), item }
    } catch (failure) {
      if (!(failure instanceof ItemRefusedError)) throw failure
      return { identifier, place, losses: losses.all(), refusal: failure.refusal }
    }
  })
}

function hasLoss(losses: readonly Loss[], { code, detail }: Loss): boolean {
  return losses.some((one) => one.code === code && one.detail === detail)
}

/** The path within a package that a reference in one of its files means; empty where it leads out. */
function resolvePath(from: string, reference: string): string {
  if (/^[a-z][a-z0-9+.-]*:|^\//i.test(reference)) return ''
  let path: string
  try {
    path = decodeURIComponent(reference.split(/[?#]/)[0] ?? '')
  } catch {
    return ''
  }
  const parts = from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.pop() === undefined) return ''
    } else parts.push(part)
  }
  return parts.join('/')
}
