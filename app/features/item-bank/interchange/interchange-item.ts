import type { CourseItem } from '#app/content/item-mapping.ts'
import type { ItemContent } from '#app/domain/exam/item.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { ItemMedia, Loss } from './neutral-item.ts'

/** An item of a bank as it is written out: whole, and with the pictures that came with it. */
export type InterchangeItem = CourseItem & { readonly media: readonly ItemMedia[] }

/** What an item loses in a format, by its code. */
export type WrittenLosses = readonly { readonly code: string; readonly losses: readonly Loss[] }[]

/** A bank written in a format. */
export type WrittenBank = {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly mediaType: string
  readonly losses: WrittenLosses
}

/** The languages in which an item says anything at all; a draft may have only one. */
export function writtenLanguages(content: ItemContent): readonly FaceLanguage[] {
  return (['en', 'zh'] as const).filter((language) => {
    const face: object = content.faces[language]
    return Object.values(face).some((part: string | object) =>
      typeof part === 'string' ? part !== '' : Object.values(part).some((text) => text !== ''),
    )
  })
}
