import { expect, test } from 'vitest'
import { totalsOf } from '#app/domain/exam/statistics/response-table.ts'
import { compareLanguages, countLanguages } from '#app/features/exams/statistics/language-comparison.ts'
import { tableOf } from '#tests/domain/exam/statistics/tables.ts'

const people = (chinese: number, english: number) => [
  ...new Array<string>(chinese).fill('zh-CN'),
  ...new Array<string>(english).fill('en'),
]

test.each([
  [400, 49, false, true],
  [50, 50, true, true],
  [300, 199, true, true],
  [300, 200, true, false],
] as const)('%d in Chinese, %d in English', (chinese, english, isEnough, isSmallSample) => {
  expect(countLanguages(people(chinese, english))).toMatchObject({
    chinese,
    english,
    isEnough,
    isSmallSample,
  })
})

test('an item that is harder in English has a negative delta; people whose form did not hold it do not count', () => {
  // Two anchors make three scores; of those with one anchor right, the item is right for most in Chinese and few in English.
  const languages = people(120, 120)
  const points = languages.map((language, person) => {
    const isRight = language === 'en' ? person % 4 === 0 : person % 4 !== 0
    return [person % 10 === 9 ? null : isRight ? 1 : 0, 1, Math.floor(person / 4) % 2]
  })
  const table = tableOf(points)
  const { value } = compareLanguages(table, 0, totalsOf(table), languages)
  expect(value?.delta).toBeLessThan(0)
  expect([value?.reference, value?.focal]).toEqual([108, 108])
})
