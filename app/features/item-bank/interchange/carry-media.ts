import { guardSvg } from '#app/content/svg-guard.ts'
import { interchangeLimits } from './interchange-limits.ts'
import type { ItemMedia, LossList } from './neutral-item.ts'
import type { PictureReference } from './rich-text.ts'

/** The bytes of a file that came along under a name; null where there is none. */
type FindMedia = (src: string) => Uint8Array | null

/**
 * The pictures an item refers to, as far as they came with the file. What each is, its content says and never its name; nothing is fetched from anywhere.
 * A picture that is kept is named as not shown, since the exam shows text alone.
 */
export function carryMedia(
  references: readonly PictureReference[],
  find: FindMedia,
  losses: LossList,
): readonly ItemMedia[] {
  const kept: ItemMedia[] = []
  for (const { src, alt } of references.slice(0, interchangeLimits.picturesPerItem)) {
    const shown = src.startsWith('data:') ? 'data:' : src
    const bytes = src.startsWith('data:') ? inlineBytes(src) : find(src)
    if (bytes === null) {
      losses.add('picture-missing', shown)
      continue
    }
    const mediaType = judgePicture(bytes)
    if (mediaType === null) {
      losses.add('picture-refused', shown)
      continue
    }
    const name = freeName(baseName(shown), mediaType, kept)
    kept.push({ name, mediaType, alt: alt.slice(0, interchangeLimits.option), bytes })
    losses.add('picture-not-shown', name)
  }
  for (const { src } of references.slice(interchangeLimits.picturesPerItem))
    losses.add('picture-refused', src)
  return kept
}

/** What kind of picture bytes are; null for what is none, is too large, or is a drawing that does more than draw. */
function judgePicture(bytes: Uint8Array): ItemMedia['mediaType'] | null {
  if (bytes.length === 0 || bytes.length > interchangeLimits.pictureBytes) return null
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 12))
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8) === 'WEBP') return 'image/webp'
  return isDrawing(bytes) ? 'image/svg+xml' : null
}

function isDrawing(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^\s*(?:<\?xml[^>]*\?>\s*)?<svg[\s>]/.test(text) && guardSvg('picture', text).root !== null
  } catch {
    return false
  }
}

function inlineBytes(src: string): Uint8Array | null {
  const base64 = /^data:[a-z0-9/+.-]*;base64,([A-Za-z0-9+/=\s]*)$/i.exec(src)?.[1]
  return base64 === undefined ? null : new Uint8Array(Buffer.from(base64, 'base64'))
}

const endings: Record<ItemMedia['mediaType'], string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
}

/** The last part of a path without its ending, in characters that are safe in any file system. */
function baseName(src: string): string {
  const last =
    src
      .split(/[?#]/)[0]
      ?.split('/')
      .at(-1)
      ?.replace(/%[0-9a-f]{2}/gi, '-') ?? ''
  const name = last
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return name.slice(0, 60) || 'picture'
}

/** A name with the ending of its content, that no other picture of the item has. */
function freeName(base: string, mediaType: ItemMedia['mediaType'], taken: readonly ItemMedia[]): string {
  const names = new Set(taken.map(({ name }) => name))
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? '' : `-${number}`}.${endings[mediaType]}`
    if (!names.has(name)) return name
  }
}
