/** How much of an exam's candidates have met an item. */
export type Exposure = {
  /** Forms that held it. */
  readonly shown: number
  /** Their share of all forms, in [0, 1] (Sympson and Hetter 1985 call it the exposure rate); null before the first form. */
  readonly rate: number | null
}

/** The exposure of every item that stood on a form, by id. */
export function exposureOf(forms: readonly (readonly string[])[]): ReadonlyMap<string, Exposure> {
  const shown = new Map<string, number>()
  for (const form of forms) for (const item of new Set(form)) shown.set(item, (shown.get(item) ?? 0) + 1)
  return new Map(
    [...shown].map(([item, count]) => [item, { shown: count, rate: count / forms.length }] as const),
  )
}
