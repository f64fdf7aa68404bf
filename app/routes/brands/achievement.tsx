import { forAnyone, requireParam } from '#app/access.server.ts'
import { readAchievement } from '#app/features/badges/index.server.ts'
import { publicDocument } from './public-document.server.ts'

/** A credential type of a brand as an achievement. */
export const loader = forAnyone(async (ctx, { params, request }) =>
  publicDocument(
    { request },
    await readAchievement(ctx, requireParam(params, 'brand'), requireParam(params, 'type')),
    'application/ld+json',
  ),
)
