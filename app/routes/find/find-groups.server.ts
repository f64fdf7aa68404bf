import type { SignedInContext } from '#app/context.server.ts'
import { findAnything, type Hit } from '#app/features/reporting/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { destinationsFor, workplaceDestinations } from '#app/shells/navigation.ts'

/** What was found of one kind, under its heading. */
export type FoundGroup = {
  readonly title: string
  readonly hits: readonly {
    readonly title: string
    readonly detail: string
    readonly path: string
    readonly also: { readonly title: string; readonly path: string } | null
  }[]
}

/** Everything found for what somebody typed, in the language of the page: people, credentials, and the pages of their own role by name. */
export async function findGroups(
  ctx: SignedInContext,
  search: string,
): Promise<{ readonly groups: readonly FoundGroup[]; readonly said: string }> {
  const { t } = i18nFor(ctx.language)
  const { people, credentials } = await findAnything(ctx, search)
  const found = (title: string, hits: readonly Hit[]): FoundGroup => ({
    title,
    hits: hits.map(({ checkPath, ...hit }) => ({
      ...hit,
      also: checkPath === null ? null : { title: t('common:find.check'), path: checkPath },
    })),
  })
  const needle = search.toLowerCase()
  const pages = destinationsFor(workplaceDestinations, ctx.actor.acting.roles)
    .map(({ key, to }) => ({ title: t(`common:nav.${key}`), detail: to, path: to, also: null }))
    .filter(({ title }) => needle !== '' && title.toLowerCase().includes(needle))
  const groups = [
    found(t('common:find.people'), people),
    found(t('common:find.credentials'), credentials),
    { title: t('common:find.pages'), hits: pages },
  ].filter(({ hits }) => hits.length > 0)
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0)
  return { groups, said: search === '' ? '' : t('common:find.count', { count }) }
}
