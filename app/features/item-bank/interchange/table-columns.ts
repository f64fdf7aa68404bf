import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'

/** What a column of a table holds. Texts say their language, or null where the column does not. */
export type Column =
  | { readonly kind: Field }
  | { readonly kind: 'stem' | 'rationale'; readonly language: FaceLanguage | null }
  | {
      readonly kind: 'option' | 'left' | 'right'
      readonly id: string
      readonly language: FaceLanguage | null
    }

export const fields = [
  'id',
  'bank',
  'type',
  'domain',
  'difficulty',
  'critical',
  'scoring',
  'weight',
  'answer',
  'tolerance',
  'unit',
  'source',
] as const
export type Field = (typeof fields)[number]

/** Other words that tables in use have for the same columns, in lower case. */
const names: Readonly<Record<string, Field | 'stem' | 'rationale'>> = {
  id: 'id',
  code: 'id',
  identifier: 'id',
  编号: 'id',
  题号: 'id',
  试题编号: 'id',
  bank: 'bank',
  题库: 'bank',
  type: 'type',
  question_type: 'type',
  题型: 'type',
  试题类型: 'type',
  stem: 'stem',
  question: 'stem',
  text: 'stem',
  题干: 'stem',
  题目: 'stem',
  试题: 'stem',
  answer: 'answer',
  key: 'answer',
  correct: 'answer',
  correct_answer: 'answer',
  答案: 'answer',
  正确答案: 'answer',
  rationale: 'rationale',
  explanation: 'rationale',
  feedback: 'rationale',
  解析: 'rationale',
  答案解析: 'rationale',
  domain: 'domain',
  category: 'domain',
  topic: 'domain',
  知识点: 'domain',
  领域: 'domain',
  difficulty: 'difficulty',
  难度: 'difficulty',
  critical: 'critical',
  关键题: 'critical',
  scoring: 'scoring',
  计分规则: 'scoring',
  weight: 'weight',
  points: 'weight',
  分值: 'weight',
  tolerance: 'tolerance',
  误差: 'tolerance',
  容差: 'tolerance',
  unit: 'unit',
  单位: 'unit',
  source: 'source',
  来源: 'source',
  出处: 'source',
}

/** What a heading means; null for one that is not known here. */
export function columnOf(heading: string): Column | null {
  const name = heading.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '_')
  const tail = /^(.+?)_(en|zh|zh-cn|zh_cn)$/.exec(name)
  const language: FaceLanguage | null = tail ? (tail[2] === 'en' ? 'en' : 'zh') : null
  const base = tail?.[1] ?? name
  const known = Object.hasOwn(names, base) ? names[base] : undefined
  if (known === 'stem' || known === 'rationale') return { kind: known, language }
  if (known !== undefined) return language === null ? { kind: known } : null
  const side = /^(option|left|right|选项|左|右)_?([a-z0-9]{1,4})$/.exec(base)
  if (side) return { kind: sides[side[1] ?? ''] ?? 'option', id: side[2] ?? '', language }
  return /^[a-l]$/.test(base) ? { kind: 'option', id: base, language } : null
}

const sides: Readonly<Record<string, 'option' | 'left' | 'right'>> = {
  option: 'option',
  选项: 'option',
  left: 'left',
  左: 'left',
  right: 'right',
  右: 'right',
}

/** Whether a row of headings is one of a table of items: it must at least ask and answer. */
export function isItemTable(headings: readonly string[]): boolean {
  const kinds = new Set(headings.map((heading) => columnOf(heading)?.kind))
  return kinds.has('stem') && kinds.has('answer')
}
