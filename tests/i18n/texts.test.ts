import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allReasonCodes, reasonCodes } from '#app/domain/gate/reason-codes.ts'
import { roles } from '#app/features/identity/actor.ts'
import { roleNames } from '#app/features/identity/role-names.ts'
import { messageTemplates } from '#app/features/notifications/message-templates.server.ts'
import { resources } from '#app/i18n/resources.server.ts'

type Tree = { [key: string]: string | Tree }
type Language = keyof typeof resources

const languages = ['en', 'zh-CN'] as const satisfies readonly Language[]
const namespaces = Object.keys(resources.en) as (keyof (typeof resources)['en'])[]
const inEnglish = Object.fromEntries(namespaces.map((one) => [one, flat(resources.en[one])]))
const inChinese = Object.fromEntries(namespaces.map((one) => [one, flat(resources['zh-CN'][one])]))

/** Chinese has one plural form, English two: `_one` and `_other` of a key belong together. */
const plural = /_(zero|one|two|few|many|other)$/

/** `{{name}}` and `{{name, format}}`. */
const placeholder = /\{\{\s*-?\s*(\w+)\s*(?:,[^}]*)?\}\}/g

test('every file of texts is a namespace, in both languages', () => {
  for (const language of languages) {
    const files = readdirSync(`app/i18n/locales/${language}`).map((name) => name.replace('.json', ''))
    expect(files.sort()).toEqual([...namespaces].sort())
    expect(Object.keys(resources[language]).sort()).toEqual([...namespaces].sort())
  }
})

describe.each(namespaces)('%s', (namespace) => {
  const english = inEnglish[namespace] as Map<string, string>
  const chinese = inChinese[namespace] as Map<string, string>

  test('has the same keys in both languages', () => {
    expect([...baseKeys(english)].sort()).toEqual([...baseKeys(chinese)].sort())
  })

  test('has both forms of an English plural and the one of a Chinese', () => {
    const bases = (texts: Map<string, string>) =>
      new Set([...texts.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, '')))
    for (const base of bases(english))
      expect([english.has(`${base}_one`), english.has(`${base}_other`)], base).toEqual([true, true])
    for (const base of bases(chinese)) expect(chinese.has(`${base}_other`), base).toBe(true)
    expect([...chinese.keys()].filter((key) => /_(zero|one|two|few|many)$/.test(key))).toEqual([])
    expect([...bases(english)].filter((base) => english.has(base))).toEqual([])
  })

  test('has no empty text', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('names the same values in both languages', () => {
    for (const [base, valuesEn] of valuesByKey(english)) {
      expect([...(valuesByKey(chinese).get(base) ?? [])].sort(), base).toEqual([...valuesEn].sort())
    }
  })

  test('has no leftover of the other language, no stray space and no broken placeholder', () => {
    const englishWithChinese = [...english].filter(
      ([, text]) => /[\u4e00-\u9fff]/.test(text) && !isNameOfLanguage(text),
    )
    expect(englishWithChinese).toEqual([])
    const odd = [...english, ...chinese].filter(
      ([key, text]) =>
        (text !== text.trim() && !key.endsWith('eparator')) ||
        / {2}/.test(text) ||
        /[{}]/.test(text.replace(placeholder, '')),
    )
    expect(odd).toEqual([])
  })

  test('is punctuated as Chinese is', () => {
    const halfWidth = [...chinese].filter(([, text]) => /[\u4e00-\u9fff]\s*[,;:?!](?!\w)/.test(text))
    expect(halfWidth).toEqual([])
  })
})

describe('the reasons of the gate', () => {
  const texts = { en: inEnglish.gate as Map<string, string>, 'zh-CN': inChinese.gate as Map<string, string> }

  test.each(allReasonCodes)('%s has a text in both languages that uses only what the gate gives', (code) => {
    const given = new Set<string>(reasonCodes[code].params)
    for (const language of languages) {
      const text = texts[language].get(`reason.${code}`)
      expect(text, language).toBeTruthy()
      for (const name of placeholdersOf(text ?? '')) {
        const isKnown =
          given.has(name) ||
          (name === 'basis' && given.has('basisEn')) ||
          (name === 'gap' && given.has('gapCents')) ||
          (name === 'delta' && given.has('deltaCents'))
        expect(isKnown, `${language}: ${name}`).toBe(true)
      }
    }
  })

  test('no text is for a code that the gate does not give', () => {
    const codes = [...texts.en.keys()]
      .filter((key) => key.startsWith('reason.'))
      .map((key) => key.slice('reason.'.length))
    expect(codes.filter((code) => !(code in reasonCodes))).toEqual([])
  })
})

test('every role and every message is written in both languages', () => {
  for (const role of roles)
    for (const language of languages) expect(roleNames[role][language], role).toBeTruthy()
  for (const [name, template] of Object.entries(messageTemplates)) {
    const values = new Proxy({}, { get: () => 'x' }) as never
    for (const language of languages) {
      const { subject, body } = template[language](values)
      expect(subject.trim(), `${name} ${language}`).not.toBe('')
      expect(body.trim(), `${name} ${language}`).not.toBe('')
    }
  }
})

describe('the code', () => {
  const sources = sourcesUnder('app').filter(({ name }) => !name.startsWith('app/i18n/locales'))

  test('asks only for namespaces that there are', () => {
    const asked = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/i18n: \[([^\]]*)\]/g)].flatMap(([, list]) =>
        [...(list ?? '').matchAll(/'([\w-]+)'/g)].map(([, namespace]) => ({ name, namespace })),
      ),
    )
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter(({ namespace }) => !(namespaces as string[]).includes(namespace ?? ''))).toEqual([])
  })

  test('writes no Chinese outside of the texts, the domain words and the demonstration', () => {
    const elsewhere = sources.filter(({ name }) =>
      /^app\/(routes|shells|ui|features\/[^/]+\/components)\//.test(name),
    )
    const written = elsewhere.flatMap(({ name, text }) =>
      text
        .split('\n')
        .filter(
          (line) =>
            /[\u4e00-\u9fff]/.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line) && !isNameOfLanguage(line),
        )
        .map((line) => `${name}: ${line.trim()}`),
    )
    expect(written).toEqual([])
  })
})

function flat(tree: object, above = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree as Tree)) {
    if (typeof value === 'string') texts.set(`${above}${key}`, value)
    else for (const [below, text] of flat(value, `${above}${key}.`)) texts.set(below, text)
  }
  return texts
}

function baseKeys(texts: Map<string, string>): Set<string> {
  return new Set([...texts.keys()].map((key) => key.replace(plural, '')))
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name]) => name as string)
}

/** A singular may do without the number ("one day"), so that forms of one key count together. */
function valuesByKey(texts: Map<string, string>): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>()
  for (const [key, text] of texts) {
    const base = key.replace(plural, '')
    const known = values.get(base) ?? new Set<string>()
    for (const name of placeholdersOf(text)) known.add(name)
    values.set(base, known)
  }
  return values
}

function isNameOfLanguage(text: string): boolean {
  return /^[^\u4e00-\u9fff]*(中文|简体中文|中)[^\u4e00-\u9fff]*$/.test(text)
}

function sourcesUnder(folder: string): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((name) => ({ name, text: readFileSync(name, 'utf8') }))
}
