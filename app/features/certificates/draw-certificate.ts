import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { CertificateOrder, DrawnCertificate } from './certificate-order.ts'

/** A font as the library holds it; only whether it has a letter is asked. */
type OpenFont = { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }

const fontFiles = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
}
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

/** Draws a certificate as PDF, or names the letters that its fonts lack: a box in the place of a letter would be a false name. */
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
  for (const [name, file] of Object.entries(fontFiles)) doc.registerFont(name, fontBytes(file))
  const missing = missingLetters(doc, order)
  if (missing.length > 0) return { missing }
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

function fontBytes(file: string): Buffer {
  const bytes = fonts.get(file) ?? readFileSync(require.resolve(file))
  fonts.set(file, bytes)
  return bytes
}

function missingLetters(doc: PDFKit.PDFDocument, order: CertificateOrder): string[] {
  const letters = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string') for (const letter of value) letters.add(letter)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  const { qr: _qr, ...texts } = order
  collect(texts)
  const missing = new Set<string>()
  for (const name of Object.keys(fontFiles)) {
    const { font } = (doc.font(name) as unknown as { _font: OpenFont })._font
    for (const letter of letters)
      if (!/[\n\r\t]/.test(letter) && !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
        missing.add(letter)
  }
  return [...missing]
}

function drawPage(doc: PDFKit.PDFDocument, order: CertificateOrder): void {
  const width = page.width - 2 * page.margin
  doc
    .rect(28, 28, page.width - 56, 785.89)
    .lineWidth(1.5)
    .stroke(rail)
  doc.font('bold').fontSize(21).fillColor(ink).text(order.title.zh, page.margin, 66, { width })
  doc.font('regular').fontSize(13).fillColor(soft).text(order.title.en, page.margin, 98, { width })

  doc.font('bold').fontSize(nameBox.size).fillColor(ink)
  doc.text(order.holder, nameBox.x, nameBox.y, { width, height: 50, ellipsis: true })
  if (order.holderLatin) doc.font('regular').fontSize(15).text(order.holderLatin, page.margin, 202, { width })
  twoLines(doc, order.statement, { y: 232, size: 11, colour: soft })
  twoLines(doc, order.type, { y: 276, size: 15, colour: ink })

  let y = 336
  for (const { text, rungs, level } of order.scopes) {
    drawLadder(doc, { x: page.margin, y, rungs, level })
    const left = page.margin + 64
    doc.font('regular').fontSize(11).fillColor(ink)
    doc.text(text.zh, left, y, { width: width - 64 })
    doc.fillColor(soft).text(text.en, left, doc.y + 2, { width: width - 64 })
    y = Math.max(doc.y, y + ladderHeight(rungs)) + 16
  }

  twoLines(doc, order.validity, { y: 640, size: 12, colour: ink, width: 330 })
  doc.font('regular').fontSize(11).fillColor(ink).text(order.number, page.margin, 686, { width: 330 })
  twoLines(doc, order.issuer, { y: 706, size: 11, colour: ink, width: 330 })
  twoLines(doc, order.check, { y: 760, size: 9, colour: soft, width })
  doc.text(order.link, page.margin, doc.y + 1, { width })
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
  doc.font('regular').fontSize(size).fillColor(colour)
  doc.text(zh, page.margin, y, { width })
  if (en !== zh) doc.text(en, page.margin, doc.y + 1, { width })
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
