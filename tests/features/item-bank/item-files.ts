import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import type { NeutralItem, ReadFile, ReadItem } from '#app/features/item-bank/interchange/neutral-item.ts'
import { readItemFile } from '#app/features/item-bank/interchange/read-item-file.server.ts'

const folder = join(import.meta.dirname, 'fixtures')

/** A picture of one dot. */
export const dot = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** The bytes of a fixture. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)))
}

/** A folder of fixtures as a ZIP file, with more files where wanted. */
export function packed(name: string, more: Zippable = {}): Uint8Array {
  const root = join(folder, name)
  const files: Zippable = {}
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files[path.slice(root.length + 1)] = new Uint8Array(readFileSync(path))
  }
  return zipSync({ ...files, ...more })
}

/** Text as a file. */
export function textFile(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A file that must be readable. */
export async function read(bytes: Uint8Array, language: 'en' | 'zh' | null = null): Promise<ReadFile> {
  const outcome = await readItemFile(bytes, language)
  if (!outcome.ok) throw new Error(`Not read: ${JSON.stringify(outcome.fault)}`)
  return outcome.file
}

/** Why a file that must not be readable is refused. */
export async function faultOf(bytes: Uint8Array) {
  const outcome = await readItemFile(bytes, null)
  if (outcome.ok) throw new Error('It was read')
  return outcome.fault
}

/** One item of a file by its name. */
export function named({ items }: ReadFile, identifier: string): ReadItem {
  const found = items.find((one) => one.identifier === identifier)
  if (!found)
    throw new Error(`There is no ${identifier} but ${items.map((one) => one.identifier).join(', ')}`)
  return found
}

/** One item of a file that must have been taken. */
export function taken(file: ReadFile, identifier: string): NeutralItem & { losses: readonly string[] } {
  const found = named(file, identifier)
  if (!('item' in found)) throw new Error(`${identifier} is refused: ${JSON.stringify(found.refusal)}`)
  return { ...found.item, losses: found.losses.map(({ code }) => code).sort() }
}

/** Why one item of a file is refused. */
export function refusalOf(file: ReadFile, identifier: string): string {
  const found = named(file, identifier)
  if ('item' in found) throw new Error(`${identifier} was taken`)
  return found.refusal.code
}

/** A workbook of one sheet, as spreadsheets save it: shared strings, numbers as numbers. */
export function workbook(
  rows: readonly (readonly (string | number | boolean)[])[],
  more: Zippable = {},
): Uint8Array {
  const strings: string[] = []
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const cell = (value: string | number | boolean, column: number, row: number) => {
    const at = `${columnName(column)}${row + 1}`
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
    strings.push(`<si><t xml:space="preserve">${escaped(value)}</t></si>`)
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`
  }
  const sheet = rows
    .map(
      (row, index) =>
        `<row r="${index + 1}">${row.map((value, column) => cell(value, column, index)).join('')}</row>`,
    )
    .join('')
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
  return zipSync({
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Items" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': xml(`<sst xmlns="${main}" count="${strings.length}">${strings.join('')}</sst>`),
    ...more,
  })
}

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))
}
