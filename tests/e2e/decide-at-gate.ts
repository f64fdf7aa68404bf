import type { Page } from 'playwright-core'
import { paths } from '#app/paths.ts'
import { type PageLanguage, textIn } from './texts.ts'
import { formTo, settled, textOf } from './windows.ts'

export type GateAnswer = { readonly verdict: string; readonly text: string }

const question = { operation: 'WM-INLET-VALVE', model: 'MH-WM-10', outlet: 'O1' } as const

/** A dispatcher asks whether the engineer may replace the inlet valve of an MH-WM-10 at O1, and reads the answer. */
export async function askTheGate(
  dispatcher: Page,
  language: PageLanguage,
  engineer: string,
): Promise<GateAnswer> {
  await openCheck(dispatcher)
  for (const [field, code] of Object.entries({ engineer, ...question })) {
    await dispatcher
      .getByRole('combobox', { name: textIn(language, `check:field.${field}`), exact: true })
      .fill(code)
    await chosen(dispatcher, field, code)
  }
  await formTo(dispatcher, paths.check())
    .getByRole('button', { name: textIn(language, 'check:submit'), exact: true })
    .click()
  await dispatcher.waitForURL(/\/check\/decisions\//)
  const main = dispatcher.locator('main')
  return { verdict: await textOf(main.locator('header h2').first()), text: await textOf(main) }
}

/** Opens the check page and waits until its choices can be searched: until then they are plain fields. */
export async function openCheck(page: Page): Promise<void> {
  await page.goto(paths.check())
  await settled(page)
  await page.locator('input[type="hidden"][name="engineer"]').waitFor({ state: 'attached' })
}

/** Waits until a field of the form stands for a code: one that is typed in full is chosen without a click. */
export async function chosen(page: Page, field: string, code: string): Promise<void> {
  await page.locator(`input[name="${field}"][value="${code}"]`).waitFor({ state: 'attached' })
  await page.keyboard.press('Tab')
}
