import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { paths } from '#app/paths.ts'
import type { PageLanguage } from './texts.ts'

export type WindowOptions = {
  readonly language: PageLanguage
  readonly javaScriptEnabled?: boolean
  readonly isPhone?: boolean
}

const withoutScripts = new WeakSet<BrowserContext>()

/** A browser window of its own, as of another person on another device. The language is the browser's. */
export async function openWindow(
  browser: Browser,
  baseURL: string,
  options: WindowOptions,
): Promise<BrowserContext> {
  const { language, javaScriptEnabled = true, isPhone = false } = options
  const context = await browser.newContext({
    baseURL,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled,
    reducedMotion: 'reduce',
    viewport: isPhone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
  })
  context.setDefaultTimeout(20_000)
  if (!javaScriptEnabled) withoutScripts.add(context)
  return context
}

/** Opens a window and signs in there by the button that the demonstration's sign-in page has for everybody. */
export async function windowOf(
  browser: Browser,
  baseURL: string,
  personCode: string,
  options: WindowOptions,
): Promise<Page> {
  const page = await (await openWindow(browser, baseURL, options)).newPage()
  await page.goto(paths.signIn())
  const form = formTo(page, paths.signInAsDemoPerson()).filter({
    has: page.locator(`input[name="code"][value="${personCode}"]`),
  })
  await leaving(page, () => form.getByRole('button').click())
  return page
}

/** Does something that leads to another page and waits until it is there. */
export async function leaving(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = page.url()
  await act()
  await page.waitForURL((url) => url.href !== before)
  await settled(page)
}

/** Waits until the page's own scripts have taken over, where it has any: what is clicked earlier would be done by a plain form. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  if (withoutScripts.has(page.context())) return
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    // The search's own script is on pages without any other, and takes nothing over.
    const hasScripts = document.querySelector('script[type="module"]:not([src])') !== null
    return !hasScripts || (main !== null && Object.keys(main).some((key) => key.startsWith('__react')))
  })
}

/** The form that sends to an address. */
export function formTo(page: Page, action: string): Locator {
  return page.locator(`form[action="${action}"], form[action^="${action}?"]`)
}

/** What a person sees first: the line that answers the page's question. */
export async function headingOf(page: Page): Promise<string> {
  return textOf(page.locator('h1').first())
}

/** The text of an element, or nothing. */
export async function textOf(place: Locator): Promise<string> {
  return ((await place.textContent()) ?? '').trim()
}
