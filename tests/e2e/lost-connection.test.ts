import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { answerItem, type FindKey, keyOf, stemOn } from '#tests/support/answer-item.ts'
import { itemKeysOf } from '#tests/support/answer-keys.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { type RunningServer, startServer } from '#tests/support/server.ts'
import { openSession, startExam } from './sit-exam.ts'
import { textIn } from './texts.ts'
import { formTo, leaving, settled, textOf, windowOf } from './windows.ts'

const exam = 'ETH-101'
const options = { language: 'en', isPhone: true } as const

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  server = await startServer({ patience: 120_000 })
  browser = await launchChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const answeredOn = async (page: Page) =>
  Number(await page.getByRole('progressbar').first().getAttribute('aria-valuenow'))

/** Whether the page says that everything is saved. */
const allSaved = (page: Page) =>
  page
    .getByText(new RegExp(textIn('en', 'room:room.savedAt').replace('{{time}}', '\\d')))
    .waitFor({ timeout: 45_000 })

/** Answers the item on the screen and goes on to the next. */
async function answerNext(page: Page, findKey: FindKey): Promise<void> {
  const stem = await stemOn(page)
  await answerItem(page, keyOf(findKey, stem))
  await page.locator('button[form="item-form"]:is([value="next"], [value="review"])').first().click()
  await page.locator('h1').filter({ hasNotText: stem }).waitFor()
}

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await settled(page)
}

