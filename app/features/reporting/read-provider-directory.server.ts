import type { Context } from '#app/context.server.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import { findCredentialsOf, heldLevelOf } from '#app/features/credentials/index.server.ts'
import { groupRows } from './group-rows.ts'
import { outletFactsFrom } from './outlet-facts.ts'
import { openLevelOf } from './outlet-standing.ts'
import {
  findDirectoryFacts,
  findDirectoryRows,
  findEngineersAt,
  findOfferedCategories,
  findPlaces,
  findRungNames,
} from './provider-directory.repository.server.ts'

/** What the address asks for, as typed; what makes no sense there asks for nothing. */
export type DirectoryQuestion = {
  /** `BRAND/CATEGORY`. */
  readonly what: string
  readonly level: string
  /** A jurisdiction path. */
  readonly place: string
  readonly page: number
}

/** A workshop that may do the work today. */
export type DirectoryEntry = {
  readonly outlet: string
  readonly name: string
  readonly provider: string
  readonly city: string
  /** The highest level the outlet may work at now. */
  readonly level: number
  readonly certificateNo: string
  /** Exclusive. */
  readonly validUntil: string
  /** Its engineers who are certified for the level asked for. */
  readonly engineers: number
}

export type ProviderDirectory = {
  readonly offers: readonly {
    readonly brand: string
    readonly categories: readonly { readonly value: string; readonly name: string }[]
  }[]
  readonly places: readonly { readonly path: string; readonly name: string }[]
  /** Of the category asked for, or of the highest ladder. */
  readonly levels: readonly { readonly level: number; readonly label: string }[]
  readonly asked: { readonly what: string; readonly level: number; readonly place: string }
  readonly answer: /** Nothing was asked yet. */
    | null
    /** More than can be judged at once: a place narrows it. */
    | { readonly kind: 'too-many' }
    | {
        readonly kind: 'found'
        readonly brand: string
        readonly category: string
        readonly scope: string
        readonly place: string | null
        readonly rungs: number
        readonly zone: string
        readonly total: number
        readonly page: number
        readonly pageSize: number
        readonly entries: readonly DirectoryEntry[]
      }
}

const pageSize = 20
/** So many authorisations are judged for one answer. */
const mostJudged = 1000

/**
 * Who may repair this near me: the outlets that may work for a brand in a category at a level today, by the gate's own rules for providers, with the number
 * of their engineers certified for it. For anybody; names no person. A constant number of queries.
 */
export async function readProviderDirectory(
  ctx: Context,
  question: DirectoryQuestion,
): Promise<ProviderDirectory> {
  const at = ctx.now()
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  const [categories, places] = await Promise.all([findOfferedCategories(ctx.db, at), findPlaces(ctx.db)])
  const byName = new Intl.Collator(ctx.language)
  const offers = [...groupRows(categories, ({ brandId }) => brandId).values()].map((own) => ({
    brand: say({ en: own[0]?.brandEn ?? '', zh: own[0]?.brandZh ?? '' }),
    categories: own.map((one) => ({
      value: `${one.brandCode}/${one.code}`,
      name: say({ en: one.nameEn, zh: one.nameZh }),
    })),
  }))
  const choices = places
    .map(({ path, cityEn, cityZh }) => ({ path, name: say({ en: cityEn, zh: cityZh }) }))
    .sort((one, other) => byName.compare(one.name, other.name))

  const category = categories.find(({ brandCode, code }) => `${brandCode}/${code}` === question.what)
  const rungs = category ? await findRungNames(ctx.db, category.id) : []
  const top = category ? rungs.length : Math.max(1, ...categories.map((one) => Number(one.rungs ?? 0)))
  const level = Math.min(top, Math.max(1, Number.parseInt(question.level, 10) || 1))
  const place = choices.find(({ path }) => path === question.place) ?? null
  const levels = category
    ? rungs.map((one) => ({ level: one.level, label: say({ en: one.nameEn, zh: one.nameZh }) }))
    : Array.from({ length: top }, (_, below) => ({ level: below + 1, label: '' }))
  const page = {
    offers,
    places: choices,
    levels,
    asked: { what: category ? question.what : '', level, place: place?.path ?? '' },
  }
  if (!category) return { ...page, answer: null }

  const query = { categoryId: category.id, level, place: place?.path ?? null, at }
  const rows = await findDirectoryRows(ctx.db, query, mostJudged + 1)
  if (rows.length > mostJudged) return { ...page, answer: { kind: 'too-many' } }
  const facts = rows.length > 0 ? await findDirectoryFacts(ctx.db, query, category.brandId) : null
  const factsOf = facts && outletFactsFrom({ ...facts, authorisations: rows }, at)
  const open = [...groupRows(rows, ({ outletId }) => outletId).values()].flatMap((own) => {
    const row = own.at(-1)
    if (!row || !factsOf) return []
    const openLevel = openLevelOf(
      {
        outlet: row.outletCode,
        brand: row.brandCode,
        category: row.categoryCode,
        zone: category.timeZone,
        topLevel: rungs.length,
        at,
      },
      factsOf(row.outletId, row.providerId),
    )
    return openLevel >= level ? [{ row, openLevel }] : []
  })

  const lastPage = Math.max(1, Math.ceil(open.length / pageSize))
  const current = Math.min(question.page, lastPage)
  const shown = open.slice((current - 1) * pageSize, current * pageSize)
  const certified = await countCertified(
    ctx,
    shown.map(({ row }) => row.outletId),
    { brand: category.brandCode, category: category.code, level },
    at,
  )
  const rung = rungs.find((one) => one.level === level)
  return {
    ...page,
    answer: {
      kind: 'found',
      brand: say({ en: category.brandEn, zh: category.brandZh }),
      category: say({ en: category.nameEn, zh: category.nameZh }),
      scope: rung ? say({ en: rung.scopeEn, zh: rung.scopeZh }) : '',
      place: place?.name ?? null,
      rungs: rungs.length,
      zone: category.timeZone,
      total: open.length,
      page: current,
      pageSize,
      entries: shown.map(({ row, openLevel }) => ({
        outlet: row.outletCode,
        name: say({ en: row.outletEn, zh: row.outletZh }),
        provider: say({ en: row.providerEn, zh: row.providerZh }),
        city: say({ en: row.cityEn, zh: row.cityZh }),
        level: openLevel,
        certificateNo: row.certificateNo,
        validUntil: row.validUntil,
        engineers: certified.get(row.outletId) ?? 0,
      })),
    },
  }
}

/** How many engineers of each outlet hold a level now. */
async function countCertified(
  { db }: Context,
  outletIds: readonly string[],
  needed: { brand: string; category: string; level: number },
  at: string,
): Promise<ReadonlyMap<string, number>> {
  const engineers = await findEngineersAt(db, outletIds, at)
  const held = groupRows(
    await findCredentialsOf(db, [...new Set(engineers.map(({ personId }) => personId))], at),
    ({ personId }) => personId,
  )
  const counts = new Map<string, number>()
  for (const { personId, outletId } of engineers) {
    const { level } = heldLevelOf(held.get(personId) ?? [], needed.brand, needed.category)
    if (level >= needed.level) counts.set(outletId, (counts.get(outletId) ?? 0) + 1)
  }
  return counts
}
