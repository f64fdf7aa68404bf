const longestSearch = 80
const lastPage = 10_000

/** What the address of a list says: what is looked for, empty for everything, and which page, from 1. */
export type ListQuery = { readonly search: string; readonly page: number }

/** Reads `q` and `page` of an address; what makes no sense there is the first page of everything. */
export function readListQuery(request: Request): ListQuery {
  const query = new URL(request.url).searchParams
  const page = Number.parseInt(query.get('page') ?? '1', 10) || 1
  return {
    search: (query.get('q') ?? '').trim().slice(0, longestSearch),
    page: Math.max(1, Math.min(lastPage, page)),
  }
}
