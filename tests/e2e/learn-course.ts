import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '#app/paths.ts'
import { checkKeysOf } from '#tests/support/answer-keys.ts'
import { formTo, leaving, settled } from './windows.ts'

/** Enrols in a course where that is still to do, then reads every lesson: answers each check right and confirms. Ends on the completed course's page. */
export async function learnCourse(page: Page, course: string): Promise<void> {
  const keys = checkKeysOf(course)
  await page.goto(paths.course(course))
  const enrol = formTo(page, paths.courseEnrol(course)).getByRole('button')
  if ((await enrol.count()) > 0) {
    await enrol.click()
    await enrol.waitFor({ state: 'detached' })
  }
  const lessons = await lessonsOf(page, course)
  expect(lessons.length, `lessons of ${course}`).toBeGreaterThan(2)
  for (const lesson of lessons) await readLesson(page, course, lesson, keys)
  await page.goto(paths.course(course))
}

async function lessonsOf(page: Page, course: string): Promise<string[]> {
  const addresses = await page
    .locator(`main a[href^="${paths.lesson(course, '')}"]`)
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  return [...new Set(addresses)].map((address) => address.split('/').at(-1) as string).sort()
}

async function readLesson(
  page: Page,
  course: string,
  lesson: string,
  keys: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await page.goto(paths.lesson(course, lesson))
  await settled(page)
  const checks = page.locator('section[id^="check-"]')
  for (const check of await checks.all()) {
    const id = (await check.getAttribute('id'))?.slice('check-'.length) ?? ''
    const choices = keys.get(id)
    expect(choices, `the key of ${id}`).toBeDefined()
    for (const choice of choices ?? []) await check.locator(`input[name="choice"][value="${choice}"]`).check()
    await check.getByRole('button').click()
    await check.getByRole('button').waitFor({ state: 'detached' })
  }
  const confirm = formTo(page, paths.confirmLesson(course, lesson)).getByRole('button')
  await leaving(page, () => confirm.click())
}
