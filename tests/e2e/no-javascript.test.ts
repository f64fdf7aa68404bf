import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { checkKeysOf } from '#tests/support/answer-keys.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { type PageLanguage, textIn } from './texts.ts'
import { formTo, headingOf, openWindow, textOf, windowOf } from './windows.ts'

let browser: Browser
let url: string

beforeAll(async () => {
  url = (await sharedServer()).url
  browser = await launchChromium()
})

afterAll(() => browser?.close())

describe.each(['en', 'zh-CN'] as const)('without JavaScript, in %s', (language: PageLanguage) => {
  const options = { language, javaScriptEnabled: false, isPhone: true }

  test('one signs in, is told what is wrong, and leaves again', async () => {
    const page = await (await openWindow(browser, url, options)).newPage()
    await page.goto(paths.ladder())
    expect(new URL(page.url()).pathname).toBe(paths.signIn())
    const form = formTo(page, paths.signInWithPassword())
    await form.locator('input[name="name"]').fill('E-1001')
    await form.locator('input[name="password"]').fill('not the password')
    await form.getByRole('button', { name: textIn(language, 'identity:signIn.submit'), exact: true }).click()
    expect(await textOf(page.getByRole('alert'))).not.toBe('')
    expect(await page.locator('input[name="name"]').inputValue()).toBe('E-1001')
    await page.context().close()

    const signedIn = await windowOf(browser, url, 'E-1001', options)
    expect(new URL(signedIn.url()).pathname).toBe(paths.ladder())
    await signedIn.goto(paths.account())
    await formTo(signedIn, paths.signOut()).getByRole('button').first().click()
    await signedIn.goto(paths.ladder())
    expect(new URL(signedIn.url()).pathname).toBe(paths.signIn())
    await signedIn.context().close()
  })

  test('a certificate is looked up by its number, and a workshop found', async () => {
    const page = await (await openWindow(browser, url, options)).newPage()
    await page.goto(paths.register())
    const form = formTo(page, paths.register())
    const look = () => form.getByRole('button').click()
    await form.locator('input[name="q"]').fill('MEIHE-AC-L2-0000-0000-1')
    await look()
    expect(await page.locator('input[name="q"]').inputValue()).toBe('MEIHE-AC-L2-0000-0000-1')
    expect(await page.locator('#q-error').count()).toBe(1)

    const wallet = await windowOf(browser, url, 'E-1002', options)
    await wallet.goto(paths.wallet())
    const number =
      /[A-Z]+-[A-Z0-9-]+-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]/.exec(await textOf(wallet.locator('main')))?.[0] ??
      ''
    expect(number).not.toBe('')
    await wallet.context().close()
    await form.locator('input[name="q"]').fill(number.toLowerCase())
    await look()
    expect(new URL(page.url()).pathname).toMatch(/^\/c\//)
    expect(await textOf(page.locator('main'))).toContain(number)

    await page.goto(paths.providers())
    const directory = formTo(page, paths.providers())
    await directory.locator('select[name="what"]').selectOption('MEIHE/AC')
    await directory.locator('select[name="place"]').selectOption('CN/HB/WUH')
    await directory.getByRole('button').click()
    expect(await page.locator('main li h2').count()).toBeGreaterThan(1)
    await page.context().close()
  })

  test('a lesson is read, its check answered wrong and right, and progress kept', async () => {
    const page = await windowOf(browser, url, language === 'en' ? 'E-1003' : 'E-1007', options)
    await page.goto(paths.course('ETH-101'))
    const enrol = formTo(page, paths.courseEnrol('ETH-101')).getByRole('button')
    if ((await enrol.count()) > 0) await enrol.click()
    const lesson = await page
      .locator(`main a[href^="${paths.lesson('ETH-101', '')}"]`)
      .first()
      .getAttribute('href')
    await page.goto(lesson ?? '')
    expect((await textOf(page.locator('main'))).length).toBeGreaterThan(language === 'en' ? 2500 : 900)
    expect(await page.locator('main svg').count()).toBeGreaterThan(0)

    const check = page.locator('section[id^="check-"]').first()
    const id = (await check.getAttribute('id'))?.slice('check-'.length) ?? ''
    const right = checkKeysOf('ETH-101').get(id) ?? []
    const answer = async (choices: readonly string[]) => {
      const place = page.locator(`#check-${id}`)
      for (const box of await place.locator('input[name="choice"]').all())
        if ((await box.getAttribute('type')) === 'checkbox') await box.setChecked(false)
      for (const choice of choices) await place.locator(`input[name="choice"][value="${choice}"]`).check()
      await place.getByRole('button').click()
      expect(page.url()).toContain(`#check-${id}`)
    }
    const values = await check
      .locator('input[name="choice"]')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
    await answer([values.find((value) => !right.includes(value)) ?? ''])
    const afterWrong = await textOf(page.locator(`#check-${id} [role="status"]`))
    await answer(right)
    const afterRight = await textOf(page.locator(`#check-${id} [role="status"]`))
    expect(afterWrong).not.toBe('')
    expect(afterRight).not.toBe(afterWrong)
    expect(await page.locator(`#check-${id}`).getByRole('button').count()).toBe(0)
    await page.context().close()
  })

  test('the public page of a credential says scope, status and ladder', async () => {
    const path = await publicPathOf('E-1008')
    const page = await (await openWindow(browser, url, options)).newPage()
    await page.goto(path)
    expect(await headingOf(page)).not.toBe('')
    const text = await textOf(page.locator('main'))
    expect(text).toMatch(/MEIHE-WM-L[23]-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)
    expect(await page.locator('main svg[role="img"]').count()).toBeGreaterThan(0)
    expect(await page.locator('script[src]').count()).toBe(0)
    await page.context().close()
  })

  test('a check at the gate is asked and answered', async () => {
    const page = await windowOf(browser, url, 'D-7001', options)
    await page.goto(paths.check())
    const form = formTo(page, paths.check())
    for (const [name, value] of Object.entries({
      engineer: 'E-1008',
      operation: 'WM-INLET-VALVE',
      model: 'MH-WM-10',
      outlet: 'O1',
    }))
      await form.locator(`[name="${name}"]`).fill(value)
    await form.getByRole('button').click()
    expect(new URL(page.url()).pathname).toMatch(/^\/check\/decisions\//)
    expect(await textOf(page.locator('main'))).toContain(textIn(language, 'common:verdict.ALLOW'))
    await page.context().close()
  })
})

/** The wallet shows its owner the address of each credential's public page. */
async function publicPathOf(personCode: string): Promise<string> {
  const page = await windowOf(browser, url, personCode, { language: 'en' })
  await page.goto(paths.wallet())
  const path = await page
    .locator(`a[href*="${paths.publicCredential('')}"]`)
    .first()
    .getAttribute('href')
  await page.context().close()
  return new URL(path ?? '', url).pathname
}
