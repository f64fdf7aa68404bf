import type { Difficulty, ItemContent, ItemKey, OptionId, ScoringRule } from '#app/domain/exam/item.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'

/** What every format is read into and written from. Texts a file does not carry are empty; facts it does not carry are null. */

/** The formats that are read. */
const itemFormats = ['qti2', 'qti3', 'moodle', 'gift', 'csv', 'xlsx'] as const
export type ItemFormat = (typeof itemFormats)[number]

/** The formats that are written. */
export const exportFormats = ['qti22', 'qti30', 'moodle', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Where something stands: the file within a package (null for the file itself), a line of text or a row of a table, from 1. */
export type ItemPlace = {
  readonly file: string | null
  readonly line: number | null
  readonly row: number | null
}

const lossCodes = [
  'active-content',
  'attempt-penalty',
  'audio-video',
  'boundary-excluded',
  'feedback-joined',
  'feedback-left-out',
  'fixed-position',
  'formatting',
  'formula',
  'hidden-characters',
  'hints',
  'language-left-out',
  'link',
  'metadata-left-out',
  'negative-marks',
  'option-ids',
  'other-right-answers',
  'partial-single',
  'picture-missing',
  'picture-not-shown',
  'picture-refused',
  'scoring-approximated',
  'scoring-custom',
  'scoring-weights',
  'selection-bounds',
  'table',
  'text-as-number',
  'time-limit',
  'unit-left-out',
] as const
/** Something of an item that its other form cannot hold. */
export type LossCode = (typeof lossCodes)[number]
/** `detail` names what exactly, in the words of the file; empty where the code says it all. */
export type Loss = { readonly code: LossCode; readonly detail: string }

const refusalCodes = [
  'all-right',
  'bad-number',
  'duplicate-identifier',
  'file-missing',
  'hotspot',
  'item-of-other-bank',
  'language',
  'malformed',
  'no-key',
  'no-stem',
  'not-one-interaction',
  'option-empty',
  'pairs',
  'text-answer',
  'text-too-long',
  'too-few-options',
  'too-many-options',
  'type-unsupported',
] as const
/** Why an item is not taken. */
export type RefusalCode = (typeof refusalCodes)[number]
export type Refusal = { readonly code: RefusalCode; readonly detail: string }

/** Thrown within a reader to give up the item it is at; never leaves the reader. */
export class ItemRefusedError extends Error {
  readonly refusal: Refusal
  constructor(code: RefusalCode, detail = '') {
    super(`${code} ${detail}`)
    this.name = 'ItemRefusedError'
    this.refusal = { code, detail }
  }
}

/** A picture that goes along with an item, checked by its content. */
export type ItemMedia = {
  readonly name: string
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/svg+xml'
  readonly alt: string
  readonly bytes: Uint8Array
}

/** An item as far as a file tells it. An absent face has empty texts under the ids of the other one. */
export type NeutralItem = {
  /** How the file names it; where it names it not at all, a name made from its stem, so that the same file is known again. */
  readonly identifier: string
  readonly content: ItemContent
  readonly key: ItemKey
  readonly scoring: ScoringRule
  readonly domain: string | null
  readonly difficulty: Difficulty | null
  readonly critical: boolean | null
  readonly weight: number | null
  readonly rationale: Bilingual
  readonly source: string | null
  readonly media: readonly ItemMedia[]
}

/** One item of a file: taken with what is lost, or refused with the reason. */
export type ReadItem = {
  readonly identifier: string
  readonly place: ItemPlace
  readonly losses: readonly Loss[]
} & ({ readonly item: NeutralItem } | { readonly refusal: Refusal })

const fileFaultCodes = [
  'archive-bomb',
  'archive-damaged',
  'archive-encrypted',
  'archive-link',
  'archive-path',
  'archive-size',
  'columns',
  'document-type',
  'empty',
  'encoding',
  'malformed',
  'no-items',
  'too-deep',
  'too-large',
  'too-many-items',
  'unknown-format',
] as const
export type FileFaultCode = (typeof fileFaultCodes)[number]
/** Why a file is not read at all. */
export type FileFault = {
  readonly code: FileFaultCode
  readonly detail: string
  readonly place: ItemPlace
}

/** Thrown within a reader to give up the whole file; never leaves `readItemFile`. */
export class FileRefusedError extends Error {
  readonly fault: FileFault
  constructor(code: FileFaultCode, detail = '', place: Partial<ItemPlace> = {}) {
    super(`${code} ${detail}`)
    this.name = 'FileRefusedError'
    this.fault = { code, detail, place: { ...nowhere, ...place } }
  }
}

/** A file that was read. `bank` is the course that the file itself names, as our own exports do. */
export type ReadFile = {
  readonly format: ItemFormat
  readonly bank: string | null
  readonly items: readonly ReadItem[]
}

/** An option while its item is being read: its id in the file and its text in both languages. */
export type ParsedOption = { readonly id: OptionId; readonly text: Bilingual }

/** What a reader found of an item, before ids are brought into our form and the whole is judged. */
export type ParsedItem = {
  /** Null where the file has no name for it. */
  readonly identifier: string | null
  readonly stem: Bilingual
  readonly answer:
    | { readonly type: 'single'; readonly options: readonly ParsedOption[]; readonly correct: OptionId }
    | {
        readonly type: 'multi'
        readonly options: readonly ParsedOption[]
        readonly correct: readonly OptionId[]
      }
    | { readonly type: 'truefalse'; readonly correct: boolean }
    | {
        readonly type: 'ordering'
        readonly options: readonly ParsedOption[]
        readonly order: readonly OptionId[]
      }
    | {
        readonly type: 'matching'
        readonly left: readonly ParsedOption[]
        readonly right: readonly ParsedOption[]
        readonly pairs: Readonly<Record<OptionId, OptionId>>
      }
    | { readonly type: 'numeric'; readonly value: number; readonly tolerance: number; readonly unit: string }
  readonly scoring: ScoringRule
  readonly domain: string | null
  readonly difficulty: number | null
  readonly critical: boolean | null
  readonly weight: number | null
  readonly rationale: Bilingual
  readonly source: string | null
  readonly media: readonly ItemMedia[]
}

export const nowhere: ItemPlace = { file: null, line: null, row: null }

/** A text of one language, with the other face empty. */
export function inFace(language: FaceLanguage, text: string): Bilingual {
  return language === 'en' ? { en: text, zh: '' } : { en: '', zh: text }
}

/** Losses gathered while an item is read. */
export type LossList = {
  readonly add: (code: LossCode, detail?: string) => void
  readonly all: () => readonly Loss[]
}

/** An empty list; the same loss is kept once, and a long detail is cut. */
export function lossList(): LossList {
  const losses = new Map<string, Loss>()
  return {
    add: (code, detail = '') => {
      const short = detail.length > 200 ? `${detail.slice(0, 199)}…` : detail
      losses.set(`${code} ${short}`, { code, detail: short })
    },
    all: () => [...losses.values()],
  }
}
