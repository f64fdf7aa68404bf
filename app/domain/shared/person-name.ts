import type { Language } from './bilingual.ts'

/** How a person is written: the name itself, and the same in Latin letters where the person has told it. */
export type PersonName = { readonly name: string; readonly nameLatin: string | null }

/**
 * The name a page in a language calls a person by: on English pages the one in Latin letters where there is one, else the name itself. Never
 * for documents, which print what the person chose, nor for the machine interface, which knows people by their code.
 */
export function nameIn({ name, nameLatin }: PersonName, language: Language): string {
  return language === 'en' && hasText(nameLatin) ? nameLatin : name
}

/** The name that {@link nameIn} leaves out, to be shown beside it where a decision depends on who it is; null where there is no other. */
export function otherNameIn({ name, nameLatin }: PersonName, language: Language): string | null {
  if (!hasText(nameLatin) || nameLatin === name) return null
  return language === 'en' ? name : nameLatin
}

function hasText(text: string | null): text is string {
  return text !== null && text.trim() !== ''
}
