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
  await dispatcher.goto(paths.check())
  await settled(dispatcher)
  for (const [field, code] of Object.entries({ engineer, ...question })) {
    const box = dispatcher.getByRole('combobox', { name: textIn(language, `check:field.${field}`), exact: true })
    await box.fill(code)
    await dispatcher.getByRole('option').filter({ hasText: code }).first().click()
  }
  await formTo(dispatcher, paths.check())
    .getByRole('button', { name: textIn(language, 'check:submit'), exact: true })
    .click()
  await dispatcher.waitForURL(/\/check\/decisions\//)
  const main = dispatcher.locator('main')
  return { verdict: await textOf(main.locator('header h2').first()), text: await textOf(main) }
}
