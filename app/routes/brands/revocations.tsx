import { forAnyone, requireParam } from '#app/access.server.ts'
import { readRevocations } from '#app/features/badges/index.server.ts'
import { publicList } from './public-document.server.ts'

/** The badges of a brand that are void for good. */
export const loader = forAnyone(async (ctx, { params, request }) =>
  publicList(
    { request },
    await readRevocations(ctx, requireParam(params, 'brand')),
    'application/json',
    ctx.now(),
  ),
)
