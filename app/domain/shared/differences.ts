/** A value that is not the same in two records, by its place: `/reasons/0/code`. Null stands for a value that is not there. */
export type Difference = { readonly path: string; readonly recorded: unknown; readonly replayed: unknown }

/** Every value in which two plain JSON values differ, in the order of their places; the deepest places that tell them apart. Undefined counts as absent. */
export function differencesBetween(recorded: unknown, replayed: unknown, path = ''): readonly Difference[] {
  if (isGroup(recorded) && isGroup(replayed) && Array.isArray(recorded) === Array.isArray(replayed)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(replayed)])]
    return keys.flatMap((key) => differencesBetween(recorded[key], replayed[key], `${path}/${escaped(key)}`))
  }
  const isSame = JSON.stringify(recorded ?? null) === JSON.stringify(replayed ?? null)
  return isSame ? [] : [{ path, recorded: recorded ?? null, replayed: replayed ?? null }]
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** A key as a JSON pointer writes it (RFC 6901). */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
