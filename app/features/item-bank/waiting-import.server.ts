import type { SignedInContext } from '#app/context.server.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import { addHours } from '#app/domain/shared/instants.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { hashOfFile, importItems } from './import-items.server.ts'
import type { ImportReport } from './import-report.ts'
import type { FileFault, ReadFile } from './interchange/neutral-item.ts'
import { readItemFile } from './interchange/read-item-file.server.ts'
import {
  completeItemImport,
  deleteItemImport,
  deleteWaitingImports,
  findItemImport,
  findNewestImports,
  findWaitingImport,
  insertItemImport,
  updateImportReport,
} from './item-import.repository.server.ts'
import { findOwnBank } from './own-banks.server.ts'
import { planImport } from './plan-import.server.ts'

/** How long a file waits for somebody's word. */
const waitHours = 24

export type PreparedImport =
  | { readonly ok: true; readonly importId: string }
  | { readonly ok: false; readonly reason: 'unknown' }
  | { readonly ok: false; readonly reason: 'fault'; readonly fault: FileFault }

/**
 * Reads a file for a bank of one's own organisation and keeps what was read, until somebody confirms it. Nothing of the bank changes. A person has one file
 * waiting for a bank; the next takes its place.
 */
export async function prepareImport(
  ctx: SignedInContext,
  input: {
    readonly courseCode: string
    readonly bytes: Uint8Array
    readonly fileName: string
    readonly language: FaceLanguage | null
  },
): Promise<PreparedImport> {
  const course = await findOwnBank(ctx, input.courseCode)
  if (!course) return { ok: false, reason: 'unknown' }
  const read = await readItemFile(input.bytes, input.language)
  if (!read.ok) return { ok: false, reason: 'fault', fault: read.fault }
  const { report } = await planImport(ctx.db, course, read.file, input.language)
  const importId = ctx.newId()
  const createdAt = ctx.now()
  const { personId } = ctx.actor
  await ctx.db.transaction().execute(async (trx) => {
    await deleteWaitingImports(trx, {
      personId,
      courseId: course.courseId,
      before: addHours(createdAt, -waitHours),
    })
    await insertItemImport(trx, {
      id: importId,
      courseId: course.courseId,
      personId,
      state: 'OPEN',
      fileName: input.fileName,
      fileHash: hashOfFile(input.bytes),
      itemsJson: writeItems({ file: read.file, language: input.language }),
      reportJson: JSON.stringify(report),
      createdAt,
      closedAt: null,
    })
  })
  return { ok: true, importId }
}

/** A file that was brought for a bank of one's own organisation, with what it brings or brought; null for any other. */
export async function readImport(ctx: SignedInContext, input: { courseCode: string; importId: string }) {
  const course = await findOwnBank(ctx, input.courseCode)
  const found = course && (await findItemImport(ctx.db, input.importId, course.courseId))
  if (!course || !found) return null
  const { id, state, fileName, createdAt } = found
  return {
    course,
    id,
    isDone: state === 'DONE',
    fileName,
    createdAt,
    report: JSON.parse(found.reportJson) as ImportReport,
  }
}

/** The newest files that were brought for a bank. */
export async function listImports(ctx: SignedInContext, courseId: string) {
  const newest = await findNewestImports(ctx.db, courseId, 10)
  return newest.map(({ personNameLatin, ...one }) => ({
    ...one,
    personName: nameIn({ name: one.personName, nameLatin: personNameLatin }, ctx.language),
  }))
}

export type ConfirmedImport =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'unknown' | 'bank-changed' }

/**
 * Stores what was read and shown. Where the bank has changed meanwhile, so that something else would become of an item than was shown, nothing is stored and the
 * report is made anew. A second confirmation finds nothing waiting.
 */
export async function confirmImport(
  ctx: SignedInContext,
  input: { courseCode: string; importId: string },
): Promise<ConfirmedImport> {
  const course = await findOwnBank(ctx, input.courseCode)
  if (!course) return { ok: false, reason: 'unknown' }
  return ctx.db.transaction().execute(async (trx): Promise<ConfirmedImport> => {
    const waiting = await findWaitingImport(trx, input.importId, course.courseId)
    if (!waiting) return { ok: false, reason: 'unknown' }
    const { file, language } = readItems(waiting.itemsJson)
    const { fileName, fileHash, reportJson } = waiting
    const { isStored, report } = await importItems(
      ctx,
      trx,
      { course, file, fileName, fileHash, language },
      (plan) => JSON.stringify(plan.report) === reportJson,
    )
    if (!isStored) {
      await updateImportReport(trx, input.importId, JSON.stringify(report))
      return { ok: false, reason: 'bank-changed' }
    }
    if (!(await completeItemImport(trx, input.importId, { reportJson, closedAt: ctx.now() })))
      throw new Error('A file that waits was closed within the transaction that read it')
    return { ok: true }
  })
}

/** Drops a file that waits; false where there is none. */
export async function discardImport(
  ctx: SignedInContext,
  input: { courseCode: string; importId: string },
): Promise<boolean> {
  const course = await findOwnBank(ctx, input.courseCode)
  return course !== null && deleteItemImport(ctx.db, input.importId, course.courseId)
}

type KeptItems = { readonly file: ReadFile; readonly language: FaceLanguage | null }

/** Bytes of pictures stand in JSON as Base64. */
function writeItems(items: KeptItems): string {
  return JSON.stringify(items, (_key, value: unknown) =>
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  )
}

function readItems(json: string): KeptItems {
  return JSON.parse(json, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value && Object.keys(value).length === 1
      ? new Uint8Array(Buffer.from(String(value.base64), 'base64'))
      : value,
  )
}
