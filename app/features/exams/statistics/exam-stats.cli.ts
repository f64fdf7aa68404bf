import { writeExamStatistics } from './exam-stats-command.server.ts'

process.exitCode = await writeExamStatistics(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (line) => process.stderr.write(`${line}\n`),
})
