import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { CertificateOrder, DrawnCertificate } from './certificate-order.ts'
import { type ChosenFonts, chooseFonts } from './choose-fonts.ts'

/** A font as the library holds it: whether it has a letter, and how far it rises above the line, in thousandths of its size. */
type OpenFont = {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean }
  readonly ascender: number
}

type Weight = 'regular' | 'bold'

/**
 * The fonts in the order in which they are asked. The first has Chinese, Japanese and plain Latin, and sets whatever it can; the others are opened where it lacks a letter. What a
 * font is to draw it was tried with, against how a browser draws it (`tests/e2e/certificate-glyphs.test.ts`).
 */
const families = [
  { name: 'noto-sans-sc', file: 'NotoSansSC', placesMarks: false },
  // Latin, Cyrillic and Greek with all their accents, and Devanagari.
  { name: 'noto-sans', file: 'NotoSans', placesMarks: true },
  { name: 'noto-sans-thai', file: 'NotoSansThai', placesMarks: true },
  { name: 'nanum-gothic', file: 'NanumGothic', placesMarks: false },
  { name: 'noto-sans-arabic', file: 'NotoSansArabic', placesMarks: true },
] as const
const weights = { regular: '400Regular', bold: '700Bold' } as const
const require = createRequire(import.meta.url)
const fonts = new Map<string, Buffer>()

const ink = '#1d2733'
const soft = '#55616e'
const rail = '#3a4452'
const off = '#d5dbe3'
const lit = ['#bcd9f5', '#7fb5e8', '#3f86cc', '#1b5a9c']

/** Of an A4 page in points. */
const page = { width: 595.28, margin: 56 }

/** Where the holder's name stands and how large it is; a test looks there. */
export const nameBox = { x: page.margin, y: 150, size: 34 }
/** Where the QR code stands, without its quiet zone. */
export const qrBox = { x: page.width - page.margin - 108, y: 640, side: 108 }

/**
 * Draws a certificate as PDF; or names the letters that no font has, or the scripts whose order would not be sure. A box in the place of a letter would be a false name, and so would
 * letters in the wrong order.
 */
export async function drawCertificate(order: CertificateOrder): Promise<DrawnCertificate> {
  const doc = new PDFDocument({
    size: 'A4',
    // Everything stands at its place; the library must not begin a second page by itself.
    margins: { top: page.margin, left: page.margin, right: page.margin, bottom: 0 },
    lang: 'zh-CN',
    info: {
      Title: order.number,
      Author: order.issuer.en,
      Keywords: order.link,
      CreationDate: new Date(order.issuedAt),
      ModDate: new Date(order.issuedAt),
    },
  })
  const refusal = refusalOf(doc, order)
  if (refusal) return refusal
  const pieces: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece))
    doc.on('end', () => resolve())
    doc.on('error', reject)
  })
  drawPage(doc, order)
  doc.end()
  await ended
  return { pdf: new Uint8Array(Buffer.concat(pieces)) }
}

/** Makes a font the current one; its file is read once, when a letter is first looked for in it. */
function takeFont(doc: PDFKit.PDFDocument, place: number, weight: Weight): OpenFont {
  const { name, file } = families[place] as (typeof families)[number]
  const path = `@expo-google-fonts/${name}/${weights[weight]}/${file}_${weights[weight]}.ttf`
  const bytes = fonts.get(path) ?? readFileSync(require.resolve(path))
  fonts.set(path, bytes)
  doc.registerFont(path, bytes)
  return (doc.font(path) as unknown as { _font: OpenFont })._font
}

function fontsFor(doc: PDFKit.PDFDocument, text: string, weight: Weight): ChosenFonts {
  return chooseFonts(
    text,
    families.map(({ placesMarks }, place) => {
      let opened: OpenFont | undefined
      const has = (codePoint: number) => {
        opened ??= takeFont(doc, place, weight)
        return opened.font.hasGlyphForCodePoint(codePoint)
      }
      return { placesMarks, has }
    }),
  )
}

/** Why a certificate cannot be drawn, by every text that will stand on it; null where it can. */
function refusalOf(doc: PDFKit.PDFDocument, order: CertificateOrder): DrawnCertificate | null {
  const texts: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  const { qr: _qr, holder, holderLatin, ...others } = order
  collect(others)
  const names = [fontsFor(doc, holder, 'bold'), fontsFor(doc, holderLatin ?? '', 'regular')]
  // A weight of a family has the letters of the others.
  const chosen = [...names, ...texts.map((text) => withoutTurn(fontsFor(doc, text, 'regular')))]
  const missing = chosen.flatMap((one) => ('missing' in one ? one.missing : []))
  if (missing.length > 0) return { missing: [...new Set(missing)] }
  const mixed = chosen.flatMap((one) => ('mixed' in one ? one.mixed : []))
  return mixed.length > 0 ? { mixed: [...new Set(mixed)] } : null
}

/** A name from right to left is set by itself; other texts may take several lines, which the library would fill from the wrong end. */
function withoutTurn(chosen: ChosenFonts): ChosenFonts {
  return 'runs' in chosen && chosen.isRightToLeft ? { mixed: ['Arab'] } : chosen
}

type Line = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly weight?: Weight
}

