import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { itemKeysOf } from '#tests/support/answer-keys.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { chosen, openCheck } from './decide-at-gate.ts'
import { tabTo } from './keys.ts'
import { learnCourse } from './learn-course.ts'
import { answerItemByKeys, startExam } from './sit-exam.ts'
import { type PageLanguage, textIn } from './texts.ts'
import { formTo, openWindow, settled, textOf } from './windows.ts'

let browser: Browser
let url: string

beforeAll(async () => {
  url = (await sharedServer()).url
  browser = await launchChromium()
})

afterAll(() => browser?.close())

describe('with the keyboard alone', () => {
  test('the first press of Tab offers to skip to the content', async () => {
    const page = await signedInByKeys('E-1001', 'en')
    await page.goto(paths.courses())
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    expect(await textOf(focused)).toBe(textIn('en', 'common:skipToContent'))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused.evaluate((element) => element.closest('main') !== null)).toBe(true)
    await page.context().close()
  })

  test('a dispatcher signs in, asks the gate and reads the answer', async () => {
    const page = await signedInByKeys('D-7001', 'en')
    await openCheck(page)
    const question = { engineer: 'E-1008', operation: 'WM-INLET-VALVE', model: 'MH-WM-10', outlet: 'O1' }
    for (const [field, code] of Object.entries(question)) {
      await tabTo(
        page,
        page.getByRole('combobox', { name: textIn('en', `check:field.${field}`), exact: true }),
      )
      await page.keyboard.press('Control+a')
      await page.keyboard.type(code)
      await chosen(page, field, code)
    }
    await tabTo(
      page,
      formTo(page, paths.check()).getByRole('button', { name: textIn('en', 'check:submit'), exact: true }),
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/check\/decisions\//)
    expect(await textOf(page.locator('main header h2').first())).toBe(textIn('en', 'common:verdict.ALLOW'))
    await page.context().close()
  })

  test('an engineer answers an item of an exam', async () => {
    const page = await signedInByKeys('E-1002', 'zh-CN')
    await learnCourse(page, 'ETH-101')
    await startExam(page, 'ETH-101')
    await answerItemByKeys(page, itemKeysOf('ETH-101'))
    await page.context().close()
  })
})

/** Signs in by walking to the person's button on the sign-in page. */
async function signedInByKeys(personCode: string, language: PageLanguage): Promise<Page> {
  const page = await (await openWindow(browser, url, { language })).newPage()
  await page.goto(paths.signIn())
  await settled(page)
  await tabTo(
    page,
    page
      .locator(`form[action="${paths.signInAsDemoPerson()}"] button`)
      .filter({ hasText: personCode })
      .first(),
  )
  await page.keyboard.press('Enter')
  await page.waitForURL((address) => address.pathname !== paths.signIn())
  return page
}
