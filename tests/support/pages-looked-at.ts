import axe from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export type Look = {
  readonly language: 'en' | 'zh-CN'
  readonly theme: 'light' | 'dark'
  readonly width: 360 | 1280
}

/** A violation of WCAG or of axe's own advice, with where it is. */
export type Violation = {
  readonly rule: string
  readonly impact: string
  readonly help: string
  readonly where: readonly string[]
}

const heights = { 360: 740, 1280: 800 } as const

/** A browser window of a look, with the visitor's session. Times are told as in Shanghai. */
export async function openLook(
  browser: Browser,
  url: string,
  look: Look,
  cookie: string | null,
  more: Pick<BrowserContextOptions, 'javaScriptEnabled'> = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: heights[look.width] },
    colorScheme: look.theme,
    locale: look.language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    hasTouch: look.width === 360,
    isMobile: look.width === 360,
    ...more,
  })
  const cookies: { name: string; value: string; url: string }[] = [
    { name: 'language', value: look.language, url },
  ]
  const [name, value] = cookie?.split('=') ?? []
  if (name && value) cookies.push({ name, value, url })
  await context.addCookies(cookies)
  return context
}

/** What axe finds on the page by WCAG 2.2 A and AA. Runs outside of the page's own security policy. */
export async function violationsOf(page: Page): Promise<Violation[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await runner.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      resultTypes: ['violations'],
    })
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      help,
      where: nodes.map(
        ({ target, any }) => `${target.join(' ')}${any[0]?.message ? ` (${any[0].message})` : ''}`,
      ),
    }))
  })
  return found
}

/** By how many pixels the document is wider than the window; 0 where it fits. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  )
}

/** What went wrong in the page while it was open: errors, refused content, answers that failed. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()}: ${response.url()}`)
  })
  return complaints
}
