import type { Language } from '#app/domain/shared/bilingual.ts'

/** The languages of the interface; the first is used where nothing better is known. */
export const languages = ['en', 'zh-CN'] as const satisfies readonly Language[]

/** Whether a text names a language of the interface exactly. */
export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'zh-CN'
}

export type LanguageWishes = {
  /** The choice kept with the account. */
  account: Language | null
  /** The value of the `language` cookie. */
  cookie: string | null
  /** `?lng=` of the address. */
  query: string | null
  /** The `Accept-Language` header. */
  header: string | null
}

/** The language of a page: account, then cookie, then `?lng=`, then `Accept-Language`; any Chinese is taken as zh-CN. */
export function negotiateLanguage(wishes: LanguageWishes): Language {
  if (wishes.account) return wishes.account
  if (isLanguage(wishes.cookie)) return wishes.cookie
  if (isLanguage(wishes.query)) return wishes.query
  const accepted = (wishes.header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
  for (const { tag } of accepted) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN'
    if (tag === 'en' || tag.startsWith('en-')) return 'en'
  }
  return 'en'
}
