import { crc32 } from 'node:zlib'

/** An image that cannot carry a badge, or does not carry exactly one. */
export class BakedImageError extends Error {
  override readonly name = 'BakedImageError'
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const keyword = 'openbadgecredential'
const svgNamespace = 'https://purl.imsglobal.org/ob/v3p0'

/** Whether bytes are a PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.equals(bytes.subarray(0, signature.length))
}

/**
 * Puts a badge, as JSON or as a JWT, into a PNG: an uncompressed iTXt chunk before the end (Open Badges 3.0, 5.3.1.1). Refuses an image that carries one already.
 */
export function bakePng(image: Uint8Array, badge: string): Buffer {
  const chunks = pngChunks(image)
  if (chunks.some(isBadgeChunk)) throw new BakedImageError('The image carries a badge already')
  const end = chunks.findIndex(({ kind }) => kind === 'IEND')
  const text = Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(badge)])
  const all = chunks.toSpliced(end, 0, { kind: 'iTXt', data: text })
  return Buffer.concat([signature, ...all.map(({ kind, data }) => pngChunk(kind, data))])
}

/** The badge in a PNG. Refuses none, two, a compressed one, and a broken file. */
export function unbakePng(image: Uint8Array): string {
  const found = pngChunks(image).filter(isBadgeChunk)
  const [chunk, ...more] = found
  if (!chunk) throw new BakedImageError('The image carries no badge')
  if (more.length > 0)
    throw new BakedImageError(`The image carries ${found.length} badges, and may carry one`)
  const { data } = chunk
  const flags = keyword.length + 1
  if (data[flags] !== 0)
    throw new BakedImageError('The badge in the image is compressed, which it must not be')
  const language = data.indexOf(0, flags + 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) throw new BakedImageError('The badge in the image is cut off')
  return data.subarray(translated + 1).toString('utf8')
}

/** One chunk of a PNG with its length and check sum. */
export function pngChunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([frame, body, sum])
}

type Chunk = { readonly kind: string; readonly data: Buffer }

function isBadgeChunk({ kind, data }: Chunk): boolean {
  return kind === 'iTXt' && data.subarray(0, keyword.length + 1).toString('latin1') === `${keyword}\0`
}

function pngChunks(image: Uint8Array): Chunk[] {
  if (!isPng(image)) throw new BakedImageError('The file is no PNG')
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength)
  const chunks: Chunk[] = []
  let at = signature.length
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const next = at + 12 + length
    if (next > bytes.length) throw new BakedImageError('The image is cut off')
    const body = bytes.subarray(at + 4, at + 8 + length)
    if (crc32(body) !== bytes.readUInt32BE(next - 4)) throw new BakedImageError('The image is damaged')
    const kind = body.subarray(0, 4).toString('latin1')
    chunks.push({ kind, data: body.subarray(4) })
    at = next
    if (kind === 'IEND') break
  }
  if (chunks.at(-1)?.kind !== 'IEND') throw new BakedImageError('The image is cut off')
  return chunks
}

/**
 * Puts a badge into an SVG of ours: an element of Open Badges' namespace right after the opening tag, JSON as its text, a JWT as its attribute `verify` (5.3.2.1).
 */
export function bakeSvg(image: string, badge: string): string {
  const open = /<svg\b[^>]*>/.exec(image)
  if (!open) throw new BakedImageError('The file is no SVG')
  const element = badge.trimStart().startsWith('{')
    ? // In JSON `]]>` stands inside a text at most, where the last sign may be written as its number.
      `<openbadges:credential><![CDATA[${badge.replaceAll(']]>', ']]\\u003e')}]]></openbadges:credential>`
    : `<openbadges:credential verify="${badge}"/>`
  const tag = open[0].replace('<svg', `<svg xmlns:openbadges="${svgNamespace}"`)
  return image.slice(0, open.index) + tag + element + image.slice(open.index + open[0].length)
}

/** The badge in an SVG. Refuses none and two. */
export function unbakeSvg(image: string): string {
  const prefix = /xmlns:([\w.-]+)\s*=\s*["']https:\/\/purl\.imsglobal\.org\/ob\/v3p0["']/.exec(image)?.[1]
  if (!prefix) throw new BakedImageError('The image carries no badge')
  const name = `${prefix.replaceAll('.', '\\.')}:credential`
  const found = [...image.matchAll(new RegExp(`<${name}\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${name}\\s*>)`, 'g'))]
  const [element, ...more] = found
  if (!element) throw new BakedImageError('The image carries no badge')
  if (more.length > 0)
    throw new BakedImageError(`The image carries ${found.length} badges, and may carry one`)
  const [, attributes = '', content = ''] = element
  const verify = /\bverify\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
  if (verify) return verify.trim()
  const data = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(content)?.[1]
  return data ?? unescaped(content.trim())
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => signs[name] ?? '')
}
