import { useTranslation } from 'react-i18next'
import type { Language } from '#app/domain/shared/bilingual.ts'

/** The zone in which dates are shown where no organisation says another. */
export const defaultZone = 'Asia/Shanghai'

const partsFormats = new Map<string, Intl.DateTimeFormat>()

type DateParts = Record<
  'year' | 'month' | 'monthNumber' | 'day' | 'weekday' | 'hour' | 'minute' | 'second',
  string
>

/** The parts are put together here and not by Intl, so that server and browser print the same whatever their ICU. */
function partsOf(instant: string, language: Language, zone: string): DateParts {
  const read = (locale: string, options: Intl.DateTimeFormatOptions) => {
    const key = `${locale}|${zone}|${JSON.stringify(options)}`
    let format = partsFormats.get(key)
    if (!format) {
      format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
      partsFormats.set(key, format)
    }
    return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  }
  const numeric = read('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const words = read(language === 'en' ? 'en-US' : 'zh-CN', { month: 'short', weekday: 'short' })
  return {
    year: numeric.year ?? '',
    month: words.month ?? '',
    monthNumber: String(Number(numeric.month)),
    day: String(Number(numeric.day)),
    weekday: words.weekday ?? '',
    hour: numeric.hour ?? '',
    minute: numeric.minute ?? '',
    second: numeric.second ?? '',
  }
}

/** `23 Nov 2026` / `2026年11月23日` of an instant in a zone. */
export function formatDay(instant: string, language: Language, zone = defaultZone): string {
  const { year, month, monthNumber, day } = partsOf(instant, language, zone)
  return language === 'en' ? `${day} ${month} ${year}` : `${year}年${monthNumber}月${day}日`
}

/** `Mon 23 Nov 2026` / `2026年11月23日 周一`. */
export function formatWeekday(instant: string, language: Language, zone = defaultZone): string {
  const { weekday } = partsOf(instant, language, zone)
  return language === 'en'
    ? `${weekday} ${formatDay(instant, language, zone)}`
    : `${formatDay(instant, language, zone)} ${weekday}`
}

/** `Mon 23 Nov 2026, 10:04`. */
export function formatMoment(instant: string, language: Language, zone = defaultZone): string {
  const { hour, minute } = partsOf(instant, language, zone)
  return `${formatWeekday(instant, language, zone)}${language === 'en' ? ',' : ''} ${hour}:${minute}`
}

/** A span of time; the day is said once where both ends are on it: `Wed 25 Nov 2026, 09:00–11:00`. */
export function formatSpan(start: string, end: string, language: Language, zone = defaultZone): string {
  if (formatDay(start, language, zone) !== formatDay(end, language, zone)) {
    return `${formatMoment(start, language, zone)} – ${formatMoment(end, language, zone)}`
  }
  return `${formatMoment(start, language, zone)}–${formatClock(end, language, zone).slice(0, 5)}`
}

/** `10:04:12`. */
export function formatClock(instant: string, language: Language, zone = defaultZone): string {
  const { hour, minute, second } = partsOf(instant, language, zone)
  return `${hour}:${minute}:${second}`
}

/** The last day on which something with an exclusive end still holds: what is printed as "valid to". */
export function formatLastDay(exclusiveEnd: string, language: Language, zone = defaultZone): string {
  return formatDay(new Date(Date.parse(exclusiveEnd) - 1).toISOString(), language, zone)
}

/** `2026-11-23T10:04` of an instant in a zone: the value of a `datetime-local` field. */
export function toLocalField(instant: string, zone = defaultZone): string {
  const { year, monthNumber, day, hour, minute } = partsOf(instant, 'en', zone)
  return `${year}-${monthNumber.padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}`
}

/** The language of the page that is being rendered. */
export function useLanguage(): Language {
  const { i18n } = useTranslation('common')
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
}

/** The formats of the page's language. */
export function useFormats(zone = defaultZone) {
  const language = useLanguage()
  return {
    language,
    day: (instant: string) => formatDay(instant, language, zone),
    weekday: (instant: string) => formatWeekday(instant, language, zone),
    moment: (instant: string) => formatMoment(instant, language, zone),
    span: (start: string, end: string) => formatSpan(start, end, language, zone),
    clock: (instant: string) => formatClock(instant, language, zone),
    lastDay: (exclusiveEnd: string) => formatLastDay(exclusiveEnd, language, zone),
    /** A day for a narrow place: what does not fit breaks after a Chinese year, not within a number’s unit. */
    breakable: (day: string) => day.replace('年', '年\u200b'),
    /** A name from the catalogue in the middle of a sentence: English begins it small, unless it is an abbreviation. */
    inSentence: (name: string) =>
      language === 'en' && !/^\p{Lu}{2}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name,
    /** Whole sentences one after the other; Chinese sets no space between them. */
    sentences: (texts: readonly string[]) => texts.filter(Boolean).join(language === 'en' ? ' ' : ''),
    list: (words: readonly string[]) =>
      language === 'en' ? new Intl.ListFormat('en', { type: 'conjunction' }).format(words) : words.join('、'),
  }
}
