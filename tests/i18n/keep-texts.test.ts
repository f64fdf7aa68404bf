import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { keepTexts } from '#app/i18n/keep-texts.ts'

function texts() {
  const instance = createInstance()
  instance.init({
    lng: 'en',
    fallbackLng: false,
    resources: {
      en: {
        common: { search: 'Search', minutes_one: '{{count}} minute', minutes_other: '{{count}} minutes' },
        exams: { search: 'Find an exam' },
      },
    },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    showSupportNotice: false,
    initAsync: false,
  } as never)
  const kept = keepTexts(instance)
  return (namespace: string) =>
    kept.getFixedT('en', namespace as 'common') as unknown as (key: string, values?: object) => string
}

describe('kept texts', () => {
  test('are the same at the second asking', () => {
    const t = texts()('common')
    expect([t('search'), t('search')]).toEqual(['Search', 'Search'])
  })

  test('differ by namespace', () => {
    const inNamespace = texts()
    expect([inNamespace('common')('search'), inNamespace('exams')('search')]).toEqual([
      'Search',
      'Find an exam',
    ])
  })

  test('differ by the values put into them', () => {
    const t = texts()('common')
    expect([1, 2, 1].map((count) => t('minutes', { count }))).toEqual(['1 minute', '2 minutes', '1 minute'])
  })

  test('do not turn a key without a text into one', () => {
    const t = texts()('common')
    expect([t('nothing'), t('nothing')]).toEqual(['nothing', 'nothing'])
  })
})
