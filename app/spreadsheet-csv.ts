/**
 * Comma-separated values after RFC 4180 with a byte order mark, so that spreadsheets read Chinese. A cell that a spreadsheet would run as a formula
 * is led by an apostrophe.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
