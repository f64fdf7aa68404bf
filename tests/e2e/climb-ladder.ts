import type { Locator, Page } from 'playwright-core'
import { paths } from '#app/paths.ts'
import { formTo, settled } from './windows.ts'

/** Enrols for a credential on the ladder page. */
export async function enrolFor(page: Page, type: string): Promise<void> {
  await page.goto(paths.ladder())
  await settled(page)
  const form = formTo(page, paths.ladderEnrol()).filter({
    has: page.locator(`input[name="type"][value="${type}"]`),
  })
  await press(form)
}

/** Asks for the practical that is the next step. */
export async function requestPractical(page: Page, practical: string): Promise<void> {
  await page.goto(paths.ladder())
  await settled(page)
  const form = formTo(page, paths.requestPractical()).filter({
    has: page.locator(`input[name="practical"][value="${practical}"]`),
  })
  await press(form)
}

/** Opens what the form is folded into, and sends it; sent, it is gone. */
async function press(form: Locator): Promise<void> {
  const one = form.first()
  await one.waitFor({ state: 'attached' })
  const fold = one.locator('xpath=ancestor::details').last()
  if ((await fold.count()) > 0 && (await fold.getAttribute('open')) === null)
    await fold.locator('summary').first().click()
  await one.getByRole('button').click()
  await one.waitFor({ state: 'detached' })
}
