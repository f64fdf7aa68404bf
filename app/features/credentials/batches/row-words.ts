import type { TFunction } from 'i18next'
import type { RowStage } from './batch.repository.server.ts'
import { headingOf } from './batch-columns.ts'
import type { BatchKind, RowNote, RowProblem, RowResult } from './batch-row.ts'
import type { BatchFault } from './read-batch-rows.server.ts'

type T = TFunction<'batches'>

/** Why nothing becomes of a row, in a sentence that names the field and the way out. */
export function problemText(t: T, { code, params }: RowProblem): string {
  return code === 'REQUIREMENT_UNMET'
    ? t('problem.REQUIREMENT_UNMET', { count: Number(params?.count ?? 0) })
    : t(`problem.${code}`, params ?? {})
}

/** What would become, or became, of a row; an earlier certificate is taken over and not issued. */
export function resultText(t: T, kind: BatchKind, stage: RowStage, result: RowResult): string {
  return kind === 'IMPORT' && result === 'ISSUE'
    ? t(`result.${stage}.TAKE_OVER`)
    : t(`result.${stage}.${result}`)
}

/** What is to be known of a row that can be done. */
export function noteText(t: T, note: RowNote): string {
  return t(`note.${note}`)
}

/** Why a file or a list was not read, and what to do about it. */
export function faultText(t: T, fault: BatchFault, language: 'en' | 'zh-CN'): string {
  switch (fault.code) {
    case 'MALFORMED':
      return fault.line === null ? t('fault.MALFORMED') : t('fault.MALFORMED_LINE', { line: fault.line })
    case 'TOO_MANY_ROWS':
      return t('fault.TOO_MANY_ROWS', { most: fault.most })
    case 'COLUMNS_MISSING':
      return t('fault.COLUMNS_MISSING', {
        columns: fault.columns
          .map((column) => headingOf(column, language))
          .join(language === 'en' ? ', ' : '、'),
      })
    case 'COLUMN_TWICE':
      return t('fault.COLUMN_TWICE', { heading: fault.heading })
    default:
      return t(`fault.${fault.code}`)
  }
}
