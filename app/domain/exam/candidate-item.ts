import type { Item, ItemContent, OptionId, OptionOrder, OptionTexts } from './item.ts'

/**
 * What a candidate's browser may know of an item: texts in both languages (the language can be switched during the exam)
 * and the stored order of its options. No key, no rationale, no difficulty, not even whether it is critical.
 */
export type CandidateItem = {
  readonly id: string
  readonly content: ItemContent
  readonly optionOrder: OptionOrder
}

/** The view of one item; copies field by field, so that what is not named here cannot slip through. */
export function candidateItem(item: Pick<Item, 'id' | 'content'>, optionOrder: OptionOrder): CandidateItem {
  return {
    id: item.id,
    content: shownContent(item.content),
    optionOrder: { options: [...optionOrder.options], right: [...optionOrder.right] },
  }
}

function shownContent(content: ItemContent): ItemContent {
  switch (content.type) {
    case 'truefalse':
      return { type: content.type, faces: bothFaces(content.faces, ({ stem }) => ({ stem })) }
    case 'numeric':
      return {
        type: content.type,
        unit: content.unit,
        faces: bothFaces(content.faces, ({ stem }) => ({ stem })),
      }
    case 'matching':
      return {
        type: content.type,
        faces: bothFaces(content.faces, ({ stem, left, right }) => ({
          stem,
          left: sorted(left),
          right: sorted(right),
        })),
      }
    default:
      return {
        type: content.type,
        faces: bothFaces(content.faces, ({ stem, options }) => ({ stem, options: sorted(options) })),
      }
  }
}

function bothFaces<Face, Shown>(
  faces: { readonly en: Face; readonly zh: Face },
  show: (face: Face) => Shown,
) {
  return { en: show(faces.en), zh: show(faces.zh) }
}

/** By id, because the order in which an author wrote the options may follow the key. */
function sorted(texts: OptionTexts): Record<OptionId, string> {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
