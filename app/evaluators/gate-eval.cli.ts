import { evaluateGateFile } from './evaluate-gate-file.server.ts'

evaluateGateFile(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => {
  process.exitCode = exitCode
})
