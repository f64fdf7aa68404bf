import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { readCredentialList } from '#app/features/credentials/index.server.ts'
import { searchEngineers } from '#app/features/gate/index.server.ts'
import { listPeople } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

/** One thing found: what it is called, what tells it from others, where it leads. `check` is where a job of this person is checked. */
export type Hit = {
  readonly title: string
  readonly detail: string
  readonly path: string
  readonly checkPath: string | null
}

const hitsOfAKind = 8

/**
 * People and credentials whose code, name or number is looked for, as far as the asker's role lets them see any: engineers within the asker's brand or provider, for the
 * platform's admins everybody; credentials for certification officers and admins. Each leads to the page on which that role works with it.
 */
export async function findAnything(
  ctx: SignedInContext,
  search: string,
): Promise<{ readonly people: readonly Hit[]; readonly credentials: readonly Hit[] }> {
  if (search === '') return { people: [], credentials: [] }
  const [people, credentials] = await Promise.all([findPeople(ctx, search), findCredentials(ctx, search)])
  return { people, credentials }
}

const checkers = ['dispatcher', 'admin', 'provider-manager', 'certification-officer', 'monitor', 'regulator']

async function findPeople(ctx: SignedInContext, search: string): Promise<readonly Hit[]> {
  const { roles, organisationKind } = ctx.actor.acting
  const mayCheck = roles.some((role) => checkers.includes(role))
  const checkPath = (code: string) => (mayCheck ? paths.check({ engineer: code }) : null)
  if (organisationKind === 'platform' && roles.includes('admin')) {
    const { people } = await listPeople(ctx, { search, page: 1 })
    return people.slice(0, hitsOfAKind).map((person) => ({
      title: nameIn(person, ctx.language),
      detail: [person.code, ...new Set(person.roles.map(({ organisationCode }) => organisationCode))].join(
        ' · ',
      ),
      path: paths.adminPerson(person.code),
      checkPath: person.roles.some(({ role }) => role === 'engineer') ? checkPath(person.code) : null,
    }))
  }
  if (!mayCheck) return []
  const engineers = await searchEngineers(ctx, search)
  const pathOf = (code: string) => {
    if (roles.includes('provider-manager')) return paths.teamPerson(code)
    return roles.includes('certification-officer')
      ? paths.credentials({ q: code })
      : paths.check({ engineer: code })
  }
  return engineers.slice(0, hitsOfAKind).map(({ code, name, detail }) => {
    const path = pathOf(code)
    const check = checkPath(code)
    return {
      title: inLanguage(name, ctx.language),
      detail: `${code} · ${detail}`,
      path,
      checkPath: check === path ? null : check,
    }
  })
}

async function findCredentials(ctx: SignedInContext, search: string): Promise<readonly Hit[]> {
  const { credentials } = await readCredentialList(ctx, { search, page: 1 })
  return credentials.slice(0, hitsOfAKind).map(({ id, number, person, type }) => ({
    title: `${type.code} · ${person.name}`,
    detail: `${number} · ${person.code}`,
    path: paths.credential(id),
    checkPath: null,
  }))
}
