import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { bilingualText, type TextFormat, type TextReading } from './bilingual-text.ts'
import { attributeOf, childOf, type Element, textOf } from './element.ts'

/** The text of an element that carries one with its format, in both faces. */
export function richText(holder: Element | undefined, reading: TextReading): Bilingual {
  if (!holder) return { en: '', zh: '' }
  return bilingualText(textOf(childOf(holder, 'text')), formatOf(attributeOf(holder, 'format')), reading)
}

function formatOf(format: string): TextFormat {
  if (format === 'plain_text') return 'plain'
  return format === 'moodle_auto_format' || format === 'markdown' ? 'auto' : 'html'
}
