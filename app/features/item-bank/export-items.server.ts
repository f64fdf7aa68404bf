import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import type { InterchangeItem, WrittenBank } from './interchange/interchange-item.ts'
import type { ExportFormat } from './interchange/neutral-item.ts'
import { writeItemFile } from './interchange/write-item-file.server.ts'
import { findWholeVersions } from './item.repository.server.ts'
import { findItemMedia } from './item-media.repository.server.ts'
import { readStoredItem } from './stored-item.ts'

/**
 * A bank as a file, with every key: active items in the version in use, others in their newest; retired ones stay behind. That it left is recorded.
 */
export async function exportItems(
  ctx: Context,
  input: {
    readonly course: { readonly courseId: string; readonly code: string }
    readonly format: ExportFormat
  },
): Promise<WrittenBank> {
  const { course, format } = input
  const items = await readBankItems(ctx.db, course.courseId)
  const written = writeItemFile(course.code, items, format)
  await ctx.db.transaction().execute((trx) =>
    recordAudit(ctx, trx, {
      action: 'items.exported',
      subjectKind: 'course',
      subjectId: course.courseId,
      details: { course: course.code, format, items: items.length },
    }),
  )
  return written
}

/** The items of a bank as they are written out, by code. */
export async function readBankItems(db: Db, courseId: string): Promise<readonly InterchangeItem[]> {
  const used = new Map(
    (await findWholeVersions(db, courseId, 'used')).map((version) => [version.itemId, version]),
  )
  const versions = (await findWholeVersions(db, courseId, 'any')).flatMap((newest) => {
    if (newest.state === 'RETIRED') return []
    return [newest.state === 'ACTIVE' ? (used.get(newest.itemId) ?? newest) : newest]
  })
  const media = await findItemMedia(
    db,
    versions.map(({ itemVersionId }) => itemVersionId),
  )
  return versions.map((version) => ({
    ...readStoredItem(version),
    media: (media.get(version.itemVersionId) ?? []).map(({ name, mediaType, alt, contentBase64 }) => ({
      name,
      mediaType,
      alt,
      bytes: new Uint8Array(Buffer.from(contentBase64, 'base64')),
    })),
  }))
}
