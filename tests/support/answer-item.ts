import type { Page } from 'playwright-core'
import type { ItemKey } from './answer-keys.ts'

export type FindKey = (stem: string) => ItemKey | undefined

/** The form of the item on the screen of the exam room. */
export const itemForm = '#item-form'

/** Fills the fields of the item on the screen by its key; does not send them. */
export async function answerItem(page: Page, key: ItemKey): Promise<void> {
  const form = page.locator(itemForm)
  if (key.type === 'numeric') await form.locator('[name="value"]').fill(key.value)
  else if (key.type === 'matching') {
    for (const [left, right] of Object.entries(key.pairs))
      await form.locator(`[name="match-${left}"]`).selectOption(right)
  } else if (key.type === 'ordering') {
    // Each step put into its place pushes the later ones on, so they are placed from the first to the last.
    for (const [at, option] of key.options.entries())
      await form.locator(`[name="place-${option}"]`).selectOption(String(at + 1))
  } else for (const option of key.options) await form.locator(`[name="choice"][value="${option}"]`).check()
}

/** What the item on the screen asks. */
export async function stemOn(page: Page): Promise<string> {
  return ((await page.locator(`${itemForm} h1`).textContent()) ?? '').trim()
}

/** The key of an item, by what it asks; throws where the bank has none. */
export function keyOf(findKey: FindKey, stem: string): ItemKey {
  const key = findKey(stem)
  if (!key) throw new Error(`No item of the bank asks: ${stem}`)
  return key
}
