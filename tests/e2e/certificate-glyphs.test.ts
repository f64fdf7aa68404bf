import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CertificateOrder } from '#app/features/certificates/certificate-order.ts'
import { drawCertificate, nameBox, qrBox } from '#app/features/certificates/draw-certificate.ts'
import { orderOf } from '#app/features/certificates/read-certificate.server.ts'
import { findBadgeFacts } from '#app/features/credentials/index.server.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { credentialOf } from '../features/badges/badge-scene.ts'

/**
 * Looks at a certificate as pixels, rendered by PDF.js, since text that can be read out of a PDF says nothing of what is drawn: a subset that lost its outlines still
 * reads right. The judge of what a letter looks like is Chromium, which draws it from the font itself.
 */
const require = createRequire(import.meta.url)
const scale = 3
const name = '王骉䶮喆'
const judges = [
  'noto-sans-sc/700Bold/NotoSansSC',
  'noto-sans/700Bold/NotoSans',
  'noto-sans-thai/700Bold/NotoSansThai',
  'nanum-gothic/700Bold/NanumGothic',
  'noto-sans-arabic/700Bold/NotoSansArabic',
] as const

let browser: Browser
let page: Page
let order: CertificateOrder

beforeAll(async () => {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const { publicSlug } = await credentialOf(ctx, 'E-1001', 'AC-L3')
  const facts = await findBadgeFacts(ctx.db, publicSlug)
  if (!facts) throw new Error('There is no credential to draw')
  order = orderOf(ctx, facts, { name, nameLatin: 'Wang Biao' })
  await ctx.db.destroy()
  browser = await launchChromium()
  page = await browser.newPage()
  const files: Record<string, { path: string; type: string }> = {
    '/pdf.mjs': { path: require.resolve('pdfjs-dist/legacy/build/pdf.mjs'), type: 'text/javascript' },
    '/pdf.worker.mjs': {
      path: require.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs'),
      type: 'text/javascript',
    },
    ...Object.fromEntries(
      judges.map((font) => [
        `/${font}.ttf`,
        { path: require.resolve(`@expo-google-fonts/${font}_700Bold.ttf`), type: 'font/ttf' },
      ]),
    ),
  }
  await page.route('http://certificate.test/**', (route) => {
    const file = files[new URL(route.request().url()).pathname]
    return file
      ? route.fulfill({ body: readFileSync(file.path), contentType: file.type })
      : route.fulfill({ body: '<!doctype html><title>x</title>', contentType: 'text/html' })
  })
  await page.goto('http://certificate.test/')
  // The runner rewrites `import` in functions of this file, so the page imports by itself.
  const content =
    "import * as pdfjs from '/pdf.mjs'; window.pdfjs = pdfjs; window.dispatchEvent(new Event('there'))"
  const there = page.evaluate(() =>
    new Promise((resolve) => window.addEventListener('there', resolve)).then(() => null),
  )
  await page.addScriptTag({ type: 'module', content })
  await there
})

afterAll(() => browser?.close())

type Picture = { width: number; height: number; dark: boolean[] }

/** How far the first font rises above its line, in its sizes. */
const ascender = 1.16
/** Pixels by which the line of the name lies under a whole pixel. A browser sets its letters on whole ones, and every edge would differ. */
const belowPixel = ((nameBox.y + ascender * nameBox.size) * scale) % 1

/** Renders the first page of a PDF at three pixels a point, as dark and light; moved up so that the line of the name lies on a whole pixel. */
async function render(pdf: Uint8Array): Promise<Picture> {
  const { width, height, bits } = await page.evaluate(
    async ({ base64, scale: factor, offsetY }) => {
      const { pdfjs } = window as unknown as { pdfjs: typeof import('pdfjs-dist') }
      pdfjs.GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs'
      const data = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const file = await pdfjs.getDocument({ data, useSystemFonts: false }).promise
      if (file.numPages !== 1) throw new Error(`The certificate has ${file.numPages} pages`)
      const shown = await file.getPage(1)
      const viewport = shown.getViewport({ scale: factor, offsetY })
      const canvas = document.createElement('canvas')
      canvas.width = viewport.width
      canvas.height = viewport.height
      const canvasContext = canvas.getContext('2d') as CanvasRenderingContext2D
      await shown.render({ canvas, canvasContext, viewport }).promise
      const { data: pixels } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
      let text = ''
      for (let at = 0; at < pixels.length; at += 4) text += (pixels[at] as number) < 128 ? '1' : '0'
      return { width: canvas.width, height: canvas.height, bits: text }
    },
    { base64: Buffer.from(pdf).toString('base64'), scale, offsetY: -belowPixel },
  )
  return { width, height, dark: [...bits].map((bit) => bit === '1') }
}

