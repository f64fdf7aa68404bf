import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { signInAs } from '#tests/support/sign-in.ts'

let browser: Browser
let url: string

beforeAll(async () => {
  url = (await sharedServer()).url
  browser = await launchChromium()
})

afterAll(() => browser?.close())

async function openAs(person: string, path: string, javaScriptEnabled = true): Promise<Page> {
  const [name = '', value = ''] = (await signInAs(url, person)).split('=')
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled, locale: 'en-GB' })
  await context.addCookies([
    { name, value, url },
    { name: 'language', value: 'en', url },
  ])
  const page = await context.newPage()
  await page.goto(path)
  return page
}

describe('the search over everything', () => {
  test.each([
    ['a page with scripts of its own', paths.credentials()],
    ['a page that needs none', paths.reminders()],
  ])('on %s: two keys, a name, and Enter lead to the credential', async (_, start) => {
    const page = await openAs('B-5001', start)
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.type('E-1002')
    await dialog.getByRole('status').filter({ hasText: 'found' }).waitFor()
    // The field, then the person, then the first of the credentials.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/credentials\/[^?]+$/)
    expect(await page.locator('main').textContent()).toContain('E-1002')
    await page.context().close()
  })

  test('Escape leaves it and returns to where one was; what is found is text and no markup', async () => {
    const page = await openAs('S-8001', paths.adminPeople())
    await page.getByRole('link', { name: /Find/ }).click()
    await page.keyboard.type('<img src=x onerror=alert(1)>')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('status').filter({ hasText: '0 found' }).waitFor()
    expect(await dialog.locator('img').count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
    await page.context().close()
  })

  test('a manager finds their own people and nobody else’s', async () => {
    const page = await openAs('P-6001', paths.team())
    const found = async (search: string) =>
      page.evaluate(
        async (path) => (await fetch(path)).json(),
        `${paths.findResults()}?q=${encodeURIComponent(search)}`,
      )
    const codesOf = (answer: { groups: { hits: { path: string }[] }[] }) =>
      answer.groups.flatMap(({ hits }) => hits.map(({ path }) => path))
    expect(codesOf(await found('E-1002'))).toContain(paths.teamPerson('E-1002'))
    expect(codesOf(await found('E-1006'))).toEqual([])
    await page.context().close()
  })

  test('an engineer has no such search', async () => {
    const page = await openAs('E-1002', paths.ladder())
    expect(await page.locator('[data-find], [data-find-open]').count()).toBe(0)
    const answer = await page.request.get(`${paths.findResults()}?q=E-1001`)
    expect(answer.status()).toBe(403)
    await page.context().close()
  })

  test('without JavaScript the link leads to a page that does the same', async () => {
    const page = await openAs('D-7001', paths.check(), false)
    await page.getByRole('link', { name: /Find/ }).click()
    await page.getByRole('searchbox').last().fill('E-1001')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/find\?q=E-1001/)
    expect(await page.locator('main').textContent()).toContain('E-1001')
    await page.context().close()
  })
})
