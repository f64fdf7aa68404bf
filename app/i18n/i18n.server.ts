import { createInstance, type i18n } from 'i18next'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { keepTexts } from './keep-texts.ts'
import { resources } from './resources.server.ts'

const instances: Record<Language, i18n> = { en: instanceFor('en'), 'zh-CN': instanceFor('zh-CN') }

/** The ready texts of one language; one instance a language for the whole process, never changed by a request. */
export function i18nFor(language: Language): i18n {
  return instances[language]
}

function instanceFor(language: Language): i18n {
  const instance = createInstance()
  instance.init({
    lng: language,
    fallbackLng: false,
    resources: resources as never,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    showSupportNotice: false,
    initAsync: false,
  } as never)
  return keepTexts(instance)
}
