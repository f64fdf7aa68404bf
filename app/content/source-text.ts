import { type Fault, faultAt, placeOfOffset, startOfFile } from './fault.ts'

/**
 * Control characters and characters that reverse the direction of writing: they make a text look different from what
 * it says (Unicode TR 36), so no file of a course may hold them. Tab, line feed and carriage return stay allowed.
 */
const hiddenCharacter =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are refused
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/

/** True where a text holds a control character or one that reverses the direction of writing. */
export function hasHiddenCharacter(text: string): boolean {
  return hiddenCharacter.test(text)
}

/** Reads bytes as UTF-8 text without a byte order mark and with plain line feeds; refuses other encodings, hidden characters and files that are too large. */
export function readSourceText(
  file: string,
  bytes: Uint8Array,
  maxBytes: number,
): { readonly text: string; readonly faults: readonly Fault[] } {
  if (bytes.byteLength > maxBytes) {
    const message = `The file has ${bytes.byteLength} bytes; at most ${maxBytes} are allowed. Split it.`
    return { text: '', faults: [faultAt(file, startOfFile, message)] }
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    return { text: '', faults: [faultAt(file, startOfFile, 'The file is not UTF-8 text. Save it as UTF-8.')] }
  }
  return { text, faults: findHiddenCharacters(file, text) }
}

/** One fault for each line of a text that holds a hidden character. */
export function findHiddenCharacters(file: string, text: string): Fault[] {
  if (!hiddenCharacter.test(text)) return []
  return text.split('\n').flatMap((line, index) => {
    const found = hiddenCharacter.exec(line)
    if (!found) return []
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    const message = `The hidden character U+${code} is not allowed. Delete it.`
    return [faultAt(file, { line: index + 1, column: found.index + 1 }, message)]
  })
}

/** Replaces a stretch of a text by spaces, keeping line breaks, so that every later place stays where it was. */
export function blankOut(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to)
}

/** The fault for a place given as an offset. */
export function faultAtOffset(file: string, text: string, offset: number, message: string): Fault {
  return faultAt(file, placeOfOffset(text, offset), message)
}
