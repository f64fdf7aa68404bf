import { deriveStatusFile } from './derive-status-file.server.ts'

deriveStatusFile(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}).then((exitCode) => {
  process.exitCode = exitCode
})
