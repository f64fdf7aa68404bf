import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '#app/paths.ts'
import { formTo, leaving, textOf } from './windows.ts'

/** The request of a person in an assessor's list, as a path. */
async function assessmentOf(assessor: Page, personCode: string): Promise<string> {
  await assessor.goto(paths.station())
  const row = assessor.locator('main li, main tr').filter({ hasText: personCode }).last()
  const href = await row
    .locator(`a[href^="${paths.assessment('')}"]`)
    .first()
    .getAttribute('href')
  return href ?? ''
}

/** An assessor of the engineer's own provider sees why the practical is not theirs and has nothing to take it with. */
export async function isRefusedAsAssessor(assessor: Page, personCode: string): Promise<void> {
  const path = await assessmentOf(assessor, personCode)
  await assessor.goto(path)
  expect(await formTo(assessor, `${path}/take`).count()).toBe(0)
  expect(await formTo(assessor, `${path}/score`).count()).toBe(0)
  expect(await textOf(assessor.locator('main'))).toContain(personCode)
}

/** An independent assessor takes the practical and scores every step as done, with a note at each. */
export async function scorePractical(assessor: Page, personCode: string): Promise<void> {
  const path = await assessmentOf(assessor, personCode)
  await assessor.goto(path)
  const take = formTo(assessor, `${path}/take`)
  await take.locator('[name="place"]').fill('Bench 3, Wuhan training centre')
  await take.getByRole('button').click()
  const sheet = formTo(assessor, `${path}/score`)
  await sheet.waitFor()
  for (const done of await sheet.locator('input[type="radio"][value="done"]').all()) await done.check()
  for (const note of await sheet.locator('[name^="note."]').all()) await note.fill('1.2 kΩ, dry after 5 min')
  await sheet.getByRole('button').click()
  await sheet.waitFor({ state: 'detached' })
  await leaving(assessor, () => assessor.goto(paths.station()))
}