/** One letter as Chromium draws it from the font, in a square of the size it has on the certificate. */
async function letterOf(letter: string): Promise<boolean[]> {
  const bits = await page.evaluate(
    async ({ letter: drawn, side, font }) => {
      const face = new FontFace('Judge', `url(/${font}.ttf)`)
      document.fonts.add(await face.load())
      const canvas = document.createElement('canvas')
      canvas.width = side
      canvas.height = side
      const context = canvas.getContext('2d') as CanvasRenderingContext2D
      context.fillStyle = '#fff'
      context.fillRect(0, 0, side, side)
      context.fillStyle = '#000'
      context.font = `${side}px Judge`
      context.fillText(drawn, 0, side * 0.88)
      const { data: pixels } = context.getImageData(0, 0, side, side)
      let text = ''
      for (let at = 0; at < pixels.length; at += 4) text += (pixels[at] as number) < 128 ? '1' : '0'
      return text
    },
    { letter, side, font: judges[0] },
  )
  return [...bits].map((bit) => bit === '1')
}

const side = nameBox.size * scale

/** The letter at a place of the name, cut out of the page; `down` moves the window by so many pixels. */
function cut({ width, dark }: Picture, place: number, down: number): boolean[] {
  const left = Math.round(nameBox.x * scale) + place * side
  const top = Math.round(nameBox.y * scale) + down
  return Array.from(
    { length: side * side },
    (_, at) => dark[(top + Math.floor(at / side)) * width + left + (at % side)] === true,
  )
}

/** How much of the ink of two pictures is on the same places: 1 for the same, 0 for nothing in common. */
function likeness(one: readonly boolean[], other: readonly boolean[]): number {
  const both = one.filter((dark, at) => dark && other[at]).length
  const either = one.filter((dark, at) => dark || other[at]).length
  return either === 0 ? 0 : both / either
}

describe('the certificate as it is seen', () => {
  let picture: Picture

  beforeAll(async () => {
    const drawn = await drawCertificate(order)
    if (!('pdf' in drawn)) throw new Error(JSON.stringify(drawn))
    picture = await render(drawn.pdf)
  })

  test('each letter of the name looks as the font has it, and like no other letter of it', async () => {
    const judged = await Promise.all([...name].map(letterOf))
    const windows = Array.from({ length: side }, (_, at) => at - side / 4).map(Math.round)
    for (const [place, letter] of [...name].entries()) {
      const best = judged.map((one) =>
        Math.max(...windows.map((down) => likeness(cut(picture, place, down), one))),
      )
      const own = best[place] ?? 0
      expect(own, letter).toBeGreaterThan(0.8)
      for (const [at, other] of best.entries())
        if (at !== place) expect(other, letter).toBeLessThan(own - 0.2)
    }
  })

  test('the code in the corner is the address of the public page, module by module', () => {
    const module = (qrBox.side * scale) / order.qr.size
    const seen: number[] = []
    for (let at = 0; at < order.qr.size ** 2; at += 1) {
      const [column, row] = [at % order.qr.size, Math.floor(at / order.qr.size)]
      const x = Math.round(qrBox.x * scale + (column + 0.5) * module)
      const y = Math.round(qrBox.y * scale + (row + 0.5) * module)
      if (picture.dark[y * picture.width + x]) seen.push(at)
    }
    expect(seen).toEqual([...order.qr.dark])
  })
})

/** A whole name as Chromium sets it, word by word from left to right as they are seen, in a strip as wide as the page and as high as the name's place. */
async function lineOf(words: readonly Word[], width: number): Promise<boolean[]> {
  const bits = await page.evaluate(
    async ({ set, lineWidth, height, x, size }) => {
      const canvas = document.createElement('canvas')
      canvas.width = lineWidth
      canvas.height = height
      const context = canvas.getContext('2d') as CanvasRenderingContext2D
      context.fillStyle = '#fff'
      context.fillRect(0, 0, lineWidth, height)
      context.fillStyle = '#000'
      const use = async (font: string) => {
        const family = font.replace(/\W/g, '')
        document.fonts.add(await new FontFace(family, `url(/${font}.ttf)`).load())
        context.font = `${size}px ${family}`
      }
      await use(set.space)
      const { width: space } = context.measureText(' ')
      let left = x
      for (const [font, word] of set.words) {
        await use(font)
        context.fillText(word, left, Math.round(size * 1.5))
        left += context.measureText(word).width + space
      }
      const { data: pixels } = context.getImageData(0, 0, lineWidth, height)
      let text = ''
      for (let at = 0; at < pixels.length; at += 4) text += (pixels[at] as number) < 128 ? '1' : '0'
      return text
    },
    {
      set: { words: words.map(([font, word]) => [font, word] as const), space: judges[0] },
      lineWidth: width,
      height: lineHeight,
      x: Math.round(nameBox.x * scale),
      size: side,
    },
  )
  return [...bits].map((bit) => bit === '1')
}

type Word = readonly [font: (typeof judges)[number], word: string]

const lineHeight = side * 2

