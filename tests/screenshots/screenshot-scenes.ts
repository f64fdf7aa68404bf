import type { Browser, Page } from 'playwright-core'
import { paths } from '#app/paths.ts'
import { answerItem, keyOf, stemOn } from '#tests/support/answer-item.ts'
import { itemKeysOf } from '#tests/support/answer-keys.ts'
import { openLook } from '#tests/support/pages-looked-at.ts'
import { signInAs } from '#tests/support/sign-in.ts'

const exam = 'ETH-101'
/** The last of the items answered in a running attempt; the one before it is flagged, the next one is on the screen. */
const lastAnswered = 5

/** Answers some items of a running attempt, flags one, and says by the type of item where one of each is. */
export async function answerSome(
  browser: Browser,
  url: string,
  personCode: string,
  attempt: string,
): Promise<Readonly<Record<string, string>>> {
  const page = await plainPage(browser, url, personCode)
  const findKey = itemKeysOf(exam)
  const places: Record<string, string> = {}
  const total = await itemsOn(page, `${url}${attempt}`)
  for (let number = 1; number <= total; number += 1) {
    await page.goto(`${url}${attempt}?item=${number}`)
    const key = keyOf(findKey, await stemOn(page))
    places[key.type] ??= `${attempt}?item=${number}`
    if (number > lastAnswered && places[key.type] !== `${attempt}?item=${number}`) continue
    await answerItem(page, key)
    await press(page, number === lastAnswered - 1 ? 'flag' : 'next')
  }
  await page.context().close()
  return places
}

/** Sits the exam, leaves every second item open, and hands it in: failed. Returns the path of its result. */
export async function failExam(browser: Browser, url: string, personCode: string): Promise<string> {
  const page = await plainPage(browser, url, personCode)
  const findKey = itemKeysOf(exam)
  await page.goto(`${url}${paths.exam(exam)}`)
  await submit(page, `form[action="${paths.startExam(exam)}"] button`)
  const attempt = page.url().split('?')[0] ?? ''
  const total = await itemsOn(page, attempt)
  for (let number = 1; number <= total; number += 2) {
    await page.goto(`${attempt}?item=${number}`)
    await answerItem(page, keyOf(findKey, await stemOn(page)))
    await press(page, 'next')
  }
  await page.goto(`${attempt}/review`)
  await submit(page, 'form[action$="/submit"] button')
  const { pathname } = new URL(page.url())
  await page.context().close()
  return pathname
}

/** A signed-in page without scripts: each button sends its form and is done once the next page is there. */
async function plainPage(browser: Browser, url: string, personCode: string): Promise<Page> {
  const look = { language: 'en', theme: 'light', width: 1280 } as const
  const context = await openLook(browser, url, look, await signInAs(url, personCode), {
    javaScriptEnabled: false,
  })
  return context.newPage()
}

async function itemsOn(page: Page, attempt: string): Promise<number> {
  await page.goto(attempt)
  return Number(await page.getByRole('progressbar').first().getAttribute('aria-valuemax'))
}

/** Presses a button of the item's form and waits for the page that it leads to. */
async function press(page: Page, button: 'next' | 'flag'): Promise<void> {
  const wanted = button === 'next' ? ':is([value="next"], [value="review"])' : `[value="${button}"]`
  await submit(page, `button[form="item-form"]${wanted}`)
}

async function submit(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(button).last().click()])
}
