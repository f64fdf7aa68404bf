import type { SignedInContext } from '#app/context.server.ts'
import type { Bilingual, Language } from '#app/domain/shared/bilingual.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { findLicenceGapsOf } from '#app/features/licences/index.server.ts'
import type { TeamCategory } from './read-provider-standing.server.ts'
import { readTeamMembers, type TeamMember } from './team-members.server.ts'

const pageSize = 25

export type TeamQuery = {
  /** Code of an outlet; empty for all. */
  readonly outlet: string
  /** Found in code or name; empty for all. */
  readonly search: string
  /** Counts from 1. */
  readonly page: number
}

/** Whoever loses a right to work first, with what is to be renewed. */
export type FirstLapse = {
  readonly code: string
  readonly name: string
  readonly typeCode: string
  readonly until: string
}

/** What the list shows of one engineer. */
export type TeamRow = Pick<
  TeamMember,
  'code' | 'name' | 'nameLatin' | 'role' | 'levels' | 'mayWork' | 'today'
> & {
  /** Categories on whose ladder a statutory licence lacks for some of what the held level opens. */
  readonly lacksLicenceIn: readonly string[]
  readonly outletCodes: readonly string[]
  readonly licences: readonly Pick<TeamMember['licences'][number], 'typeCode' | 'state'>[]
}

export type TeamPage = {
  /** Of the whole provider, whatever is searched for. */
  readonly sums: {
    readonly engineers: number
    readonly mayWork: number
    readonly lapsing: number
    readonly firstLapse: FirstLapse | null
  }
  readonly outlets: readonly { readonly code: string; readonly name: Bilingual }[]
  /** The columns: what the shown outlets are authorised for. */
  readonly categories: readonly TeamCategory[]
  readonly members: readonly TeamRow[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  readonly query: TeamQuery
}

/** One page of the team of the provider acted for, and the sums for its first line. */
export async function readTeam(ctx: SignedInContext, query: TeamQuery): Promise<TeamPage> {
  const { found, ...rest } = await findTeam(ctx, query)
  const lastPage = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(Math.max(1, query.page), lastPage)
  const shown = found.slice((page - 1) * pageSize, page * pageSize)
  const lacking = await findLacking(ctx, shown, rest.categories)
  return {
    ...rest,
    members: shown.map((member) => toRow(member, lacking(member))),
    total: found.length,
    page,
    pageSize,
    query,
  }
}

/** Everybody who is found, for the export. */
export async function findTeam(ctx: SignedInContext, query: Pick<TeamQuery, 'outlet' | 'search'>) {
  const { organisationId, timeZone } = ctx.actor.acting
  const { categories, members } = await readTeamMembers(ctx.db, {
    providerId: organisationId,
    at: ctx.now(),
    zone: timeZone,
  })
  const outlets = new Map(
    members.flatMap((one) => one.outlets.map(({ code, name }) => [code, { code, name }])),
  )
  const needle = query.search.toLowerCase()
  const found = members.filter(
    (one) =>
      (query.outlet === '' || one.outlets.some(({ code }) => code === query.outlet)) &&
      (needle === '' ||
        [one.code, one.name, one.nameLatin ?? ''].some((text) => text.toLowerCase().includes(needle))),
  )
  const lapses = members
    .flatMap((one) => (one.mayWork ? lapsesOf(one, ctx.language) : []))
    .sort((a, b) => (a.until === b.until ? a.code.localeCompare(b.code) : a.until < b.until ? -1 : 1))
  return {
    sums: {
      engineers: members.length,
      mayWork: members.filter(({ mayWork }) => mayWork).length,
      lapsing: new Set(lapses.map(({ code }) => code)).size,
      firstLapse: lapses[0] ?? null,
    },
    outlets: [...outlets.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    categories: categories.filter(
      ({ outletCodes }) => query.outlet === '' || outletCodes.includes(query.outlet),
    ),
    found,
  }
}

/** The categories in which each of those shown lacks a licence, by the law of the place of their first outlet. */
async function findLacking(
  ctx: SignedInContext,
  members: readonly TeamMember[],
  categories: readonly TeamCategory[],
): Promise<(member: TeamMember) => readonly string[]> {
  const gapsOf = await findLicenceGapsOf(ctx.db, {
    people: members.map(({ personId, outlets }) => ({
      personId,
      jurisdiction: outlets[0]?.jurisdiction ?? null,
    })),
    brandIds: [...new Set(categories.map(({ brandId }) => brandId))],
    at: ctx.now(),
  })
  return ({ personId, levels }) =>
    levels.flatMap(({ categoryId, level }) => {
      const category = categories.find((one) => one.categoryId === categoryId)
      if (!category || level === 0) return []
      const rung = { brand: category.brandCode, category: category.code, level }
      return gapsOf(personId, rung).length > 0 ? [categoryId] : []
    })
}

function toRow(
  { code, name, nameLatin, role, levels, mayWork, today, outlets, licences }: TeamMember,
  lacksLicenceIn: readonly string[],
): TeamRow {
  return {
    lacksLicenceIn,
    code,
    name,
    nameLatin,
    role,
    levels,
    mayWork,
    today,
    outletCodes: outlets.map((outlet) => outlet.code),
    licences: licences.map(({ typeCode, state }) => ({ typeCode, state })),
  }
}

function lapsesOf({ code, name, nameLatin, levels }: TeamMember, language: Language): FirstLapse[] {
  return levels.flatMap(({ state, typeCode, until }) =>
    (state === 'expiring' || state === 'grace') && typeCode !== null && until !== null
      ? [{ code, name: nameIn({ name, nameLatin }, language), typeCode, until }]
      : [],
  )
}
