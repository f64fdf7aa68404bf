import { toCsv } from '#app/content/spreadsheet-csv.ts'
import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { dayIn, printedDay } from '#app/domain/shared/instants.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findNames } from '../person-places.repository.server.ts'
import {
  type BatchRecord,
  countBatchRows,
  findBatch,
  findBatchPage,
  findBatchRowPage,
  findCategoryNames,
  type RowStage,
} from './batch.repository.server.ts'
import { batchLimits, type RowResult } from './batch-row.ts'
import { brandOfOfficer } from './deciders.ts'
import { noteText, problemText, resultText } from './row-words.ts'
import { fromBatchRow } from './stored-row.ts'
import { planUndo } from './undo-batch.server.ts'

const pageSize = 25
const rowsOnPage = 50
/** Of those that would stay after a batch is taken back so many are named before it is done; all of them afterwards. */
const keptShown = 20

/** Which rows of a batch are looked at. */
export const rowViews = ['all', 'ready', 'refused'] as const
export type RowView = (typeof rowViews)[number]

const resultsOf: Record<RowView, readonly RowResult[]> = {
  all: ['ISSUE', 'RENEW', 'REVOKE', 'WITHDRAW', 'REFUSED'],
  ready: ['ISSUE', 'RENEW', 'REVOKE', 'WITHDRAW'],
  refused: ['REFUSED'],
}

/** One page of the batches of the officer's brand, the newest first; nothing for anybody else. */
export async function readBatchList(ctx: SignedInContext, { page }: { page: number }) {
  const brandId = brandOfOfficer(ctx.actor)
  const { rows, total } = brandId
    ? await findBatchPage(ctx.db, { brandId, page, pageSize })
    : { rows: [], total: 0 }
  return {
    page,
    pageSize,
    total,
    batches: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      source: row.source,
      sourceName: row.sourceName,
      rowCount: row.rowCount,
      readyCount: row.readyCount,
      doneCount: row.doneCount,
      undoneCount: row.undoneCount,
      madeAt: row.madeAt,
      maker: nameIn({ name: row.makerName, nameLatin: row.makerNameLatin }, ctx.language),
      isOwnWord: row.agreedBy === ctx.actor.personId,
    })),
  }
}

export type BatchList = Awaited<ReturnType<typeof readBatchList>>

/** The stage whose rows say how things stand with a batch. */
function stageOf({ state }: BatchRecord): RowStage {
  if (state === 'DONE') return 'RESULT'
  return state === 'UNDONE' ? 'UNDO' : 'PREVIEW'
}

/**
 * One batch with one page of its rows: what they would do before it is done, what became of them afterwards. With `wantsUndo` also what taking it back would do. Null
 * where the batch is another brand's, or there is none.
 */
export async function readBatch(
  ctx: SignedInContext,
  batchId: string,
  query: { readonly view: RowView; readonly page: number; readonly wantsUndo: boolean },
) {
  const brandId = brandOfOfficer(ctx.actor)
  const batch = brandId && (await findBatch(ctx.db, batchId, brandId))
  if (!brandId || !batch) return null
  const stage = stageOf(batch)
  const { timeZone } = ctx.actor.acting
  const [counted, rows, names, categories, undo] = await Promise.all([
    countBatchRows(ctx.db, batchId, stage),
    findBatchRowPage(ctx.db, {
      batchId,
      stage,
      results: resultsOf[query.view],
      page: query.page,
      pageSize: rowsOnPage,
    }),
    findNames(
      ctx.db,
      [batch.madeBy, batch.agreedBy, batch.doneBy, batch.droppedBy, batch.undoneBy].flatMap((id) =>
        id ? [id] : [],
      ),
    ),
    batch.kind === 'REVOKE' ? findCategoryNames(ctx.db, brandId) : [],
    query.wantsUndo && batch.state === 'DONE' && batch.kind !== 'REVOKE'
      ? readUndo(ctx, ctx.db, batch)
      : null,
  ])
  const refused = counted.find(({ result }) => result === 'REFUSED')?.count ?? 0
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  const by = (id: string | null, at: string | null) => {
    const name = id && names.get(id)
    return name && at ? { name: nameIn(name, ctx.language), at } : null
  }
  return {
    id: batch.id,
    kind: batch.kind,
    state: batch.state,
    stage,
    source: batch.source,
    sourceName: batch.sourceName,
    sourceHash: batch.sourceHash,
    attestsProctored: batch.attestsProctored === 1,
    needsSecond: batch.needsSecond === 1,
    /** Whether whoever looks has agreed already, so that another officer has to do it. */
    isOwnWord: batch.agreedBy === ctx.actor.personId,
    reason: batch.reason,
    undoReason: batch.undoReason,
    made: by(batch.madeBy, batch.madeAt),
    agreed: by(batch.agreedBy, batch.agreedAt),
    done: by(batch.doneBy, batch.doneAt),
    dropped: by(batch.droppedBy, batch.droppedAt),
    undone: by(batch.undoneBy, batch.undoneAt),
    zone: timeZone,
    view: query.view,
    page: query.page,
    pageSize: rowsOnPage,
    counts: { all, refused, ready: all - refused },
    categories: categories.map(({ code, nameEn, nameZh }) => ({
      code,
      name: inLanguage({ en: nameEn, zh: nameZh }, ctx.language),
    })),
    rows: rows.map((row) => viewOf(ctx, row)),
    undo,
  }
}