/** A name, on one line whatever its length: a long one is set smaller, since a name that is cut off is another name. */
function drawName(
  doc: PDFKit.PDFDocument,
  text: string,
  { x, y, width, size, weight = 'regular' }: Line,
): void {
  const runs = runsOf(doc, text, weight)
  const measure = (at: number) =>
    runs.map((run) => {
      takeFont(doc, run.font, weight)
      return doc.fontSize(at).widthOfString(run.text, wholeRun)
    })
  const full = measure(size).reduce((sum, one) => sum + one, 0)
  const fitting = Math.min(size, (size * width) / full)
  const widths = measure(fitting)
  const baseline = y + (takeFont(doc, 0, weight).ascender / 1000) * size
  let left = x
  for (const [place, run] of runs.entries()) {
    takeFont(doc, run.font, weight)
    doc.fontSize(fitting)
    doc.text(run.text, left, baseline, { ...wholeRun, lineBreak: false, baseline: 'alphabetic' })
    left += widths[place] ?? 0
  }
}

/** A text that may take several lines. Where one font has all of it, as nearly always, the library sets it; otherwise letter by letter's font on one base line. */
function drawText(
  doc: PDFKit.PDFDocument,
  text: string,
  { x, y, width, size, weight = 'regular' }: Line,
): void {
  const runs = runsOf(doc, text, weight)
  const { ascender } = takeFont(doc, 0, weight)
  doc.fontSize(size)
  if (runs.every(({ font }) => font === 0)) {
    doc.text(runs.map((run) => run.text).join(''), x, y, { width })
    return
  }
  const rise = (ascender / 1000) * size
  for (const [place, run] of runs.entries()) {
    takeFont(doc, run.font, weight)
    const options = { continued: place < runs.length - 1, baseline: 'alphabetic' } as const
    if (place === 0) doc.text(run.text, x, y + rise, { width, ...options })
    else doc.text(run.text, options)
  }
  doc.y -= rise
}

/** Without this the library sets word by word, and an Arabic word would lose its place. The types know features as a list of names alone, which may be empty. */
const wholeRun: PDFKit.Mixins.TextOptions = { features: [] }

function runsOf(doc: PDFKit.PDFDocument, text: string, weight: Weight) {
  const chosen = fontsFor(doc, text, weight)
  if (!('runs' in chosen)) throw new Error('A text that cannot be drawn is drawn')
  return chosen.runs
}

function drawPage(doc: PDFKit.PDFDocument, order: CertificateOrder): void {
  const width = page.width - 2 * page.margin
  doc
    .rect(28, 28, page.width - 56, 785.89)
    .lineWidth(1.5)
    .stroke(rail)
  doc.fillColor(ink)
  drawText(doc, order.title.zh, { x: page.margin, y: 66, width, size: 21, weight: 'bold' })
  doc.fillColor(soft)
  drawText(doc, order.title.en, { x: page.margin, y: 98, width, size: 13 })

  doc.fillColor(ink)
  drawName(doc, order.holder, { ...nameBox, width, weight: 'bold' })
  if (order.holderLatin) drawName(doc, order.holderLatin, { x: page.margin, y: 202, width, size: 15 })
  twoLines(doc, order.statement, { y: 232, size: 11, colour: soft })
  twoLines(doc, order.type, { y: 276, size: 15, colour: ink })

  let y = 336
  for (const { text, rungs, level } of order.scopes) {
    drawLadder(doc, { x: page.margin, y, rungs, level })
    const left = page.margin + 64
    const line = { x: left, width: width - 64, size: 11 }
    doc.fillColor(ink)
    drawText(doc, text.zh, { ...line, y })
    doc.fillColor(soft)
    drawText(doc, text.en, { ...line, y: doc.y + 2 })
    y = Math.max(doc.y, y + ladderHeight(rungs)) + 16
  }

  twoLines(doc, order.validity, { y: 640, size: 12, colour: ink, width: 330 })
  drawText(doc, order.number, { x: page.margin, y: 686, width: 330, size: 11 })
  twoLines(doc, order.issuer, { y: 706, size: 11, colour: ink, width: 330 })
  twoLines(doc, order.check, { y: 760, size: 9, colour: soft, width })
  drawText(doc, order.link, { x: page.margin, y: doc.y + 1, width, size: 9 })
  drawQr(doc, order)
}

function twoLines(
  doc: PDFKit.PDFDocument,
  { zh, en }: Bilingual,
  {
    y,
    size,
    colour,
    width = page.width - 2 * page.margin,
  }: { y: number; size: number; colour: string; width?: number },
): void {
  const line = { x: page.margin, width, size }
  doc.fillColor(colour)
  drawText(doc, zh, { ...line, y })
  if (en !== zh) drawText(doc, en, { ...line, y: doc.y + 1 })
}

const rungGap = 13

function ladderHeight(rungs: number): number {
  return rungs * rungGap + 8
}

function drawLadder(
  doc: PDFKit.PDFDocument,
  { x, y, rungs, level }: { x: number; y: number; rungs: number; level: number },
): void {
  const height = ladderHeight(rungs)
  for (const side of [x, x + 40]) doc.rect(side, y, 3, height).fill(rail)
  for (let rung = 1; rung <= rungs; rung += 1)
    doc
      .rect(x + 5, y + height - rung * rungGap, 33, 7)
      .fill(rung <= level ? (lit[Math.min(rung, lit.length) - 1] ?? off) : off)
}

function drawQr(doc: PDFKit.PDFDocument, { qr, link }: CertificateOrder): void {
  const module = qrBox.side / qr.size
  for (const at of qr.dark) {
    const [column, row] = [at % qr.size, Math.floor(at / qr.size)]
    // A hair wider than the module, so that no white line shows between two.
    doc.rect(qrBox.x + column * module, qrBox.y + row * module, module + 0.05, module + 0.05)
  }
  doc.fill('#000000')
  doc.link(qrBox.x, qrBox.y, qrBox.side, qrBox.side, link)
}
