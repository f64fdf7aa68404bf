/** Letters of a text that one font draws. `font` is its place in the list of fonts. */
export type FontRun = { readonly text: string; readonly font: number }

/** What is asked of a font before anything is drawn. */
export type LetterFont = {
  readonly has: (codePoint: number) => boolean
  /** Whether it says where accents stand on the letters before them; one that does not would put them beside. */
  readonly placesMarks: boolean
}

export type ChosenFonts =
  | {
      /** In the order in which they stand on the page, from left to right. */
      readonly runs: readonly FontRun[]
      readonly isRightToLeft: boolean
    }
  /** Letters that no font has. */
  | { readonly missing: readonly string[] }
  /** Scripts (ISO 15924) whose letters run against those beside them: the order would not be sure. */
  | { readonly mixed: readonly string[] }

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Scripts that people's names here are written in; the letters of one script of a text look alike where one font has them all. */
const scripts = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
  'Thai',
  'Arabic',
  'Devanagari',
].map((name) => ({ name, letter: new RegExp(`^\\p{Script=${name}}`, 'u') }))

/** Letters that run from right to left, by the blocks that Unicode keeps for them. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** A text that one can set from right to left word by word: letters and marks of Arabic, and signs that look the same from both sides. Digits run the other way. */
const arabicAlone = /^(?:(?!\p{Nd})[\p{Script=Arabic}\p{Script=Inherited}\s'’.·-])+$/u
/** Signs that turn letters around and are not seen: nothing draws them. */
const turning = /\p{Bidi_Control}/u

/**
 * Which font draws which letters of a text. Fonts are asked in their order; the first draws spaces. Letters of one script go to the first font that has all of them, so that a
 * name is not set in two faces, and letter by letter only where none has.
 */
export function chooseFonts(text: string, fonts: readonly LetterFont[]): ChosenFonts {
  const clusters = [...graphemes.segment(text)].map(({ segment }) => written(segment))
  const canDraw = (cluster: string, font: LetterFont | undefined) =>
    font !== undefined &&
    !turning.test(cluster) &&
    (font.placesMarks || !/\p{M}/u.test(cluster)) &&
    [...cluster].every((letter) => font.has(letter.codePointAt(0) ?? 0))
  const letters = clusters.filter((cluster) => !isSpace(cluster))
  const missing = letters.filter((cluster) => !fonts.some((font) => canDraw(cluster, font)))
  if (missing.length > 0) return { missing: [...new Set(missing)] }
  const isRightToLeft = rightToLeft.test(text)
  if (isRightToLeft && !arabicAlone.test(text)) return { mixed: ['Arab'] }

  const fontOf = new Map<string, number>()
  for (const { name, letter } of scripts) {
    const own = letters.filter((cluster) => letter.test(cluster))
    const font = fonts.findIndex((one) => own.every((cluster) => canDraw(cluster, one)))
    if (own.length > 0 && font >= 0) fontOf.set(name, font)
  }
  const runs: { text: string; font: number }[] = []
  for (const cluster of clusters) {
    const last = runs.at(-1)
    const script = scripts.find(({ letter }) => letter.test(cluster))?.name
    let font = script === undefined ? undefined : fontOf.get(script)
    // Signs of no script, such as a hyphen, look like the letters before them.
    if (font === undefined && script === undefined && last && canDraw(cluster, fonts[last.font]))
      font = last.font
    font ??= fonts.findIndex((one) => canDraw(cluster, one))
    if (isSpace(cluster)) font = 0
    if (last?.font === font && isSpace(last.text) === isSpace(cluster)) last.text += cluster
    else runs.push({ text: cluster, font })
  }
  return { runs: isRightToLeft ? runs.reverse() : runs, isRightToLeft }
}

function isSpace(text: string): boolean {
  return /^\s*$/u.test(text)
}

/**
 * A letter as fonts expect it. Accents are joined to their letters where there is a letter for both. The Thai vowel am is a ring above and an a after: a tone stands on the ring, which
 * writers of PDF leave to whoever gives them the text.
 */
function written(cluster: string): string {
  const joined = cluster.length > 1 ? cluster.normalize('NFC') : cluster
  return joined.replace(/([\u0e47-\u0e4e]+)\u0e33/u, '\u0e4d$1\u0e32')
}
