import { forAnyone, requireParam } from '#app/access.server.ts'
import { readStatusList } from '#app/features/badges/index.server.ts'
import { publicText } from './public-document.server.ts'

/** A signed status list of a brand. */
export const loader = forAnyone(async (ctx, { params }) => {
  const list = await readStatusList(ctx, {
    brandName: requireParam(params, 'brand'),
    purpose: requireParam(params, 'purpose'),
    list: requireParam(params, 'list'),
  })
  return publicText(list, { type: 'application/vc+ld+json', keptSeconds: 60 })
})
