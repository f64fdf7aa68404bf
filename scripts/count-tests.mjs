/**
 * What a Vitest run really came to, from its JSON report and its exit status. `notes` are lines that say what was counted as failed
 * without a failing test of its own.
 */
export function countTests(report, status) {
  if (!report)
    return status === 0
      ? { passed: 0, failed: 0, notes: [] }
      : { passed: 0, failed: 1, notes: ['The tests could not be run'] }
  const notes = []
  let passed = 0
  let failed = 0
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1
      else failed += 1
      if (test.status !== 'passed' && test.status !== 'failed')
        notes.push(`Not run, which counts as failed: ${test.fullName}`)
    }
    if (file.assertionResults.length === 0) {
      failed += 1
      notes.push(`No test ran, which counts as failed: ${file.name}`)
    }
  }
  if (status !== 0 && failed === 0) {
    failed += 1
    notes.push('A fault outside of any test counts as failed')
  }
  return { passed, failed, notes }
}
