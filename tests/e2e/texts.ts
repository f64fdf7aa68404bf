import { readFileSync } from 'node:fs'

export type PageLanguage = 'en' | 'zh-CN'

type Tree = { [key: string]: string | Tree }

/** A text of the interface as it stands in the files, such as `check:submit`; throws where there is none. Values are filled in as given. */
export function textIn(
  language: PageLanguage,
  key: string,
  values: Record<string, string | number> = {},
): string {
  const [namespace, path] = key.split(':') as [string, string]
  const tree = JSON.parse(readFileSync(`app/i18n/locales/${language}/${namespace}.json`, 'utf8')) as Tree
  const text = path
    .split('.')
    .reduce<string | Tree | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), tree)
  if (typeof text !== 'string') throw new Error(`There is no text ${key} in ${language}`)
  return text.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name: string) => String(values[name] ?? ''))
}
