/** A place in a text file; both numbers start at 1. */
export type Place = { readonly line: number; readonly column: number }

/** Something in a course that must be put right before the course can be used; `message` names the way out. */
export type Fault = Place & { readonly file: string; readonly message: string }

/** A result that either holds a value or says everything that is wrong. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export const startOfFile: Place = { line: 1, column: 1 }

/** A fault at a place of a file. */
export function faultAt(file: string, place: Place, message: string): Fault {
  return { file, line: place.line, column: place.column, message }
}

/** The one-line form of a fault that editors and terminals can follow: `file:line:column message`. */
export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message.replace(/\s+/g, ' ')}`
}

/** Faults by file, then by place, the same fault only once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const byText = new Map(faults.map((fault) => [formatFault(fault), fault]))
  return [...byText.values()].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.message, b.message),
  )
}

/** The place of a character offset in a text. */
export function placeOfOffset(text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset))
  const lineStart = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line += 1
  return { line, column: before.length - lineStart + 1 }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
