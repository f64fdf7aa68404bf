/**
 * Comma-separated values for spreadsheets. A spreadsheet runs a cell that begins like a formula, so such a cell is led by an apostrophe, which the reader
 * takes away again. A cell that begins with apostrophes before such a sign gets one more, so that what was written always comes back.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

/** Rows after RFC 4180 with a byte order mark, so that spreadsheets read Chinese. A number stands bare: below zero it is no formula. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? String(value)
      : `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** What a cell of such a file said before it was written. */
export function fromCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
