import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countTests } from './count-tests.mjs'
import { ensureChromium } from './find-chromium.mjs'
import { ensureBuild, ensureDatabaseDriver, root, stop } from './prepare.mjs'

/**
 * `npm test`: every suite, browser journeys included, against a fresh build. `npm test -- tests/http` runs a part. The last line is
 * `N passed, N failed`; a test that was skipped, a file that could not be loaded and a fault outside of any test count as failed.
 */
process.chdir(root)
ensureDatabaseDriver()
await ensureBuild()
try {
  process.env.CHROMIUM_PATH = ensureChromium()
} catch (failure) {
  stop(failure.message)
}

const asked = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'tiergate-tests-'))
const total = { passed: 0, failed: 0 }
// Journeys in the browser run by themselves and one after the other: they wait for what a person would see.
for (const suites of [
  ['--project', '!e2e'],
  ['--project', 'e2e', '--no-file-parallelism'],
]) {
  const report = join(reports, `${total.passed + total.failed}-${suites.length}.json`)
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...suites,
      ...asked,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const counted = countTests(readReport(report), status ?? 1)
  total.passed += counted.passed
  total.failed += counted.failed
  for (const line of counted.notes) console.log(line)
}
rmSync(reports, { recursive: true, force: true })

const isGood = total.failed === 0 && total.passed > 0
process.exitCode = isGood ? 0 : 1
console.log(`${total.passed} passed, ${total.failed} failed`)

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
