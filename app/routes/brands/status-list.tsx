import { forAnyone, requireParam } from '#app/access.server.ts'
import { readStatusList } from '#app/features/badges/index.server.ts'
import { publicList } from './public-document.server.ts'

/** A signed status list of a brand. */
export const loader = forAnyone(async (ctx, { params, request }) => {
  const list = await readStatusList(ctx, {
    brandName: requireParam(params, 'brand'),
    purpose: requireParam(params, 'purpose'),
    list: requireParam(params, 'list'),
  })
  return publicList({ request }, list, 'application/vc+ld+json', ctx.now())
})
