import { type ArchiveFault, looksLikeArchive, readArchive } from '#app/content/read-archive.server.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { decodeText } from './decode-text.ts'
import { interchangeLimits } from './interchange-limits.ts'
import {
  type FileFault,
  type FileFaultCode,
  FileRefusedError,
  type ReadFile,
  type ReadItem,
} from './neutral-item.ts'
import { headingsOf, readCsv } from './read-csv.ts'
import { readGift } from './read-gift.ts'
import { readMoodle } from './read-moodle.ts'
import { readQtiFile, readQtiPackage } from './read-qti.server.ts'
import { readXlsx } from './read-xlsx.ts'
import { readXml } from './read-xml.ts'
import { isItemTable } from './table-columns.ts'

export type ItemFileOutcome =
  | { readonly ok: true; readonly file: ReadFile }
  | { readonly ok: false; readonly fault: FileFault }

/**
 * Reads a file of items. What it is, its content says and never its name. `language` is the face of texts that do not say their own; null leaves that to the
 * characters they are written in. Every item of the file is in the result, taken or refused; a file that cannot be read as a whole gives one fault.
 */
export async function readItemFile(
  bytes: Uint8Array,
  language: FaceLanguage | null,
): Promise<ItemFileOutcome> {
  try {
    if (bytes.length === 0) throw new FileRefusedError('empty')
    if (bytes.length > interchangeLimits.fileBytes)
      throw new FileRefusedError('too-large', `${bytes.length} > ${interchangeLimits.fileBytes}`)
    const file = await readAny(bytes, language)
    if (file.items.length === 0) throw new FileRefusedError('no-items')
    if (file.items.length > interchangeLimits.items)
      throw new FileRefusedError('too-many-items', `${file.items.length} > ${interchangeLimits.items}`)
    return { ok: true, file: { ...file, items: eachOnce(file.items) } }
  } catch (failure) {
    if (failure instanceof FileRefusedError) return { ok: false, fault: failure.fault }
    throw failure
  }
}

async function readAny(bytes: Uint8Array, language: FaceLanguage | null): Promise<ReadFile> {
  if (looksLikeArchive(bytes)) {
    const archive = readArchive(bytes)
    if (!archive.ok) throw new FileRefusedError(archiveFaults[archive.fault.reason], archive.fault.entry)
    return archive.files.has('xl/workbook.xml')
      ? readXlsx(bytes, archive.files, language)
      : readQtiPackage(archive.files, language)
  }
  if (looksLikeXml(bytes)) {
    const root = readXml(bytes)
    if (root.name === 'quiz') return readMoodle(root, language)
    if (/^(?:assessmentItem|qti-assessment-item)$/.test(root.name)) return readQtiFile(root, language)
    if (/^(?:manifest|assessmentTest|qti-assessment-test)$/.test(root.name))
      throw new FileRefusedError('no-items', root.name)
    throw new FileRefusedError('unknown-format', root.name === 'questestinterop' ? 'QTI 1.2' : root.name)
  }
  const text = decodeText(bytes)
  if (isItemTable(headingsOf(text))) return readCsv(text, language)
  if (/\{[^}]*\}/.test(text)) return readGift(text.replace(/^\uFEFF/, ''), language)
  throw new FileRefusedError('unknown-format')
}

/** What the reader of archives says, as a fault of the file. */
export const archiveFaults: Record<ArchiveFault['reason'], FileFaultCode> = {
  'not-an-archive': 'archive-damaged',
  'too-many-entries': 'archive-size',
  'too-large': 'archive-size',
  bomb: 'archive-bomb',
  'unsafe-path': 'archive-path',
  link: 'archive-link',
  encrypted: 'archive-encrypted',
  method: 'archive-damaged',
  'repeated-path': 'archive-damaged',
  damaged: 'archive-damaged',
}

/** The first sign that is no space is `<`, in whichever of the encodings that XML may have. */
function looksLikeXml(bytes: Uint8Array): boolean {
  const head = [...bytes.subarray(0, 400)].filter((byte) => byte !== 0 && byte < 0x7f)
  return new TextDecoder('latin1').decode(new Uint8Array(head)).trimStart().startsWith('<')
}

/** A second item under the same name is refused, unless the name was made from the stem: then the two are told apart by number. */
function eachOnce(items: readonly ReadItem[]): readonly ReadItem[] {
  const counts = new Map<string, number>()
  return items.map((one) => {
    if (!('item' in one)) return one
    const count = (counts.get(one.identifier) ?? 0) + 1
    counts.set(one.identifier, count)
    if (count === 1) return one
    if (one.identifier.startsWith('stem-')) {
      const identifier = `${one.identifier}-${count}`
      return { ...one, identifier, item: { ...one.item, identifier } }
    }
    const { identifier, place, losses } = one
    return { identifier, place, losses, refusal: { code: 'duplicate-identifier', detail: identifier } }
  })
}
