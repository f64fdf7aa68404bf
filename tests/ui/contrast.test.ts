import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync('app/styles/tokens.css', 'utf8')
const stated = tokensIn(/:root \{([^}]*)\}/)
const light = shadeOf(0)
const dark = shadeOf(1)

const grounds = ['paper', 'surface', 'sunken'] as const
/** What is read, on what it stands: WCAG AA asks 4.5 to 1. */
const read: readonly (readonly [ink: string, ground: string])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'allow', 'warn', 'super', 'deny'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  ),
  ['accent-ink', 'accent'],
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft'],
  ...['allow', 'warn', 'super', 'deny'].flatMap(
    (tone) =>
      [
        [tone, `${tone}-soft`],
        ['ink', `${tone}-soft`],
        ['ink-2', `${tone}-soft`],
      ] as const,
  ),
]
/** What shows where a control begins, or that it has the focus: 3 to 1. */
const seen: readonly (readonly [line: string, ground: string])[] = [
  ...grounds.map((ground) => ['line-strong', ground] as const),
  ...grounds.map((ground) => ['focus', ground] as const),
]

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('in %s', (_theme, tokens) => {
  test.each(read)('%s can be read on %s', (ink, ground) => {
    expect(contrast(colour(tokens, ink), colour(tokens, ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(seen)('%s can be seen on %s', (line, ground) => {
    expect(contrast(colour(tokens, line), colour(tokens, ground))).toBeGreaterThanOrEqual(3)
  })

  test('the rungs grow deeper step by step', () => {
    const steps = [1, 2, 3, 4].map((level) =>
      contrast(colour(tokens, `rung-${level}`), colour(tokens, 'surface')),
    )
    expect([...steps].sort((one, other) => one - other)).toEqual(steps)
  })
})

test('every colour is stated once, for light and for dark', () => {
  const screen = css.slice(0, css.indexOf('@media print'))
  const names = [...screen.matchAll(/(--[\w-]+):/g)]
    .map(([, name]) => name)
    .filter((name) => name !== '--on-light' && name !== '--on-dark')
  expect(names.length).toBeGreaterThan(30)
  expect(new Set(names).size).toBe(names.length)
  const plain = Object.entries(stated).filter(([, value]) => /^#|^rgb/.test(value))
  expect(plain).toEqual([])
})

type Tokens = Readonly<Record<string, string>>

function tokensIn(block: RegExp): Tokens {
  const text = block.exec(css)?.[1]
  if (!text) throw new Error(`tokens.css has no block ${block}`)
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
      name as string,
      (value as string).trim(),
    ]),
  )
}

/** The tokens of light (0) or dark (1). */
function shadeOf(place: 0 | 1): Tokens {
  return Object.fromEntries(
    Object.entries(stated).map(([name, value]) => {
      const shades = /^var\(--on-light, (#\w+)\) var\(--on-dark, (#\w+)\)$/.exec(value)
      return [name, shades?.[place + 1] ?? value]
    }),
  )
}

function colour(tokens: Tokens, name: string): string {
  const value = tokens[name]
  if (!value || !/^#[0-9a-f]{6}$/i.test(value))
    throw new Error(`--${name} is no colour of six digits: ${value}`)
  return value
}

/** The ratio of WCAG 2: relative luminances with a little added light. */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
