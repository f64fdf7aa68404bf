import { verifyBadgeFile } from './verify-badge-file.server.ts'

verifyBadgeFile(
  process.argv.slice(2),
  {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  },
  () => new Date().toISOString(),
).then((exitCode) => {
  process.exitCode = exitCode
})
