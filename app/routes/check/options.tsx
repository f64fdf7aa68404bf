import { forRoles } from '#app/access.server.ts'
import {
  type CheckOption,
  checkScopeOf,
  findOperationOptions,
  findOutletOptions,
  searchEngineers,
} from '#app/features/gate/index.server.ts'

/** Choices for the check form while somebody types: at most a screenful, within what the asker may see. */
export const loader = forRoles(
  ['dispatcher', 'admin', 'provider-manager', 'certification-officer', 'monitor', 'regulator'],
  async (ctx, { request }): Promise<CheckOption[]> => {
    const query = new URL(request.url).searchParams
    const kind = query.get('kind')
    if (kind !== 'engineer' && kind !== 'operation' && kind !== 'outlet')
      throw new Response(null, { status: 400 })
    const typed = (query.get('q') ?? '').split(' · ')[0]?.trim().slice(0, 60) ?? ''
    if (kind === 'engineer') return searchEngineers(ctx, typed)
    const find = kind === 'operation' ? findOperationOptions : findOutletOptions
    return find(ctx.db, checkScopeOf(ctx), typed)
  },
)
