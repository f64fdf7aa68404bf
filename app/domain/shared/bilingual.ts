/** A text that a person wrote, in both languages of the product, in one record. */
export type Bilingual = { readonly en: string; readonly zh: string }

/** The languages of the interface, as they stand in `<html lang>`. */
export type Language = 'en' | 'zh-CN'

/** The face of a bilingual text in the asked language; the other face where that one is empty, so that nobody sees a blank. */
export function inLanguage(text: Bilingual, language: Language): string {
  const [first, second] = language === 'en' ? [text.en, text.zh] : [text.zh, text.en]
  return first !== '' ? first : second
}
