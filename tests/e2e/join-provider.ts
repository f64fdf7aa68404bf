import type { BrowserContext, Page } from 'playwright-core'
import { paths } from '#app/paths.ts'
import type { PageLanguage } from './texts.ts'
import { formTo, leaving } from './windows.ts'

export type NewEngineer = {
  readonly name: string
  readonly staffCode: string
  /** As it is typed, without the country. */
  readonly phone: string
  readonly language: PageLanguage
}

const password = 'inlet-valve-and-tissue-42'

/** A manager invites an engineer to outlet O1. */
export async function inviteEngineer(manager: Page, engineer: NewEngineer): Promise<void> {
  await manager.goto(paths.invite())
  const form = formTo(manager, paths.invite())
  await form.locator('[name="name"]').fill(engineer.name)
  await form.locator('[name="staffCode"]').fill(engineer.staffCode)
  await form.locator('[name="phone"]').fill(engineer.phone)
  await form.locator('[name="role"]').selectOption('engineer')
  const outlet = form.locator('[name="outletId"]')
  const wanted = await outlet
    .locator('option')
    .filter({ hasText: /\bO1\b/ })
    .first()
    .getAttribute('value')
  await outlet.selectOption(wanted)
  await form.locator('[name="language"]').selectOption(engineer.language)
  await leaving(manager, () => form.getByRole('button').click())
}

/** The invited person follows the link of the message, chooses a password and is in. Returns their page. */
export async function acceptInvitation(window: BrowserContext, engineer: NewEngineer): Promise<Page> {
  const page = await window.newPage()
  await page.goto(paths.demoOutbox())
  const message = page.getByRole('listitem').filter({ hasText: engineer.phone })
  await leaving(page, () =>
    message
      .locator(`a[href^="${paths.invitation('')}"]`)
      .first()
      .click(),
  )
  for (const name of ['password', 'repeat']) await page.locator(`[name="${name}"]`).fill(password)
  await leaving(page, () => page.locator('form:has([name="repeat"])').getByRole('button').click())
  return page
}
