import { deflateSync } from 'node:zlib'
import { pngChunk } from './bake.server.ts'

/** What the picture of a badge shows: one ladder for each category, lit to the level that is certified. */
export type LadderPicture = { readonly rungs: number; readonly level: number }

type Box = { x: number; y: number; width: number; height: number; colour: string }

const side = 320
const paper = '#ffffff'
const rail = '#3a4452'
const off = '#d5dbe3'
/** The same steps of colour as on the pages, in light. */
const lit = ['#bcd9f5', '#7fb5e8', '#3f86cc', '#1b5a9c']

/** The boxes of one or more ladders side by side; an endorsement, which has none, is a filled square. */
function boxesOf(ladders: readonly LadderPicture[]): Box[] {
  const frame: Box[] = [
    { x: 0, y: 0, width: side, height: side, colour: rail },
    { x: 8, y: 8, width: side - 16, height: side - 16, colour: paper },
  ]
  if (ladders.length === 0)
    return [...frame, { x: 110, y: 110, width: 100, height: 100, colour: lit[2] as string }]
  const column = (side - 60) / ladders.length
  return [
    ...frame,
    ...ladders.flatMap(({ rungs, level }, at) => {
      const width = Math.min(120, column - 24)
      const left = Math.round(30 + column * at + (column - width) / 2)
      const gap = (side - 90) / Math.max(rungs, 1)
      return [
        { x: left, y: 36, width: 8, height: side - 72, colour: rail },
        { x: left + width - 8, y: 36, width: 8, height: side - 72, colour: rail },
        ...Array.from({ length: rungs }, (_, index) => ({
          x: left + 8,
          y: Math.round(side - 45 - gap * (index + 0.5) - 9),
          width: width - 16,
          height: 18,
          colour: index < level ? (lit[Math.min(index, lit.length - 1)] as string) : off,
        })),
      ]
    }),
  ]
}

/** The picture as SVG. `title` says in words what it shows. */
export function ladderSvg(ladders: readonly LadderPicture[], title: string): string {
  const safe = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const boxes = boxesOf(ladders).map(
    ({ x, y, width, height, colour }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side}" height="${side}" role="img"><title>${safe}</title>${boxes.join('')}</svg>`
}

/** The same picture as PNG. */
export function ladderPng(ladders: readonly LadderPicture[]): Buffer {
  const stride = side * 3 + 1
  const pixels = Buffer.alloc(stride * side)
  for (const { x, y, width, height, colour } of boxesOf(ladders)) {
    const rgb = Buffer.from(colour.slice(1), 'hex')
    for (let row = y; row < y + height; row += 1)
      for (let column = x; column < x + width; column += 1) rgb.copy(pixels, row * stride + 1 + column * 3)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND', new Uint8Array(0)),
  ])
}
