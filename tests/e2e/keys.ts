import type { Locator, Page } from 'playwright-core'

const patience = 120

/** Presses Tab (or Shift+Tab) until the focus is on the element, as somebody without a mouse does. Throws where it never gets there or cannot be seen there. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses <= patience; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      if (!(await showsFocus(target))) throw new Error(`Nothing shows that the focus is on ${target}`)
      return
    }
    await page.keyboard.press(key)
  }
  throw new Error(`${patience} presses of ${key} do not lead to ${target}`)
}

/** Whether an outline or a shadow marks the element, or the label around it. */
async function showsFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const marks = [element, element.closest('label'), element.parentElement].filter((one) => one !== null)
    return marks.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    })
  })
}
