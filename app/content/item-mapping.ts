import type { Item, ItemContent, ItemKey } from '#app/domain/exam/item.ts'
import type { ItemFile } from './course-schema.ts'

/** An item of a course's bank in the shape of the domain, with the source its author named. Stays on the server. */
export type CourseItem = Item & { readonly source: string | null }

/** Brings an item of items.yaml, checked against its schema, into the shape of the domain. Every item of a file weighs 1. */
export function toCourseItem(file: ItemFile): CourseItem {
  return {
    id: file.id,
    domain: file.domain,
    difficulty: file.difficulty as Item['difficulty'],
    critical: file.critical,
    scoring: file.scoring,
    weight: 1,
    content: contentOf(file),
    key: keyOf(file),
    rationale: { en: file.en.rationale, zh: file.zh.rationale },
    source: file.source ?? null,
  }
}

function contentOf(file: ItemFile): ItemContent {
  switch (file.type) {
    case 'truefalse':
      return { type: file.type, faces: { en: { stem: file.en.stem }, zh: { stem: file.zh.stem } } }
    case 'numeric':
      return {
        type: file.type,
        faces: { en: { stem: file.en.stem }, zh: { stem: file.zh.stem } },
        unit: file.answer.unit,
      }
    case 'matching': {
      const face = ({ stem, left, right }: (typeof file)['en']) => ({ stem, left, right })
      return { type: file.type, faces: { en: face(file.en), zh: face(file.zh) } }
    }
    default: {
      const face = ({ stem, options }: (typeof file)['en']) => ({ stem, options })
      return { type: file.type, faces: { en: face(file.en), zh: face(file.zh) } }
    }
  }
}

function keyOf(file: ItemFile): ItemKey {
  switch (file.type) {
    case 'single':
      return { type: file.type, correct: file.answer[0] ?? '' }
    case 'multi':
      return { type: file.type, correct: file.answer }
    case 'truefalse':
      return { type: file.type, correct: file.answer[0] === 'true' }
    case 'ordering':
      return { type: file.type, order: file.answer }
    case 'matching':
      return { type: file.type, pairs: file.answer }
    case 'numeric':
      return { type: file.type, value: file.answer.value, tolerance: file.answer.tolerance }
  }
}
