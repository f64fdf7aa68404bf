/** A person's name for those who may not see it: the first letter or character and a star. Works for any script. */
export function maskName(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim())
  return first === undefined ? '*' : `${first.segment}*`
}
