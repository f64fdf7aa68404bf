import type { CredentialEvent } from '#app/domain/credential/credential.ts'
import type { Instant } from '#app/domain/shared/instants.ts'
import type { Db } from '#db/schema/index.ts'
import { findCountingBrands, findPracticalRefreshes, findWorkOf } from './practice.repository.server.ts'

/** What is known of people's practice, for types that ask for some. */
export type RecencyBook = {
  /** Whether a brand's work log counts: without it a type's recency is only said and stops nobody (gate 6.15, 18). */
  readonly counts: (brandId: string) => boolean
  /** Finished jobs and passed practicals in some categories of a brand, as events in the life of a credential. */
  readonly eventsFor: (
    personId: string,
    brandId: string,
    categories: readonly string[],
  ) => readonly CredentialEvent[]
}

const closed: RecencyBook = { counts: () => false, eventsFor: () => [] }

/** Reads the practice of people for brands at an instant: nothing where nobody is asked for, and nothing more where no such brand's work log counts. */
export async function readRecencyBook(
  db: Db,
  wanted: readonly { readonly personId: string; readonly brandId: string }[],
  at: Instant,
): Promise<RecencyBook> {
  if (wanted.length === 0) return closed
  const counting = await findCountingBrands(db, [...new Set(wanted.map(({ brandId }) => brandId))], at)
  const asked = wanted.filter(({ brandId }) => counting.has(brandId))
  if (asked.length === 0) return closed
  const people = [...new Set(asked.map(({ personId }) => personId))]
  const [work, refreshes] = await Promise.all([
    findWorkOf(db, people, [...counting]),
    findPracticalRefreshes(db, people, [...counting]),
  ])
  const events = new Map<string, CredentialEvent[]>()
  const add = (kind: 'WORKED' | 'REFRESHED', rows: typeof work) => {
    for (const { personId, brandId, category, at: effectiveAt, recordedAt } of rows) {
      const key = `${personId} ${brandId} ${category}`
      events.set(key, [...(events.get(key) ?? []), { kind, effectiveAt, recordedAt }])
    }
  }
  add('WORKED', work)
  add('REFRESHED', refreshes)
  return {
    counts: (brandId) => counting.has(brandId),
    eventsFor: (personId, brandId, categories) =>
      categories.flatMap((category) => events.get(`${personId} ${brandId} ${category}`) ?? []),
  }
}
