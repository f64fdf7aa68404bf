import { FileRefusedError } from './neutral-item.ts'

/**
 * The text of a file whose encoding nobody promised: by its byte order mark, else UTF-8, else GB 18030, which Chinese spreadsheets write. Throws
 * FileRefusedError for bytes that are neither.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = decodeMarked(bytes)
  if (marked !== null) return marked
  for (const encoding of ['utf-8', 'gb18030']) {
    const text = decodeAs(bytes, encoding)
    if (text !== null && !text.includes('\u0000')) return text
  }
  throw new FileRefusedError('encoding')
}

/** The text of an XML file: by its byte order mark, else by the encoding it declares, else UTF-8. */
export function decodeXml(bytes: Uint8Array, file: string | null): string {
  const marked = decodeMarked(bytes)
  if (marked !== null) return marked
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1] ?? 'utf-8'
  const text = decodeAs(bytes, declared)
  if (text === null) throw new FileRefusedError('encoding', declared, { file })
  return text
}

function decodeMarked(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeAs(bytes, 'utf-8')
  if (first === 0xff && second === 0xfe) return decodeAs(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decodeAs(bytes, 'utf-16be')
  return null
}

function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
