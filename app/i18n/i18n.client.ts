import { createInstance, type i18n } from 'i18next'

const loaders = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*/*.json')

/**
 * The browser's texts: the namespaces the first page names, before it hydrates; those of later pages when they are first used.
 * `namespaces` are file names under `locales/<language>`.
 */
export async function initI18n(language: string, namespaces: readonly string[]): Promise<i18n> {
  const instance = createInstance()
  instance.use({
    type: 'backend',
    init() {},
    read(lng: string, namespace: string, done: (failure: unknown, texts: unknown) => void) {
      const load = loaders[`./locales/${lng}/${namespace}.json`]
      if (!load) return done(new Error(`No texts: ${lng}/${namespace}`), null)
      load().then(
        (module) => done(null, module.default),
        (failure: unknown) => done(failure, null),
      )
    },
  })
  await instance.init({
    lng: language,
    fallbackLng: false,
    ns: [...new Set(['common', ...namespaces])],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
    showSupportNotice: false,
  } as never)
  return instance
}
