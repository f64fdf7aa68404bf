import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'headless_shell']
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
]

/** Where Chromium is: what CHROMIUM_PATH says, a Playwright download, the system's; null when there is none. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null
  const onPath = (env.PATH ?? '').split(':').filter(Boolean)
  const candidates = [
    ...playwrightDownloads(env),
    ...names.flatMap((name) => [...onPath, ...places].map((place) => join(place, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return candidates.find(isProgram) ?? null
}

/**
 * Finds Chromium or, on Debian as root, installs it with fonts for Chinese. Throws an Error whose message is the one line that says
 * what to do.
 */
export function ensureChromium(env = process.env) {
  const found = findChromium(env)
  if (found) return found
  if (env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH: found "${env.CHROMIUM_PATH}", expected the path of a Chromium program`)
  const isDebianAsRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (isDebianAsRoot) {
    console.error('Installing Chromium …')
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get', ['update', '-q'], quiet)
    spawnSync(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
      quiet,
    )
  }
  const installed = findChromium(env)
  if (installed) return installed
  throw new Error(
    'Chromium is missing: install it (Debian: apt-get install -y chromium fonts-noto-cjk) or set CHROMIUM_PATH to where it is',
  )
}

function playwrightDownloads(env) {
  const folders = [
    env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ].filter((folder) => folder && existsSync(folder))
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^chromium/.test(name))
      .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
      .flatMap((name) =>
        [
          'chrome-linux/chrome',
          'chrome-linux64/chrome',
          'chrome-linux/headless_shell',
          'chrome-headless-shell-linux64/chrome-headless-shell',
          'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
        ].map((program) => join(folder, name, program)),
      ),
  )
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
