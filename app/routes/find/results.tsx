import { forRoles } from '#app/access.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { findingRoles } from '#app/shells/navigation.ts'
import { findGroups } from './find-groups.server.ts'

/** What is found while somebody types, for the dialog; the page `/find` says the same. */
export const loader = forRoles(findingRoles, async (ctx, { request }) =>
  Response.json(await findGroups(ctx, readListQuery(request).search), {
    headers: { 'cache-control': 'no-store' },
  }),
)
