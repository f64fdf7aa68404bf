import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { ensureChromium } from '../../scripts/find-chromium.mjs'

/** Quiet and self-contained: no update, no call home, no sandbox since tests may run as root. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium without a window; installs it first where that is possible, and says in one line what to do where it is not. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: flags, ...options })
}
