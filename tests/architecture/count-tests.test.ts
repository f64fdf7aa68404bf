import { expect, test } from 'vitest'
import { countTests } from '../../scripts/count-tests.mjs'

const file = (...statuses: string[]) => ({
  name: 'some.test.ts',
  assertionResults: statuses.map((status) => ({ status, fullName: `a ${status} test` })),
})

test('passed and failed tests are counted as they are', () => {
  expect(countTests({ testResults: [file('passed', 'passed'), file('failed', 'passed')] }, 1)).toEqual({
    passed: 3,
    failed: 1,
    notes: [],
  })
})

test.each(['skipped', 'pending', 'todo', 'disabled'])('a %s test counts as failed, by name', (status) => {
  const { passed, failed, notes } = countTests({ testResults: [file('passed', status)] }, 0)
  expect({ passed, failed }).toEqual({ passed: 1, failed: 1 })
  expect(notes).toEqual([`Not run, which counts as failed: a ${status} test`])
})

test('a file without a single test counts as failed', () => {
  expect(countTests({ testResults: [file('passed'), file()] }, 1)).toMatchObject({ passed: 1, failed: 1 })
})

test('a fault outside of any test counts as failed', () => {
  expect(countTests({ testResults: [file('passed')] }, 1)).toMatchObject({ passed: 1, failed: 1 })
})

test('a run without a report counts as failed unless there was nothing to run', () => {
  expect(countTests(null, 1)).toMatchObject({ passed: 0, failed: 1 })
  expect(countTests(null, 0)).toMatchObject({ passed: 0, failed: 0 })
})
