import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { lockInTransaction } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { ImportReport } from './import-report.ts'
import type { ReadFile } from './interchange/neutral-item.ts'
import { insertItems, insertItemVersions } from './item.repository.server.ts'
import { findItemMedia, insertItemMedia } from './item-media.repository.server.ts'
import { hashOfMedia, type ImportPlan, type PlannedItem, planImport } from './plan-import.server.ts'
import { storedVersion } from './stored-item.ts'

/** One import at a time, so that two of them do not give the same code. */
const importLock = 7_302

/** A file that was read, into whose bank it goes, and what the ledger says of it. */
export type ItemImport = {
  readonly course: { readonly courseId: string; readonly code: string }
  readonly file: ReadFile
  readonly fileName: string
  readonly fileHash: string
  readonly language: FaceLanguage | null
}

/** The hash by which the ledger knows a file again. */
export function hashOfFile(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Stores what a file brings as drafts: new items, and new versions of items that changed, which no exam draws before somebody takes them into use. All of it in
 * one transaction, or nothing. `mayGoOn` sees the plan made within that transaction and can call it off; then nothing is stored.
 */
export async function importItems(
  ctx: Context,
  trx: Db,
  input: ItemImport,
  mayGoOn: (plan: ImportPlan) => boolean = () => true,
): Promise<{ readonly isStored: boolean; readonly report: ImportReport }> {
  await lockInTransaction(trx, importLock)
  const { course, file, fileName, fileHash, language } = input
  const plan = await planImport(trx, course, file, language)
  if (!mayGoOn(plan)) return { isStored: false, report: plan.report }
  for (const planned of plan.writes) await storeDraft(ctx, trx, course.courseId, planned)
  const { new: added, changed, unchanged, refused } = plan.report.counts
  await recordAudit(ctx, trx, {
    action: 'items.imported',
    subjectKind: 'course',
    subjectId: course.courseId,
    details: {
      course: course.code,
      fileName,
      fileHash,
      format: file.format,
      added,
      changed,
      unchanged,
      refused,
    },
  })
  return { isStored: true, report: plan.report }
}

async function storeDraft(ctx: Context, trx: Db, courseId: string, planned: PlannedItem): Promise<void> {
  const { item, version, externalId, contentHash, media, keepsMediaOf } = planned
  const createdAt = ctx.now()
  const itemId = planned.itemId ?? ctx.newId()
  if (planned.itemId === null)
    await insertItems(trx, [{ id: itemId, courseId, code: item.id, state: 'DRAFT', createdAt, externalId }])
  const itemVersionId = ctx.newId()
  await insertItemVersions(trx, [
    { id: itemVersionId, itemId, version, ...storedVersion(item), contentHash, createdAt, isDraft: 1 },
  ])
  await insertItemMedia(
    trx,
    media.map(({ name, mediaType, alt, bytes }, position) => ({
      itemVersionId,
      position,
      name,
      mediaType,
      alt,
      contentHash: hashOfMedia(bytes, alt),
      contentBase64: Buffer.from(bytes).toString('base64'),
    })),
  )
  if (keepsMediaOf === null) return
  const kept = (await findItemMedia(trx, [keepsMediaOf])).get(keepsMediaOf) ?? []
  await insertItemMedia(
    trx,
    kept.map((one) => ({ ...one, itemVersionId })),
  )
}
