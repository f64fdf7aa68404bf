import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { fixture, textFile } from '#tests/features/item-bank/item-files.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { type PageLanguage, textIn } from './texts.ts'
import { formTo, textOf, windowOf } from './windows.ts'

let browser: Browser
let url: string

beforeAll(async () => {
  url = (await sharedServer()).url
  browser = await launchChromium()
})

afterAll(() => browser?.close())

/** A bank of the author's brand for each language, so that the two do not meet. */
const bankOf = { en: 'WM-201', 'zh-CN': 'AC-201' } as const

describe.each(['en', 'zh-CN'] as const)(
  'an author without JavaScript on a phone, in %s',
  (language: PageLanguage) => {
    test('brings a file in, is told of each item, and takes the bank out again', {
      timeout: 120_000,
    }, async () => {
      const course = bankOf[language]
      const page = await windowOf(browser, url, 'B-5003', {
        language,
        javaScriptEnabled: false,
        isPhone: true,
      })
      const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      await page.goto(paths.itemBanks())
      await page.locator(`main a[href="${paths.itemBank(course)}"]`).click()
      const form = formTo(page, paths.itemBank(course))
      const submit = form.getByRole('button', { name: textIn(language, 'items:upload.submit'), exact: true })

      // A hostile file is named and refused; the language chosen stays.
      await form.locator('select[name="language"]').selectOption('zh')
      await form.locator('input[type="file"]').setInputFiles({
        name: 'x.xml',
        mimeType: 'text/xml',
        buffer: Buffer.from(
          textFile('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'),
        ),
      })
      await submit.click()
      expect(await textOf(page.getByRole('alert'))).not.toBe('')
      expect(await page.locator('main').textContent()).toContain('DOCTYPE')
      expect(await form.locator('select[name="language"]').inputValue()).toBe('zh')
      expect(await isWide()).toBe(false)

      await form.locator('select[name="language"]').selectOption('auto')
      await form.locator('input[type="file"]').setInputFiles({
        name: 'moodle.xml',
        mimeType: 'text/xml',
        buffer: Buffer.from(fixture('moodle.xml')),
      })
      await submit.click()
      expect(new URL(page.url()).pathname).toContain(`${paths.itemBank(course)}/imports/`)
      expect(await page.locator('main section ul > li:has(svg)').count()).toBe(10)
      expect(await page.locator('main').textContent()).toContain(
        textIn(language, 'items:refusal.text-answer'),
      )
      expect(await isWide()).toBe(false)

      await page.locator('form[action$="/confirm"]').getByRole('button').click()
      expect(await page.locator('form[action$="/confirm"]').count()).toBe(0)
      expect(await page.locator('main section ul > li:has(svg)').count()).toBe(10)
      await page.goto(paths.itemBank(course))
      expect(await page.locator('main').textContent()).toContain(textIn(language, 'items:imports.done'))

      const file = await page.request.get(paths.exportBank(course, 'qti30'))
      expect(file.status()).toBe(200)
      expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
      await page.context().close()
    })
  },
)

test('a file that is larger than a file may be is refused on the page', async () => {
  const page = await windowOf(browser, url, 'B-5003', { language: 'en' })
  const body = new FormData()
  body.set('file', new File([new Uint8Array(9 * 1024 * 1024)], 'large.zip'))
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: url }
  const answer = await fetch(`${url}${paths.itemBank('WM-201')}`, { method: 'POST', headers, body })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain(textIn('en', 'items:fault.too-large'))
  await page.context().close()
})
