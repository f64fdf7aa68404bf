import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '#app/paths.ts'
import { formTo, textOf } from './windows.ts'

const patienceMs = 15_000

/** An officer finds the engineer in the queue, reads the evidence and issues the credential with a reason. */
export async function issueCredentialTo(officer: Page, personCode: string, type: string): Promise<void> {
  const end = Date.now() + patienceMs
  const row = officer.locator('main tr, main li').filter({ hasText: personCode }).filter({ hasText: type })
  // The enrolment comes into the queue by a job that follows the last piece of evidence.
  do await officer.goto(`${paths.decisions()}?q=${personCode}`)
  while ((await row.count()) === 0 && Date.now() < end)
  const path =
    (await row
      .first()
      .locator(`a[href^="${paths.evidence('')}"]`)
      .first()
      .getAttribute('href')) ?? ''
  await officer.goto(path)
  expect(await textOf(officer.locator('main'))).toContain(type)
  const form = formTo(officer, `${path}/issue`)
  await form.locator('[name="reason"]').fill('All evidence read; the requirement is met.')
  await form.getByRole('button').click()
  await form.waitFor({ state: 'detached' })
}
