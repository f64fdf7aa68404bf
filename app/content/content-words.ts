import type { Language } from '#app/domain/shared/bilingual.ts'

/** Words that the pipeline writes into a lesson itself; they are stored with the lesson's HTML. */
export type ContentWords = {
  readonly callouts: {
    readonly danger: string
    readonly warning: string
    readonly note: string
    readonly tip: string
  }
  readonly manualWins: string
  readonly measurement: string
  readonly steps: string
  /** The name of a table's scroll area; `place` is the heading above it. */
  readonly tableUnder: (place: string) => string
  readonly codeSample: string
}

/** The pipeline's own words in each language. */
export const contentWords: { readonly [language in Language]: ContentWords } = {
  en: {
    callouts: { danger: 'Danger', warning: 'Warning', note: 'Note', tip: 'Tip' },
    manualWins: 'The service manual wins',
    measurement: 'Measured values',
    steps: 'Steps in order',
    tableUnder: (place) => (place === '' ? 'Table' : `Table: ${place}`),
    codeSample: 'Sample',
  },
  'zh-CN': {
    callouts: { danger: '危险', warning: '警告', note: '注意', tip: '提示' },
    manualWins: '以维修手册为准',
    measurement: '测量值',
    steps: '按顺序操作',
    tableUnder: (place) => (place === '' ? '表格' : `表格：${place}`),
    codeSample: '示例',
  },
}