export type BatchView = NonNullable<Awaited<ReturnType<typeof readBatch>>>
export type BatchRowView = BatchView['rows'][number]

type NamedRow = Awaited<ReturnType<typeof findBatchRowPage>>[number]

function viewOf({ language }: SignedInContext, row: NamedRow) {
  const { read, details } = fromBatchRow(row)
  return {
    rowNumber: row.rowNumber,
    result: row.result,
    person: row.personCode
      ? {
          code: row.personCode,
          name: nameIn({ name: row.personName ?? '', nameLatin: row.personNameLatin }, language),
        }
      : null,
    typed: { staffCode: read.staffCode ?? '', typeCode: read.typeCode ?? '', number: read.number ?? '' },
    oldNumber: row.oldNumber ?? read.oldNumber ?? '',
    credentialId: row.credentialId,
    number: details.number ?? null,
    validFrom: details.validFrom ?? null,
    validUntil: details.validUntil ?? null,
    evidenceMode: details.evidenceMode ?? null,
    supersedes: details.supersedes ?? null,
    problems: details.problems,
    notes: details.notes ?? [],
    effect: details.effect ?? null,
  }
}

async function readUndo(ctx: SignedInContext, db: Db, batch: BatchRecord) {
  const planned = await planUndo(ctx, db, batch)
  const kept = planned.filter(({ result }) => result === 'REFUSED')
  return {
    withdrawn: planned.length - kept.length,
    kept: kept.length,
    shown: kept.slice(0, keptShown).map(({ rowNumber, details }) => ({
      rowNumber,
      number: details.number ?? '',
      problems: details.problems,
    })),
  }
}

/** Every row of a batch as it stands, as CSV in the reader's language; null where the batch is another brand's, or there is none. */
export async function exportBatchRows(ctx: SignedInContext, batchId: string): Promise<string | null> {
  const brandId = brandOfOfficer(ctx.actor)
  const batch = brandId && (await findBatch(ctx.db, batchId, brandId))
  if (!batch) return null
  const stage = stageOf(batch)
  const rows = await findBatchRowPage(ctx.db, {
    batchId,
    stage,
    results: resultsOf.all,
    page: 1,
    pageSize: batchLimits.rows,
  })
  const t = i18nFor(ctx.language).getFixedT(ctx.language, 'batches')
  const { timeZone } = ctx.actor.acting
  const columns = [
    'row',
    'staffCode',
    'name',
    'typeCode',
    'result',
    'number',
    'validFrom',
    'lastDay',
    'supersedes',
    'oldNumber',
    'why',
  ] as const
  return toCsv([
    columns.map((column) => t(`export.${column}`)),
    ...rows.map((row) => {
      const one = viewOf(ctx, row)
      return [
        one.rowNumber,
        one.person?.code ?? one.typed.staffCode,
        one.person?.name ?? '',
        one.typed.typeCode,
        resultText(t, batch.kind, stage, one.result),
        one.number ?? one.typed.number,
        one.validFrom ? dayIn(one.validFrom, timeZone) : '',
        one.validUntil ? printedDay(one.validUntil, timeZone) : '',
        one.supersedes ?? '',
        one.oldNumber,
        [
          ...one.problems.map((problem) => problemText(t, problem)),
          ...one.notes.map((note) => noteText(t, note)),
        ].join(' '),
      ]
    }),
  ])
}
