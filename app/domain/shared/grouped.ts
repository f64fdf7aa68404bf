/** Things by what they have in common, each group in the order in which its things were given. */
export function groupedBy<Thing, Key>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => Key,
): ReadonlyMap<Key, readonly Thing[]> {
  const groups = new Map<Key, Thing[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group) group.push(thing)
    else groups.set(key, [thing])
  }
  return groups
}

/** The same things in pieces of at most so many, in their order. */
export function inPieces<Thing>(things: readonly Thing[], most: number): readonly (readonly Thing[])[] {
  const pieces: (readonly Thing[])[] = []
  for (let start = 0; start < things.length; start += most) pieces.push(things.slice(start, start + most))
  return pieces
}
