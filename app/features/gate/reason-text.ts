import type { TFunction } from 'i18next'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import { type Bilingual, inLanguage, type Language } from '#app/domain/shared/bilingual.ts'
import type { GateNames } from './gate-names.repository.server.ts'

export type ReasonWords = {
  readonly t: TFunction<'gate'>
  readonly language: Language
  /** What codes are called; a code without a name is shown as it is. */
  readonly names: GateNames
  /** Writes a day given as `YYYY-MM-DD`. */
  readonly day: (day: string) => string
  readonly list: (words: readonly string[]) => string
}

type Value = string | number | undefined
type Reader = (value: Value, params: Reason['params']) => string

/** A reason in words: the text of its code, with names for codes, dates for days and amounts for cents. */
export function reasonText({ code, params }: Pick<Reason, 'code' | 'params'>, words: ReasonWords): string {
  const { t, language } = words
  const shown: Record<string, string> = {}
  const readers = readersFor(code, words)
  for (const [key, value] of Object.entries(params))
    shown[key] = readers[key]?.(value, params) ?? String(value)
  shown.basis = String((language === 'en' ? params.basisEn : params.basisZh) ?? '')
  shown.gap = amount(params.gapCents)
  shown.delta = amount(params.deltaCents)
  // Which names a text uses differs from code to code; the texts are checked against the codes by a test.
  const write = (key: string) => t(key as 'reason.CLS_NO_REQUIREMENT', shown as Record<never, string>)
  const cause = `notApproved.${params.cause}`
  const text = write(code === 'PRICE_NOT_APPROVED' && hasText(t, cause) ? cause : `reason.${code}`)
  return language === 'en' ? text : closeGaps(text)
}

function readersFor(code: Reason['code'], { t, language, names, day, list }: ReasonWords) {
  const nameIn = (of: Readonly<Record<string, Bilingual>>, value: Value) => {
    const name = of[String(value ?? '')]
    return name === undefined ? String(value ?? '') : inLanguage(name, language)
  }
  const level: Reader = (value) => (typeof value === 'number' ? `L${value}` : String(value ?? ''))
  const date: Reader = (value) => {
    const text = String(value ?? '')
    if (text === 'OPEN' || text === '') return t('withoutEnd')
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : text
  }
  const category: Reader = (value) => nameIn(names.categories, value)
  const readers: Record<string, Reader> = {
    category,
    need: level,
    have: level,
    level,
    cap: level,
    date,
    until: date,
    from: date,
    to: date,
    since: date,
    name: (value) => nameIn(names.credentialTypes, value),
    licence: (value) =>
      list(
        String(value ?? '')
          .split(/[,|]\s*/)
          .map((one) => nameIn(names.licences, one)),
      ),
  }
  if (code === 'IND_WRONG_CATEGORY') return { ...readers, need: category, have: category }
  if (code.startsWith('QRM_') || code.startsWith('ENT_')) return { ...readers, need: String, have: String }
  if (code === 'DATA_MISSING')
    return { ...readers, what: (value: Value) => t(`missing.${value}` as 'missing.BRAND') }
  if (code !== 'IND_LEVEL_TOO_LOW') return readers
  const need: Reader = (value, params) =>
    t('rung', { category: category(params.category, params), level: level(value, params) })
  const have: Reader = (value, params) =>
    params.until === 'OPEN'
      ? level(value, params)
      : t('rungUntil', { level: level(value, params), until: date(params.until, params) })
  return { ...readers, need, have }
}

function hasText(t: TFunction<'gate'>, key: string): boolean {
  return t(key as 'withoutEnd') !== key
}

function amount(cents: Value): string {
  return typeof cents === 'number' ? `¥${(cents / 100).toLocaleString('en')}` : ''
}

/** Texts leave a space around what is put in, for Latin letters and digits; between two Chinese words it goes. */
function closeGaps(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}
