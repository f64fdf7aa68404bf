import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { settled } from '#tests/e2e/windows.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { complaintsOf, type Look, openLook, overflowOf } from '#tests/support/pages-looked-at.ts'
import { startServer } from '#tests/support/server.ts'
import { contactSheet, type Picture } from './contact-sheet.ts'
import { isMeant, readScreenshotOptions } from './screenshot-options.ts'
import { findSubjects, type NamedPage } from './screenshot-subjects.ts'

const folder = resolve('screenshots')

/** Draws every page for everybody who sees it in every look, from the built server, and says what is wrong. */
async function takeScreenshots(args: readonly string[]): Promise<number> {
  const { roles, pages, looks } = readScreenshotOptions(args)
  const server = await startServer()
  const browser = await launchChromium()
  const pictures: Picture[] = []
  try {
    const { subjects, missing } = await findSubjects(browser, server.url)
    const meant = subjects
      .filter(({ name }) => isMeant(name, roles))
      .map((subject) => ({ ...subject, pages: subject.pages.filter(({ name }) => isMeant(name, pages)) }))
    rmSync(folder, { recursive: true, force: true })
    for (const subject of meant)
      for (const look of looks) {
        const context = await openLook(browser, server.url, look, subject.cookie)
        for (const page of subject.pages)
          pictures.push(await takeOne(context, server.url, subject.name, page, look))
        await context.close()
      }
    for (const name of missing) console.warn(`No way is known to ${name}.`)
  } finally {
    await browser.close()
    await server.stop()
  }

  if (pictures.length === 0) {
    console.error('No page has such a name; `--role` and `--page` take the names of folders and pictures.')
    return 1
  }
  writeFileSync(join(folder, 'index.html'), contactSheet(pictures))
  const faulty = pictures.filter(({ faults }) => faults.length > 0)
  for (const { file, faults } of faulty) console.error(`${file}: ${faults.join('; ')}`)
  console.log(
    `${pictures.length} pictures in screenshots/index.html, ${faulty.length || 'none'} with something wrong.`,
  )
  return faulty.length > 0 ? 1 : 0
}

async function takeOne(
  context: BrowserContext,
  url: string,
  subject: string,
  { name, path }: NamedPage,
  look: Look,
): Promise<Picture> {
  const page = await context.newPage()
  const faults = complaintsOf(page)
  const response = await page.goto(`${url}${path}`)
  await settled(page)
  const status = response?.status() ?? 0
  if (status >= 400 && name !== 'public-not-found') faults.push(`answers ${status}`)
  const overflow = await overflowOf(page)
  if (overflow > 0) faults.push(`${overflow} px wider than the window`)
  const file = `${subject}/${name}-${look.width}-${look.theme}-${look.language}.png`
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  // The window is made as high as the page, so that a bar at its foot does not cover the middle of the picture.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({
    width: look.width,
    height: Math.max(height, page.viewportSize()?.height ?? 0),
  })
  await page.screenshot({ path: join(folder, file), fullPage: true })
  await page.close()
  return { subject, page: name, file, look: `${look.width} ${look.theme} ${look.language}`, faults }
}

process.exitCode = await takeScreenshots(process.argv.slice(2))
