import { crc32, inflateRawSync } from 'node:zlib'

/** Why an archive is not opened; `entry` names the file within it that gave the reason. */
export type ArchiveFault = {
  readonly reason:
    | 'not-an-archive'
    | 'too-many-entries'
    | 'too-large'
    | 'bomb'
    | 'unsafe-path'
    | 'link'
    | 'encrypted'
    | 'method'
    | 'repeated-path'
    | 'damaged'
  readonly entry: string
}

export type Archive =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly fault: ArchiveFault }

/** How much an archive may hold. Bytes are counted unpacked. */
export const archiveLimits = {
  entries: 2_000,
  entryBytes: 16 * 1024 * 1024,
  totalBytes: 64 * 1024 * 1024,
  /** Unpacked bytes for each packed one, judged from a megabyte on: honest XML reaches about 20. */
  ratio: 100,
  ratioFrom: 1024 * 1024,
  pathLength: 240,
  pathDepth: 12,
} as const

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

/** Whether bytes begin like a ZIP file. */
export function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes.length > 22 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
}

/**
 * Unpacks a ZIP file into memory, by its directory; nothing is written to a disk, and an archive inside an archive stays closed. Everything is judged
 * before the first byte is unpacked: paths that leave the archive, links, encryption, numbers and sizes, entries that share their bytes. What unpacks to
 * other than was announced is refused.
 */
export function readArchive(bytes: Uint8Array): Archive {
  const directory = readDirectory(bytes)
  if (!('entries' in directory)) return { ok: false, fault: directory }
  const files = new Map<string, Uint8Array>()
  for (const entry of directory.entries) {
    const content = unpack(bytes, entry)
    if (content === null) return { ok: false, fault: { reason: 'damaged', entry: entry.path } }
    files.set(entry.path, content)
  }
  return { ok: true, files }
}

type Entry = {
  readonly path: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly checksum: number
  readonly offset: number
}

function readDirectory(bytes: Uint8Array): { readonly entries: readonly Entry[] } | ArchiveFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return { reason: 'not-an-archive', entry: '' }
  const count = view.getUint16(end + 10, true)
  // The number by which larger archives say that it stands elsewhere is above the limit as well.
  if (count > archiveLimits.entries) return { reason: 'too-many-entries', entry: '' }
  let at = view.getUint32(end + 16, true)
  const entries: Entry[] = []
  const paths = new Set<string>()
  let [packedSum, unpackedSum] = [0, 0]
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) return { reason: 'damaged', entry: '' }
    const nameLength = view.getUint16(at + 28, true)
    const name = bytes.subarray(at + 46, at + 46 + nameLength)
    const raw = new TextDecoder('utf-8').decode(name)
    const path = raw.replaceAll('\\', '/')
    const entry: Entry = {
      path,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    const mode = view.getUint32(at + 38, true) >>> 16
    const refuse = (reason: ArchiveFault['reason']): ArchiveFault => ({ reason, entry: path.slice(0, 120) })
    if ((view.getUint16(at + 8, true) & 1) !== 0) return refuse('encrypted')
    if (!isSafePath(path)) return refuse('unsafe-path')
    if (isLink(mode)) return refuse('link')
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (path.endsWith('/')) continue
    if (entry.method !== 0 && entry.method !== 8) return refuse('method')
    if (paths.has(path)) return refuse('repeated-path')
    paths.add(path)
    packedSum += entry.packed
    unpackedSum += entry.unpacked
    if (entry.unpacked > archiveLimits.entryBytes || unpackedSum > archiveLimits.totalBytes)
      return refuse('too-large')
    if (entry.unpacked > archiveLimits.ratioFrom && entry.unpacked > entry.packed * archiveLimits.ratio)
      return refuse('bomb')
    // More packed bytes than the file has: entries lie over each other.
    if (packedSum > bytes.length) return refuse('bomb')
    entries.push(entry)
  }
  return { entries }
}

/** The end record stands last, before a comment of 65,535 bytes at most. */
function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === endSignature) return at
  return null
}

function isSafePath(path: string): boolean {
  if (path === '' || path.length > archiveLimits.pathLength) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are refused
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || /[\u0000-\u001f\u007f\ufffd]/.test(path))
    return false
  const parts = path.replace(/\/$/, '').split('/')
  return (
    parts.length <= archiveLimits.pathDepth &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  )
}

/** Anything that is neither a plain file nor a folder by its Unix mode; an archive made elsewhere has the mode 0. */
function isLink(mode: number): boolean {
  const kind = mode & 0o170000
  return kind !== 0 && kind !== 0o100000 && kind !== 0o040000
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { offset, packed, unpacked } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) return null
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + packed > bytes.length) return null
  const content = bytes.subarray(start, start + packed)
  try {
    const whole =
      entry.method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, unpacked) })
    return whole.length === unpacked && crc32(whole) === entry.checksum ? new Uint8Array(whole) : null
  } catch {
    return null
  }
}
