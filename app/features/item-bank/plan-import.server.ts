import { createHash } from 'node:crypto'
import type { CourseItem } from '#app/content/item-mapping.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Db } from '#db/schema/index.ts'
import { completeItem } from './complete-item.ts'
import {
  countItems,
  type ImportReport,
  type ItemChange,
  type NeedCode,
  type ReportedItem,
} from './import-report.ts'
import type {
  ItemFormat,
  ItemMedia,
  NeutralItem,
  ReadFile,
  ReadItem,
  Refusal,
} from './interchange/neutral-item.ts'
import { findCodesWithPrefix, findForeignCodes, findWholeVersions } from './item.repository.server.ts'
import { hashOfItem, sortedJson } from './item-hash.server.ts'
import { findMediaHashes } from './item-media.repository.server.ts'
import { readStoredItem } from './stored-item.ts'

/** The form of ids that items.yaml gives; other names are kept beside a code of that form. */
const ownCode = /^Q-[A-Z0-9]{1,8}-[0-9]{3,5}$/

/** The number of the first item that comes from elsewhere. */
const firstImported = 10_001

/** A version that is to be stored: of an item the bank has, or of a new one. */
export type PlannedItem = {
  readonly itemId: string | null
  readonly externalId: string | null
  readonly version: number
  readonly item: CourseItem
  readonly media: readonly ItemMedia[]
  /** The version whose pictures stay, where the format of the file can hold none. */
  readonly keepsMediaOf: string | null
  readonly contentHash: string
}

export type ImportPlan = { readonly writes: readonly PlannedItem[]; readonly report: ImportReport }

/** Formats that carry no pictures, so that their absence says nothing. */
const withoutPictures: readonly ItemFormat[] = ['gift', 'csv', 'xlsx']

type Known = {
  readonly itemId: string
  readonly itemVersionId: string
  readonly media: readonly string[]
  readonly code: string
  readonly isRetired: boolean
  readonly version: number
  readonly item: CourseItem
  /** The contents that count as the same: the newest, and the one in use. */
  readonly contents: ReadonlySet<string>
}

/**
 * What a file would do to a bank: which items are new, changed, the same or refused, and what would be stored. Decides nothing by time or chance, so that the
 * same file and bank always make the same plan.
 */
export async function planImport(
  db: Db,
  course: { readonly courseId: string; readonly code: string },
  file: ReadFile,
  language: FaceLanguage | null,
): Promise<ImportPlan> {
  const known = await findKnown(db, course.courseId)
  const names = file.items.map(({ identifier }) => identifier)
  const foreign = new Set(
    await findForeignCodes(
      db,
      names.filter((name) => ownCode.test(name)),
      course.courseId,
    ),
  )
  const nextCode = await codeMaker(db, course.code, names)
  const taken = new Set<string>()
  const writes: PlannedItem[] = []
  const items = file.items.map((read): ReportedItem => {
    if (!('item' in read)) return refused(read, read.refusal)
    if (foreign.has(read.identifier))
      return refused(read, { code: 'item-of-other-bank', detail: read.identifier })
    const before = known.get(read.identifier)
    const code = before?.code ?? (ownCode.test(read.identifier) ? read.identifier : nextCode())
    if (taken.has(code)) return refused(read, { code: 'duplicate-identifier', detail: code })
    taken.add(code)
    const { item, needs } = completeItem(code, read.item, before?.item ?? null)
    const isKept = before !== undefined && withoutPictures.includes(file.format)
    const content = contentOf(item, isKept ? before.media : mediaHashes(read.item))
    const change = before === undefined ? 'new' : before.contents.has(content) ? 'unchanged' : 'changed'
    if (change !== 'unchanged')
      writes.push({
        itemId: before?.itemId ?? null,
        externalId: code === read.identifier ? null : read.identifier,
        version: (before?.version ?? 0) + 1,
        item,
        media: read.item.media,
        keepsMediaOf: isKept ? before.itemVersionId : null,
        contentHash: hashOfItem(item),
      })
    return accepted(read, code, change, before?.isRetired ? [...needs, 'retired'] : needs)
  })
  return {
    writes,
    report: { format: file.format, bank: course.code, language, counts: countItems(items), items },
  }
}

/** The report of a file for which no bank is known: what it would give any bank. */
export function reportWithoutBank(file: ReadFile, language: FaceLanguage | null): ImportReport {
  const items = file.items.map((read): ReportedItem => {
    if (!('item' in read)) return refused(read, read.refusal)
    return accepted(read, null, null, completeItem(read.identifier, read.item, null).needs)
  })
  return { format: file.format, bank: null, language, counts: countItems(items), items }
}

async function findKnown(db: Db, courseId: string): Promise<ReadonlyMap<string, Known>> {
  const newest = await findWholeVersions(db, courseId, 'any')
  const used = await findWholeVersions(db, courseId, 'used')
  const hashes = await findMediaHashes(db, courseId)
  const contents = new Map<string, string[]>()
  for (const version of [...newest, ...used]) {
    const content = contentOf(readStoredItem(version), hashes.get(version.itemVersionId) ?? [])
    contents.set(version.itemId, [...(contents.get(version.itemId) ?? []), content])
  }
  const known = new Map<string, Known>()
  for (const version of newest) {
    const one: Known = {
      itemId: version.itemId,
      itemVersionId: version.itemVersionId,
      media: hashes.get(version.itemVersionId) ?? [],
      code: version.code,
      isRetired: version.state === 'RETIRED',
      version: version.version,
      item: readStoredItem(version),
      contents: new Set(contents.get(version.itemId)),
    }
    if (version.externalId !== null) known.set(version.externalId, one)
    known.set(version.code, one)
  }
  return known
}

/**
 * Codes in the form of items.yaml, after the highest that any bank has under the course's letters. They begin far above the numbers that people write, so that the
 * next item written by hand does not get the code of one that came from elsewhere.
 */
async function codeMaker(db: Db, course: string, names: readonly string[]): Promise<() => string> {
  const prefix = `Q-${(course.split('-')[0] ?? '').slice(0, 8)}-`
  const used = [
    ...(await findCodesWithPrefix(db, prefix)),
    ...names.filter((name) => name.startsWith(prefix)),
  ]
  let number = Math.max(firstImported - 1, ...used.map((code) => Number(code.slice(prefix.length)) || 0))
  return () => {
    number += 1
    return `${prefix}${number}`
  }
}

function refused({ identifier, place, losses }: ReadItem, refusal: Refusal): ReportedItem {
  return { identifier, code: null, place, result: 'refused', change: null, losses, needs: [], refusal }
}

function accepted(
  { identifier, place, losses }: ReadItem,
  code: string | null,
  change: ItemChange | null,
  needs: readonly NeedCode[],
): ReportedItem {
  const result = losses.length > 0 ? 'imported-with-loss' : 'imported'
  return { identifier, code, place, result, change, losses, needs, refusal: null }
}

function mediaHashes({ media }: NeutralItem): readonly string[] {
  return media.map(({ bytes, alt }) => hashOfMedia(bytes, alt))
}

/** What makes a picture of an item the same picture. */
export function hashOfMedia(bytes: Uint8Array, alt: string): string {
  return createHash('sha256').update(alt).update('\u0000').update(bytes).digest('hex')
}

/** A text that is the same for equal content: the order in which a set's right options are listed does not count. */
function contentOf(item: CourseItem, media: readonly string[]): string {
  const key = item.key.type === 'multi' ? { ...item.key, correct: [...item.key.correct].sort() } : item.key
  return sortedJson({ ...item, key, media: [...media].sort() })
}
