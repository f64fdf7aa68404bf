import { createHash } from 'node:crypto'
import type { CourseItem } from '#app/content/item-mapping.ts'

/** Of everything an item is, whatever the order in which an author wrote its parts. */
export function hashOfItem(item: CourseItem): string {
  return createHash('sha256').update(sortedJson(item)).digest('hex')
}

/** JSON with the names of every object in order, so that equal things make equal texts. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
