import type { CourseItem } from '#app/content/item-mapping.ts'
import type { ItemContent, OptionTexts } from '#app/domain/exam/item.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { NeedCode } from './import-report.ts'
import type { NeutralItem } from './interchange/neutral-item.ts'

const languages = ['en', 'zh'] as const

/** The difficulty of an item whose file gives none, until somebody says another. */
const unknownDifficulty = 3

/**
 * An item of a file as an item of the bank. What the file leaves open stays as the bank has it: a face in the other language where the options are the same
 * ones, and facts. What neither has is named as a need; such an item can be kept, but not taken into use.
 */
export function completeItem(
  code: string,
  read: NeutralItem,
  before: CourseItem | null,
): { readonly item: CourseItem; readonly needs: readonly NeedCode[] } {
  const content = withFaces(read.content, before?.content ?? null)
  const rationale: Bilingual = {
    en: read.rationale.en || (before?.rationale.en ?? ''),
    zh: read.rationale.zh || (before?.rationale.zh ?? ''),
  }
  const domain = read.domain ?? before?.domain ?? ''
  const difficulty = read.difficulty ?? before?.difficulty ?? null
  const item: CourseItem = {
    id: code,
    domain,
    difficulty: difficulty ?? unknownDifficulty,
    critical: read.critical ?? before?.critical ?? false,
    scoring: read.scoring,
    weight: read.weight ?? before?.weight ?? 1,
    content,
    key: read.key,
    rationale,
    source: read.source ?? before?.source ?? null,
  }
  const needs: NeedCode[] = [
    ...languages
      .filter((language) => textsOf(content, language).includes(''))
      .map((language) => `face-${language}` as const),
    ...languages
      .filter((language) => rationale[language] === '')
      .map((language) => `rationale-${language}` as const),
    ...(content.type === 'numeric' && content.unit === '' ? (['unit'] as const) : []),
    ...(domain === '' ? (['domain'] as const) : []),
    ...(difficulty === null ? (['difficulty'] as const) : []),
  ]
  return { item, needs }
}

function withFaces(content: ItemContent, before: ItemContent | null): ItemContent {
  if (before === null || before.type !== content.type || shapeOf(before) !== shapeOf(content)) return content
  const absent = languages.filter((language) => textsOf(content, language).every((text) => text === ''))
  // The two have the same type and the same option ids, so a face of one is a face of the other.
  const faces = Object.fromEntries(
    languages.map((language) => [language, (absent.includes(language) ? before : content).faces[language]]),
  )
  const unit =
    content.type === 'numeric' && before.type === 'numeric' ? { unit: content.unit || before.unit } : {}
  return { ...content, ...unit, faces } as ItemContent
}

function shapeOf(content: ItemContent): string {
  const face: object = content.faces.en
  return JSON.stringify(
    Object.entries(face).map(([name, part]) => [
      name,
      typeof part === 'object' ? Object.keys(part).sort() : null,
    ]),
  )
}

function textsOf(content: ItemContent, language: FaceLanguage): readonly string[] {
  const face: Readonly<Record<string, string | OptionTexts>> = content.faces[language]
  return Object.values(face).flatMap((part) => (typeof part === 'string' ? [part] : Object.values(part)))
}
