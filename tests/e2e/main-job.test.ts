import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { sharedServer } from '#tests/support/shared-server.ts'
import { enrolFor, requestPractical } from './climb-ladder.ts'
import { askTheGate } from './decide-at-gate.ts'
import { issueCredentialTo } from './decide-credential.ts'
import { acceptInvitation, inviteEngineer, type NewEngineer } from './join-provider.ts'
import { learnCourse } from './learn-course.ts'
import { isRefusedAsAssessor, scorePractical } from './score-practical.ts'
import { openSession, passExam } from './sit-exam.ts'
import { type PageLanguage, textIn } from './texts.ts'
import { openWindow, textOf, windowOf } from './windows.ts'

let browser: Browser
let url: string

beforeAll(async () => {
  url = (await sharedServer()).url
  browser = await launchChromium()
})

afterAll(() => browser?.close())

const engineers: Record<PageLanguage, NewEngineer> = {
  'zh-CN': { name: '冯晓', staffCode: 'E-8101', phone: '13700008101', language: 'zh-CN' },
  en: { name: 'Feng Xiao', staffCode: 'E-8102', phone: '13700008102', language: 'en' },
}

/** The main job from the invitation to the open gate, through the interface alone. */
describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  test('an invited engineer learns, is examined, is certified twice, and the gate opens', async () => {
    const engineer = engineers[language]
    const windowFor = (code: string) => windowOf(browser, url, code, { language })
    const [manager, invigilator, officer, dispatcher] = (await Promise.all(
      ['P-6001', 'I-2101', 'B-5001', 'D-7001'].map(windowFor),
    )) as [
      Awaited<ReturnType<typeof windowFor>>,
      Awaited<ReturnType<typeof windowFor>>,
      Awaited<ReturnType<typeof windowFor>>,
      Awaited<ReturnType<typeof windowFor>>,
    ]

    await inviteEngineer(manager, engineer)
    const page = await acceptInvitation(await openWindow(browser, url, { language }), engineer)
    expect(new URL(page.url()).pathname).toBe(paths.ladder())

    await enrolFor(page, 'WM-L1')
    await learnCourse(page, 'SAFE-101')
    await learnCourse(page, 'ETH-101')
    await passExam(page, 'ETH-101')
    await passExam(page, 'SAFE-101', await openSession(invigilator, 'SAFE-101'))
    await issueCredentialTo(officer, engineer.staffCode, 'WM-L1')

    const before = await askTheGate(dispatcher, language, engineer.staffCode)
    expect(before.verdict).toBe(textIn(language, 'common:verdict.DENY'))
    expect(before.text).toContain('WM-L2')
    expect(before.text).toContain(titleOf('WM-201', language))

    await enrolFor(page, 'WM-L2')
    await learnCourse(page, 'WM-201')
    await passExam(page, 'WM-201', await openSession(invigilator, 'WM-201'))
    await requestPractical(page, 'WM-201-P')
    await isRefusedAsAssessor(await windowFor('A-2001'), engineer.staffCode)
    await scorePractical(await windowFor('A-2002'), engineer.staffCode)
    await issueCredentialTo(officer, engineer.staffCode, 'WM-L2')

    const after = await askTheGate(dispatcher, language, engineer.staffCode)
    expect(after.verdict).toBe(textIn(language, 'common:verdict.ALLOW'))

    await page.goto(paths.wallet())
    const wallet = await textOf(page.locator('main'))
    expect(wallet).toContain('WM-L2')
    const publicPath = await page
      .locator(`a[href*="${paths.publicCredential('')}"]`)
      .first()
      .getAttribute('href')
    const anybody = await (await openWindow(browser, url, { language, javaScriptEnabled: false })).newPage()
    await anybody.goto(new URL(publicPath ?? '', url).pathname)
    const shown = await textOf(anybody.locator('main'))
    expect(shown).toMatch(/MEIHE-WM-L2-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)
    expect(shown).not.toContain(engineer.phone)

    for (const context of browser.contexts()) await context.close()
  })
})

/** The name of a course as its authors wrote it. */
function titleOf(course: string, language: PageLanguage): string {
  const { titles } = JSON.parse(readFileSync(`content/courses/${course}/course.json`, 'utf8'))
  return titles[language === 'en' ? 'en' : 'zh']
}