/** How like a strip of the page is to a line, wherever the line stands in it within a few pixels. */
function bestLikeness({ width, dark }: Picture, line: readonly boolean[]): number {
  const top = Math.round(nameBox.y * scale) - Math.round(side / 3)
  const places = line.flatMap((isDark, at) => (isDark ? [at] : []))
  // The frame of the page is no part of the name.
  const isInside = (x: number) => x > 40 * scale && x < width - 40 * scale
  let best = 0
  for (let down = -Math.round(side / 2); down <= side / 2; down += 1)
    for (let right = -3; right <= 3; right += 1) {
      const both = places.filter((at) => dark[(top + down) * width + at + right]).length
      if (both <= best * places.length) continue
      const from = (top + down) * width
      let ink = 0
      for (let at = from; at < from + line.length; at += 1) if (dark[at] && isInside(at % width)) ink += 1
      best = Math.max(best, both / (places.length + ink - both))
    }
  return best
}

const [sc, sans, thai, korean, arabic] = judges

/** A name, and its words from left to right as they are seen, each with the font it is to be drawn in. */
const names: [string, string, Word[]][] = [
  [
    'Vietnamese',
    'Nguyễn Thị Ánh',
    [
      [sc, 'Nguyễn'],
      [sc, 'Thị'],
      [sc, 'Ánh'],
    ],
  ],
  [
    'Turkish',
    'Şükrü İpek',
    [
      [sans, 'Şükrü'],
      [sans, 'İpek'],
    ],
  ],
  [
    'Polish',
    'Łukasz Żółć',
    [
      [sans, 'Łukasz'],
      [sans, 'Żółć'],
    ],
  ],
  [
    'Cyrillic',
    'Дмитрий Ґудзь',
    [
      [sans, 'Дмитрий'],
      [sans, 'Ґудзь'],
    ],
  ],
  ['Kazakh', 'Әбілқайыр', [[sans, 'Әбілқайыр']]],
  [
    'Greek',
    'Γιώργος Παππάς',
    [
      [sans, 'Γιώργος'],
      [sans, 'Παππάς'],
    ],
  ],
  [
    'Thai',
    'สมชาย น้ำทิพย์ ปิ่น',
    [
      [thai, 'สมชาย'],
      [thai, 'น้ำทิพย์'],
      [thai, 'ปิ่น'],
    ],
  ],
  [
    'Thai, with a tone over am',
    'น้ำ กำ',
    [
      [thai, 'น้ำ'],
      [thai, 'กำ'],
    ],
  ],
  [
    'Korean',
    '김민준 뷁',
    [
      [korean, '김민준'],
      [korean, '뷁'],
    ],
  ],
  [
    'Japanese',
    '髙橋 さとうガッツ',
    [
      [sc, '髙橋'],
      [sc, 'さとうガッツ'],
    ],
  ],
  ['traditional Chinese', '陳龍寶黃國強', [[sc, '陳龍寶黃國強']]],
  [
    'Arabic',
    'محمد العربي',
    [
      [arabic, 'العربي'],
      [arabic, 'محمد'],
    ],
  ],
  [
    'Uyghur',
    'ئابدۇرېھىم ئۇيغۇر',
    [
      [arabic, 'ئۇيغۇر'],
      [arabic, 'ئابدۇرېھىم'],
    ],
  ],
  [
    'Devanagari',
    'राजेश श्रीकृष्ण',
    [
      [sans, 'राजेश'],
      [sans, 'श्रीकृष्ण'],
    ],
  ],
  [
    'several',
    '김민준 Łukasz 王',
    [
      [korean, '김민준'],
      [sans, 'Łukasz'],
      [sc, '王'],
    ],
  ],
]

describe('a name is seen as a browser sets it', () => {
  test.each(names)('in %s: %s', async (_, holder, words) => {
    const drawn = await drawCertificate({ ...order, holder, holderLatin: null })
    if (!('pdf' in drawn)) throw new Error(JSON.stringify(drawn))
    const picture = await render(drawn.pdf)
    expect(bestLikeness(picture, await lineOf(words, picture.width))).toBeGreaterThan(0.94)
    // Its words in another order, or its letters, are another name.
    const wrong =
      words.length > 1
        ? words.toReversed()
        : words.map(([font, word]) => [font, [...word].reverse().join('')] as const)
    expect(bestLikeness(picture, await lineOf(wrong, picture.width))).toBeLessThan(0.8)
  })

  test('a long name whole, and smaller', async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff Łukasz'
    const drawn = await drawCertificate({ ...order, holder: long })
    if (!('pdf' in drawn)) throw new Error(JSON.stringify(drawn))
    const { width, dark } = await render(drawn.pdf)
    const top = Math.round(nameBox.y * scale)
    const rows = Array.from({ length: side }, (_, row) => (top + row) * width)
    const inked = (from: number, to: number) =>
      rows.some((row) => dark.slice(row + Math.round(from), row + Math.round(to)).some(Boolean))
    const right = width - nameBox.x * scale
    expect(inked(right - side, right)).toBe(true)
    expect(inked(right + 2, width - 30 * scale)).toBe(false)
  })
})

test('a certificate without its name is told from one with it: the test can fail', async () => {
  const drawn = await drawCertificate({ ...order, holder: ' ' })
  if (!('pdf' in drawn)) throw new Error(JSON.stringify(drawn))
  const empty = await render(drawn.pdf)
  expect(cut(empty, 0, 0).some(Boolean)).toBe(false)
})
