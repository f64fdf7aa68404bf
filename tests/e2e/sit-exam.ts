import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '#app/paths.ts'
import { answerItem, type FindKey, itemForm, keyOf, stemOn } from '#tests/support/answer-item.ts'
import { itemKeysOf } from '#tests/support/answer-keys.ts'
import { tabTo } from './keys.ts'
import { formTo, settled, textOf } from './windows.ts'

/** An invigilator opens check-in to an exam and reads out the code that candidates type. */
export async function openSession(invigilator: Page, exam: string): Promise<string> {
  await invigilator.goto(paths.invigilate())
  await settled(invigilator)
  const form = formTo(invigilator, paths.openExamSession())
  await form.locator('[name="exam"]').selectOption(exam)
  await form.locator('[name="place"]').fill('Wuhan training centre, room 2')
  const known = new Set(await codesOn(invigilator))
  await form.getByRole('button').click()
  await invigilator.waitForLoadState('load')
  await expect
    .poll(async () => (await codesOn(invigilator)).filter((code) => !known.has(code)).length)
    .toBe(1)
  return (await codesOn(invigilator)).find((code) => !known.has(code)) as string
}

/** Six digits, however they are set. */
async function codesOn(page: Page): Promise<string[]> {
  const text = await textOf(page.locator('main'))
  return [...text.matchAll(/(?<!\d)(\d{3})[\s·-]?(\d{3})(?!\d)/g)].map(
    ([, first, second]) => `${first}${second}`,
  )
}

/** Sits an exam and answers every item by the key; ends on the result, which is a pass. */
export async function passExam(page: Page, exam: string, checkInCode?: string): Promise<void> {
  await startExam(page, exam, checkInCode)
  const findKey = itemKeysOf(exam)
  const total = Number(await page.getByRole('progressbar').first().getAttribute('aria-valuemax'))
  expect(total, `items of ${exam}`).toBeGreaterThan(5)
  for (let number = 1; number <= total; number += 1) {
    const stem = await stemOn(page)
    await answerItem(page, keyOf(findKey, stem))
    await page.locator(`button[form="item-form"]:is([value="next"], [value="review"])`).first().click()
    await page.locator('h1').filter({ hasNotText: stem }).waitFor()
  }
  const submit = page.locator('form[action$="/submit"]').getByRole('button')
  await submit.click()
  await page.waitForURL(/\/attempts\/[^/]+\/result/)
  expect(await textOf(page.locator('h1')), `result of ${exam}`).toContain('100')
}

/** Goes into the exam room, with the code where the exam is proctored. */
export async function startExam(page: Page, exam: string, checkInCode?: string): Promise<void> {
  await page.goto(paths.exam(exam))
  await settled(page)
  const form = formTo(page, paths.startExam(exam))
  if (checkInCode) await form.locator('[name="code"]').fill(checkInCode)
  await form.getByRole('button').last().click()
  await page.waitForURL(/\/attempts\/[^/]+$/)
  await settled(page)
}

/** Answers the item on the screen with the keyboard alone and goes to the next one; the answer is there when one comes back. */
export async function answerItemByKeys(page: Page, findKey: FindKey): Promise<void> {
  const stem = await stemOn(page)
  const key = keyOf(findKey, stem)
  const form = page.locator(itemForm)
  if (key.type === 'numeric') {
    await tabTo(page, form.locator('[name="value"]'))
    await page.keyboard.type(key.value)
  } else if (key.type === 'matching') {
    for (const [left, right] of Object.entries(key.pairs)) {
      const select = form.locator(`[name="match-${left}"]`)
      await tabTo(page, select)
      // By arrows, because Chinese text cannot be typed into a list without an input method.
      for (let presses = 0; presses < 12 && (await select.inputValue()) !== right; presses += 1)
        await page.keyboard.press('ArrowDown')
      expect(await select.inputValue()).toBe(right)
    }
  } else if (key.type === 'ordering') {
    for (const [at, option] of key.options.entries()) {
      await tabTo(page, form.locator(`[name="place-${option}"]`))
      await page.keyboard.type(String(at + 1))
    }
  } else if (key.type === 'multi') {
    for (const option of key.options) {
      await tabTo(page, form.locator(`[name="choice"][value="${option}"]`))
      await page.keyboard.press('Space')
    }
  } else await chooseByArrows(page, form, key.options[0] ?? '')
  await tabTo(page, page.locator('button[form="item-form"][value="next"]'))
  await page.keyboard.press('Enter')
  await page.locator('h1').filter({ hasNotText: stem }).waitFor()
  await expect.poll(() => page.getByRole('progressbar').first().getAttribute('aria-valuenow')).toBe('1')
}

/** Radio buttons are one stop of the Tab key; arrows choose among them. */
async function chooseByArrows(page: Page, form: Locator, option: string): Promise<void> {
  await tabTo(page, form.locator('[name="choice"]').first())
  const wanted = form.locator(`[name="choice"][value="${option}"]`)
  await page.keyboard.press('Space')
  for (let presses = 0; presses < 8 && !(await wanted.isChecked()); presses += 1)
    await page.keyboard.press('ArrowDown')
  expect(await wanted.isChecked()).toBe(true)
}
