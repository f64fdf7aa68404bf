/** Which attempts an exam's statistics count; it stands in the address of the page and of its export. */
export type StatisticsQuery = {
  /** Version of the blueprint; null takes the newest. */
  readonly blueprint: number | null
  /** Everybody's first attempt, or all of them. */
  readonly attempts: 'first' | 'all'
}

/** Reads the query of an address; what makes no sense counts as not asked. */
export function readStatisticsQuery(search: URLSearchParams): StatisticsQuery {
  const blueprint = search.get('blueprint') ?? ''
  return {
    blueprint: /^[1-9]\d{0,8}$/.test(blueprint) ? Number(blueprint) : null,
    attempts: search.get('attempts') === 'all' ? 'all' : 'first',
  }
}