describe('an exam on a bad connection', () => {
  const findKey = itemKeysOf(exam)

  test('keeps what is answered without a connection, through a closed tab, and goes on on another device', {
    timeout: 240_000,
  }, async () => {
    const phone = await windowOf(browser, server.url, 'E-1004', options)
    await startExam(phone, exam)
    const room = new URL(phone.url()).pathname
    await answerNext(phone, findKey)
    await answerNext(phone, findKey)
    await allSaved(phone)

    // The connection is gone: two more answers, and the page says that they are not sent.
    const device = phone.context()
    await device.setOffline(true)
    await answerNext(phone, findKey)
    await answerNext(phone, findKey)
    await phone.getByText(textIn('en', 'room:trouble.lost')).waitFor()
    expect(await answeredOn(phone)).toBe(4)
    await phone.close({ runBeforeUnload: false })

    // Nobody but this device has them; opened again with a connection, it delivers them by itself.
    await device.setOffline(false)
    const again = await device.newPage()
    await opened(again, room)
    await allSaved(again)
    await expect.poll(() => answeredOn(again)).toBe(4)

    // Another device of the same person goes on, and the first one says so and takes nothing more.
    const laptop = await windowOf(browser, server.url, 'E-1004', { language: 'en' })
    await opened(laptop, room)
    await expect.poll(() => answeredOn(laptop)).toBe(4)
    const total = Number(await laptop.getByRole('progressbar').first().getAttribute('aria-valuemax'))
    await again.getByText(textIn('en', 'room:held.elsewhere')).waitFor({ timeout: 45_000 })

    // Opened on the phone once more, an answer is left there without a connection, and the laptop takes over again.
    const third = await device.newPage()
    await opened(third, room)
    await laptop.getByText(textIn('en', 'room:held.elsewhere')).waitFor({ timeout: 45_000 })
    await device.setOffline(true)
    await answerNext(third, findKey)
    await third.getByText(textIn('en', 'room:trouble.lost')).waitFor()
    await third.close({ runBeforeUnload: false })
    await laptop.getByRole('button', { name: textIn('en', 'room:held.continueHere') }).click()
    await laptop.locator('#item-form').waitFor()
    await settled(laptop)
    await expect.poll(() => answeredOn(laptop)).toBe(4)
    while ((await answeredOn(laptop)) < total) {
      await answerNext(laptop, findKey)
    }
    await allSaved(laptop)
    const submit = laptop.locator('form[action$="/submit"]').getByRole('button')
    await submit.click()
    await laptop.waitForURL(/\/result/)
    expect(await textOf(laptop.locator('h1'))).toContain('100')

    // What the phone never delivered is said there, and leaves nothing behind once that was read.
    await device.setOffline(false)
    const result = await device.newPage()
    await opened(result, new URL(laptop.url()).pathname)
    await result.getByText(textIn('en', 'exams:undelivered.lost_one').replace('{{count}}', '1')).waitFor()
    await result.getByRole('button', { name: textIn('en', 'exams:undelivered.clear') }).click()
    await result.reload()
    await settled(result)
    await result.waitForTimeout(1_000)
    expect(await textOf(result.locator('main'))).not.toContain(textIn('en', 'exams:undelivered.clear'))
    await device.close()
    await laptop.context().close()
  })

  test('saves where the browser keeps nothing, and shows extra time and a stopped clock', {
    timeout: 240_000,
  }, async () => {
    const invigilator = await windowOf(browser, server.url, 'I-2101', { language: 'en' })
    const code = await openSession(invigilator, 'SAFE-101')
    const page = await windowOf(browser, server.url, 'E-1004', options)
    // Some browsers leave a request to their store without an answer; what is answered meanwhile counts all the same.
    await page.context().addInitScript(() => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    })
    await startExam(page, 'SAFE-101', code)
    const [choice] = await page.locator('#item-form [name="choice"]').all()
    if (choice) await choice.check()
    else await answerItem(page, keyOf(itemKeysOf('SAFE-101'), await stemOn(page)))
    await allSaved(page)
    await opened(page, page.url())
    await expect.poll(() => answeredOn(page)).toBe(1)
    await invigilator.locator('main a[href^="/invigilate/"]').first().click()
    await settled(invigilator)
    const act = async (kind: string, reason: string, minutes = '') => {
      const form = invigilator.locator('form').filter({ has: invigilator.locator('input[value="all"]') })
      await form.locator('[name="act"]').selectOption(kind)
      await form.locator('[name="minutes"]').fill(minutes)
      await form.locator('[name="reason"]').fill(reason)
      await form.getByRole('button').click()
      await invigilator.waitForLoadState('load')
    }
    // Without a reason nothing is done, and what was typed stays.
    await act('extra-time', '', '20')
    await invigilator.getByText(textIn('en', 'invigilation:watch.problem.reason-missing')).first().waitFor()
    expect(await invigilator.locator('[name="minutes"]').first().inputValue()).toBe('20')

    const clock = page.getByRole('timer')
    const minutesLeft = async () => Number((await textOf(clock)).split(':')[0])
    const before = await minutesLeft()
    await act('extra-time', 'Accommodation', '20')
    await expect.poll(minutesLeft, { timeout: 45_000 }).toBeGreaterThan(before + 15)
    await act('pause', 'Fire alarm')
    await page.getByText(textIn('en', 'room:held.paused')).waitFor({ timeout: 45_000 })
    expect(await page.locator('#item-form').count()).toBe(0)
    await act('resume', '')
    await page.locator('#item-form').waitFor({ timeout: 60_000 })
    await page.locator('button[form="item-form"][value="review"]').first().click()
    await page.locator('form[action$="/submit"]').getByRole('button').click()
    await page.waitForURL(/\/result/)
    expect(await textOf(page.locator('main'))).toContain(textIn('en', 'exams:receipt.pauses'))
    await page.context().close()
    await invigilator.context().close()
  })

  test('does not lose the answers of one person when another signs in on the device', {
    timeout: 240_000,
  }, async () => {
    const page = await windowOf(browser, server.url, 'E-1004', options)
    await startExam(page, exam)
    const room = new URL(page.url()).pathname
    await answerNext(page, findKey)
    await allSaved(page)
    const device = page.context()

    // Somebody else takes the device and signs in, in another tab.
    const tab = await device.newPage()
    await opened(tab, paths.account())
    await leaving(tab, () => formTo(tab, paths.signOut()).getByRole('button').first().click())
    await signInHere(tab, 'E-1002')
    await answerNext(page, findKey)
    await page.getByText(textIn('en', 'room:trouble.not-yours')).waitFor()
    expect(await answeredOn(page)).toBe(2)
    await opened(tab, room)
    expect(await textOf(tab.locator('main'))).not.toContain(exam)

    await opened(tab, paths.account())
    await leaving(tab, () => formTo(tab, paths.signOut()).getByRole('button').first().click())
    await signInHere(tab, 'E-1004')
    // By itself: whether the next try or a press of the button comes first is chance.
    await allSaved(page)
    await opened(page, room)
    await expect.poll(() => answeredOn(page)).toBe(2)
    await device.close()
  })
})

async function signInHere(page: Page, code: string): Promise<void> {
  await opened(page, paths.signIn())
  const form = formTo(page, paths.signInAsDemoPerson()).filter({
    has: page.locator(`input[name="code"][value="${code}"]`),
  })
  const before = page.url()
  await form.getByRole('button').click()
  await page.waitForURL((url) => url.href !== before)
}
