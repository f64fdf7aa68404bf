import { expect, test } from 'vitest'
import { chooseFonts, type LetterFont } from '#app/features/certificates/choose-fonts.ts'

const font = (letters: RegExp, placesMarks = true): LetterFont => ({
  placesMarks,
  has: (codePoint) => letters.test(String.fromCodePoint(codePoint)),
})

/** As the certificate has them: the first with Chinese and plain Latin, which places no accents. */
const chinese = font(/^(?!𠮷)(?:[\p{Script=Han}\p{Script=Hiragana}A-Za-zàáèéễ·. -]|\u0301)$/u, false)
const european = font(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Devanagari}\p{M}\-. ]/u)
const thai = font(/[\p{Script=Thai} ]/u)
const korean = font(/[\p{Script=Hangul}]/u, false)
const arabic = font(/[\p{Script=Arabic}\p{M}\- ]/u)
const fonts = [chinese, european, thai, korean, arabic]

function runs(text: string): string[] {
  const chosen = chooseFonts(text, fonts)
  return 'runs' in chosen ? chosen.runs.map(({ text: run, font: place }) => `${place}:${run}`) : []
}

test('what the first font has, it draws', () => {
  expect(runs('王强')).toEqual(['0:王强'])
  expect(runs('Nguyễn')).toEqual(['0:Nguyễn'])
  expect(runs('')).toEqual([])
})

test('one letter that it lacks moves all letters of the script, also those of other words; spaces stay', () => {
  expect(runs('Jan Łukasz 王')).toEqual(['1:Jan', '0: ', '1:Łukasz', '0: ', '0:王'])
  expect(runs('김민준 王')).toEqual(['3:김민준', '0: ', '0:王'])
})

test('signs of no script go with the letters before them', () => {
  expect(runs('Łucja-Maria')).toEqual(['1:Łucja-Maria'])
  expect(runs('买买提·艾力')).toEqual(['0:买买提·艾力'])
})

test('where no font has all letters of a script, each letter goes to one that has it', () => {
  const half = [font(/[ab]/u), font(/[bc]/u)]
  expect(chooseFonts('abcb', half)).toEqual({
    runs: [
      { text: 'ab', font: 0 },
      { text: 'c', font: 1 },
      { text: 'b', font: 0 },
    ],
    isRightToLeft: false,
  })
})

test('an accent is joined to its letter; one that cannot be goes to a font that places it', () => {
  expect(runs('e\u0301')).toEqual(['0:é'])
  expect(runs('h\u0301')).toEqual(['1:h\u0301'])
  expect(runs('\u1112\u1161\u11ab')).toEqual(['3:한'])
})

test('the Thai vowel am is taken apart under a tone, as it is seen', () => {
  expect(runs('น้ำ')).toEqual(['2:น\u0e4d้า'])
  expect(runs('กำ')).toEqual(['2:กำ'])
})

test('Arabic by itself is set from right to left, word by word', () => {
  expect(chooseFonts('محمد العربي', fonts)).toEqual({
    runs: [
      { text: 'العربي', font: 4 },
      { text: ' ', font: 0 },
      { text: 'محمد', font: 4 },
    ],
    isRightToLeft: true,
  })
})

test.each(['محمد Ali', 'محمد 王', 'محمد 12', 'محمد ١٢', 'محمد (علي)'])(
  '%s is refused by its script: which way it goes is not sure',
  (name) => {
    const all = [font(/./u)]
    expect(chooseFonts(name, all)).toEqual({ mixed: ['Arab'] })
  },
)

test('letters that no font has are named, each once, as one sees them', () => {
  expect(chooseFonts('王𠮷𠮷か゚', fonts)).toEqual({ missing: ['𠮷', 'か゚'] })
  expect(chooseFonts('דוד', fonts)).toEqual({ missing: ['ד', 'ו'] })
})

test('signs that turn letters around are drawn by no font', () => {
  expect(chooseFonts('Ab\u202ecd', [font(/./u)])).toEqual({ missing: ['\u202e'] })
})
