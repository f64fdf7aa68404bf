import { parseArgs } from 'node:util'
import { benchCertificates } from './certificate-bench.ts'
import { benchExams } from './exam-bench.ts'
import { benchGate } from './gate-bench.ts'
import { lineOf, type Measured } from './measure.ts'
import { benchPages } from './page-bench.ts'
import { benchRegister } from './register-bench.ts'
import { benchStats } from './stats-bench.ts'

/**
 * `npm run bench`: all benchmarks, or with `--only TEXT` those whose name contains the text. `--seconds` of a run (10), `--runs` of which the
 * median counts (3); `--candidates` who sit an exam at once (2000), `--credentials` in the register (1000000). Lines for people go to standard error; with `--json` the results go to standard output.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '10' },
    runs: { type: 'string', default: '3' },
    candidates: { type: 'string', default: '2000' },
    credentials: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const runs = Number(values.runs)
const candidates = Number(values.candidates)
const credentials = Number(values.credentials)
if (!(seconds > 0) || !(runs >= 1) || !(candidates >= 1) || !(credentials >= 1)) {
  console.error(
    'Usage: npm run bench -- [--only TEXT] [--seconds 10] [--runs 3] [--candidates 2000] [--credentials 1000000] [--json]',
  )
  process.exit(2)
}

const results: Measured[] = []
const report = (one: Measured) => {
  results.push(one)
  console.error(lineOf(one))
}
const options = { seconds, runs, candidates, credentials, only: values.only, report }
await benchGate(options)
await benchStats(options)
await benchCertificates(options)
await benchPages(options)
await benchExams(options)
await benchRegister(options)
if (values.json) console.log(JSON.stringify({ node: process.version, seconds, runs, results }, null, 2))
process.exitCode = results.some(({ errors }) => errors > 0) ? 1 : 0
